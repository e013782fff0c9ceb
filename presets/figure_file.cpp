// SPDX-License-Identifier: GPL-3.0-or-later
#include "paper_figure.h"

#include "design_json.h"
#include "json_document.h"
#include "metric_table.h"
#include "object_reader.h"
#include "value_text.h"

#include <array>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace ralmscope {

using nlohmann::json;

namespace {

constexpr int kNewestVersion = 1;
constexpr NumberRange kScale{1e-18, 1e18};
constexpr NumberRange kError{0, 1e3};
constexpr NumberRange kLimit{-1e18, 1e18};

/// What reading the parts of a figure needs beside the JSON.
struct Reading
{
    const Catalog& catalog;
    const CsvTable& table;
    const TableModel* model = nullptr; ///< of the figure
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

/// {"architecture": ["{n}CPU", ...], "tokens": {"from": 256}, ...}
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
        Condition condition;
        condition.column = column;
        if (value.is_object()) {
            ObjectReader limits = reader.object(*reader.find(column), column);
            condition.from = limits.number("from", kLimit, condition.from);
            condition.to = limits.number("to", kLimit, condition.to);
            limits.finish();
            conditions.push_back(std::move(condition));
            continue;
        }
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
    tolerance.p95 = limit("p95");
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

void readMetric(ObjectReader& reader, FigureSeries& series)
{
    const std::string metric = reader.text("metric");
    if (const MetricInfo* row = findMetric(metric)) {
        series.metric = row->metric;
        series.quantity = row->id;
        series.label = row->label;
        series.unit = row->unit;
    } else if (!metric.empty()) {
        reader.problem("metric",
                       fmt::format("\"{}\" is no metric; `ralmscope-cli list metrics` shows them all", metric));
    }
}

/// Series of a figure with a model of its own: "output" names the predicted column where it is not the measured one.
void readOutput(ObjectReader& reader, FigureSeries& series, const TableModel& model)
{
    series.quantity = reader.text("output", series.column);
    series.label = reader.text("label", series.quantity);
    series.unit = reader.text("unit", "");
    if (model.output(series.quantity) < 0)
        reader.problem("output",
                       fmt::format("\"{}\" is no output of {}; allowed: {}", series.quantity, model.name,
                                   fmt::join(model.outputs, " | ")));
}

FigureSeries readSeries(ObjectReader& reader, const Reading& reading)
{
    FigureSeries series;
    series.name = reader.text("name");
    series.column = readColumnName(reader, "column", true, reading);
    series.scale = reader.number("scale", kScale, 1.0);
    if (reading.model)
        readOutput(reader, series, *reading.model);
    else
        readMetric(reader, series);
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

const TableModel* readModel(ObjectReader& reader)
{
    const std::string name = reader.text("model", "");
    const TableModel* model = findTableModel(name);
    if (!model && !name.empty()) {
        std::string known;
        for (const TableModel* other : tableModels())
            known += fmt::format("{}{}", known.empty() ? "" : " | ", other->name);
        reader.problem("model", fmt::format("is \"{}\"; allowed: {}", name, known));
    }
    return model;
}

PaperFigure readFigureObject(ObjectReader& reader, const Catalog& catalog, const CsvTable& table)
{
    PaperFigure figure;
    figure.model = readModel(reader);
    const Reading reading{catalog, table, figure.model};
    figure.id = reader.text("id");
    figure.title = reader.text("title");
    figure.text = reader.text("text");
    figure.order = static_cast<int>(reader.number("order", {0, 1e6, true}, 1e6));
    figure.source = reader.source("source");
    const Settings base = readSettings(reader, "design", false, reading);
    std::vector<std::string> ignored; // values were checked when they were read
    applySettings(figure.mapping.base, base, {}, reading.catalog, ignored);
    reader.objects("columns", figure.ofDesigns(),
                   [&](ObjectReader& item) { figure.mapping.columns.push_back(readColumn(item, reading)); });
    reader.objects("rules", false, [&](ObjectReader& item) {
        figure.mapping.rules.push_back({readConditions(item, "when"), readSettings(item, "set", true, reading)});
    });
    figure.filter = readConditions(reader, "filter");
    figure.averageOver = reader.texts("average_over");
    figure.tokenColumn = readColumnName(reader, "token_column", false, reading);
    figure.explanationColumn = readColumnName(reader, "explanation_column", false, reading);
    reader.objects("series", true, [&](ObjectReader& item) { figure.series.push_back(readSeries(item, reading)); });
    figure.peers = readPublishedErrors(reader);
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
        figure = readFigureObject(reader, catalog, *table);
        reader.finish();
    }
    const FileProblems missing =
        figure.model ? figure.model->missingColumns(*table) : missingColumns(figure.mapping, *table);
    problems.insert(problems.end(), missing.begin(), missing.end());
    if (!problems.empty())
        return tl::unexpected(std::move(problems));
    figure.table = std::move(*table);
    return figure;
}

} // namespace ralmscope
