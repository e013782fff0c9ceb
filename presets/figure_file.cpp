// SPDX-License-Identifier: GPL-3.0-or-later
#include "paper_figure.h"

#include "design_json.h"
#include "json_document.h"
#include "metric_table.h"
#include "object_reader.h"
#include "value_text.h"

#include <array>

#include <fmt/format.h>

namespace ralmscope {

using nlohmann::json;

namespace {

constexpr int kNewestVersion = 1;
constexpr NumberRange kScale{1e-18, 1e18};
constexpr NumberRange kError{0, 1e3};

/// What reading the parts of a figure needs beside the JSON.
struct Reading
{
    const Catalog& catalog;
    const CsvTable& table;
};

CellPattern readPattern(ObjectReader& reader, std::string_view key, const std::string& text)
{
    if (const auto problem = CellPattern::problemOf(text)) {
        reader.problem(key, fmt::format("\"{}\": {}", text, *problem));
        return CellPattern("");
    }
    return CellPattern(text);
}

/// {"gpu.count": "{gpus}", ...}. Values without captures are checked at once, the others row by row.
Settings readSettings(ObjectReader& parent, std::string_view key, bool required, const Reading& reading)
{
    Settings settings;
    const json* object = required ? parent.required(key) : parent.find(key);
    if (!object)
        return settings;
    ObjectReader reader = parent.object(*object, key);
    if (!reader.isObject())
        return settings;
    json fixed = json::object();
    for (const auto& [id, value] : object->items()) {
        const ParameterInfo* row = findParameter(id);
        const bool captured = value.is_string() && value.get_ref<const std::string&>().find('{') != std::string::npos;
        if (!row || !captured)
            fixed[id] = value;
        else
            settings.push_back({row->parameter, value.get<std::string>()});
    }
    const auto design = designFromJson(fixed, reading.catalog, reader.file(), parent.pointerOf(key));
    if (!design) {
        reader.problems().insert(reader.problems().end(), design.error().begin(), design.error().end());
        return settings;
    }
    for (const auto& [id, value] : fixed.items()) {
        const ParameterInfo& row = *findParameter(id);
        settings.push_back({row.parameter, valueText(row, (*design)[row.parameter], reading.catalog)});
    }
    return settings;
}

/// {"architecture": ["{n}CPU", ...], ...}
Conditions readConditions(ObjectReader& parent, std::string_view key)
{
    Conditions conditions;
    const json* object = parent.find(key);
    if (!object)
        return conditions;
    ObjectReader reader = parent.object(*object, key);
    if (!reader.isObject())
        return conditions;
    for (const auto& [column, value] : object->items()) {
        Condition condition{column, {}};
        for (const std::string& text : reader.texts(column))
            condition.anyOf.push_back(readPattern(reader, column, text));
        conditions.push_back(std::move(condition));
    }
    return conditions;
}

ColumnMapping readColumn(ObjectReader& reader, const Reading& reading)
{
    ColumnMapping mapping;
    mapping.column = reader.text("column");
    mapping.optional = reader.flag("optional", false);
    const std::string id = reader.text("parameter", "");
    if (const ParameterInfo* row = findParameter(id))
        mapping.parameter = row->parameter;
    else if (!id.empty())
        reader.problem("parameter", fmt::format("\"{}\" is no parameter", id));
    mapping.scale = reader.number("scale", kScale, 1.0);
    reader.objects("cells", id.empty(), [&](ObjectReader& cell) {
        const std::string match = cell.text("match");
        mapping.cells.push_back({readPattern(cell, "match", match), readSettings(cell, "set", true, reading)});
    });
    return mapping;
}

Tolerance readTolerance(ObjectReader& parent)
{
    Tolerance tolerance;
    const json* object = parent.find("tolerance");
    if (!object)
        return tolerance;
    ObjectReader reader = parent.object(*object, "tolerance");
    tolerance.absolute = reader.flag("absolute", false);
    const auto limit = [&reader](std::string_view key) {
        return reader.find(key) ? std::optional(reader.number(key, kError)) : std::nullopt;
    };
    tolerance.median = limit("median");
    tolerance.p90 = limit("p90");
    tolerance.max = limit("max");
    reader.finish();
    return tolerance;
}

ComparisonKind readKind(ObjectReader& reader)
{
    const std::string name = reader.text("kind");
    for (const auto kind :
         {ComparisonKind::Fit, ComparisonKind::Prediction, ComparisonKind::Identity, ComparisonKind::Informational}) {
        if (comparisonKindName(kind) == name)
            return kind;
    }
    if (!name.empty())
        reader.problem("kind", fmt::format("is \"{}\"; allowed: fit | prediction | identity | informational", name));
    return ComparisonKind::Informational;
}

/// A column that a key names must be one of the shipped table.
std::string readColumnName(ObjectReader& reader, std::string_view key, bool required, const Reading& reading)
{
    std::string name = required ? reader.text(key) : reader.text(key, "");
    if (!name.empty() && reading.table.column(name) < 0)
        reader.problem(key, fmt::format("\"{}\" is no column of {}", name, reading.table.file));
    return name;
}

FigureSeries readSeries(ObjectReader& reader, const Reading& reading, bool ofKernels)
{
    FigureSeries series;
    series.name = reader.text("name");
    series.column = readColumnName(reader, "column", true, reading);
    series.scale = reader.number("scale", kScale, 1.0);
    const std::string metric = ofKernels ? std::string() : reader.text("metric");
    if (const MetricInfo* row = findMetric(metric))
        series.metric = row->metric;
    else if (!metric.empty())
        reader.problem("metric",
                       fmt::format("\"{}\" is no metric; `ralmscope-cli list metrics` shows them all", metric));
    series.lowColumn = readColumnName(reader, "low", false, reading);
    series.highColumn = readColumnName(reader, "high", false, reading);
    series.when = readConditions(reader, "when");
    series.unless = readConditions(reader, "unless");
    series.set = readSettings(reader, "set", false, reading);
    if (reader.find("over"))
        series.over = readSettings(reader, "over", true, reading);
    series.kind = readKind(reader);
    series.tolerance = readTolerance(reader);
    for (const std::string& id : reader.texts("independent_of")) {
        if (const ParameterInfo* row = findParameter(id))
            series.independentOf.set(static_cast<std::size_t>(row->parameter));
        else
            reader.problem("independent_of", fmt::format("\"{}\" is no parameter", id));
    }
    return series;
}

std::optional<KernelClass> readModel(ObjectReader& reader)
{
    const std::string id = reader.text("model", "");
    if (id.empty())
        return std::nullopt;
    const auto kernel = kernelClassFromId(std::string_view(id).substr(id.starts_with("gpu-") ? 4 : 0));
    if (!kernel)
        reader.problem("model", fmt::format("\"{}\" is no class of kernels", id));
    return kernel;
}

PaperFigure readFigureObject(ObjectReader& reader, const Reading& reading)
{
    PaperFigure figure;
    figure.id = reader.text("id");
    figure.title = reader.text("title");
    figure.text = reader.text("text");
    figure.order = static_cast<int>(reader.number("order", {0, 1e6, true}, 1e6));
    figure.source = reader.source("source");
    figure.kernel = readModel(reader);
    const Settings base = readSettings(reader, "design", false, reading);
    std::vector<std::string> ignored; // values were checked when they were read
    applySettings(figure.mapping.base, base, {}, reading.catalog, ignored);
    reader.objects("columns", !figure.kernel,
                   [&](ObjectReader& item) { figure.mapping.columns.push_back(readColumn(item, reading)); });
    reader.objects("rules", false, [&](ObjectReader& item) {
        figure.mapping.rules.push_back({readConditions(item, "when"), readSettings(item, "set", true, reading)});
    });
    figure.filter = readConditions(reader, "filter");
    figure.averageOver = reader.texts("average_over");
    figure.tokenColumn = readColumnName(reader, "token_column", false, reading);
    figure.explanationColumn = readColumnName(reader, "explanation_column", false, reading);
    reader.objects("series", true, [&](ObjectReader& item) {
        figure.series.push_back(readSeries(item, reading, figure.kernel.has_value()));
    });
    return figure;
}

} // namespace

tl::expected<PaperFigure, FileProblems> parseFigure(std::string_view jsonText, std::string_view csv,
                                                    const Catalog& catalog, const std::string& jsonFile,
                                                    const std::string& csvFile)
{
    auto table = parseCsv(csv, csvFile);
    const auto document = parseJson(jsonText, jsonFile);
    FileProblems problems;
    if (!table)
        problems = table.error();
    if (!document)
        problems.insert(problems.end(), document.error().begin(), document.error().end());
    if (!problems.empty())
        return tl::unexpected(std::move(problems));

    PaperFigure figure;
    ObjectReader reader(*document, jsonFile, "", problems);
    if (reader.header("ralmscope-figure", kNewestVersion)) {
        figure = readFigureObject(reader, {catalog, *table});
        reader.finish();
    }
    const FileProblems missing = missingColumns(figure.mapping, *table);
    problems.insert(problems.end(), missing.begin(), missing.end());
    if (!problems.empty())
        return tl::unexpected(std::move(problems));
    figure.table = std::move(*table);
    return figure;
}

} // namespace ralmscope
