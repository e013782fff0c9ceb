// SPDX-License-Identifier: GPL-3.0-or-later
#include "validation.h"

#include "format_quantity.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace ralmscope {

using nlohmann::ordered_json;

namespace {

ordered_json numberOrNull(double value)
{
    return std::isfinite(value) ? ordered_json(value) : ordered_json(nullptr);
}

ordered_json toleranceJson(const Tolerance& tolerance)
{
    ordered_json object = ordered_json::object();
    if (tolerance.absolute)
        object["absolute"] = true;
    const auto add = [&object](const char* key, const std::optional<double>& limit) {
        if (limit)
            object[key] = *limit;
    };
    add("median", tolerance.median);
    add("p90", tolerance.p90);
    add("p95", tolerance.p95);
    add("max", tolerance.max);
    return object;
}

ordered_json seriesJson(const SeriesReport& series)
{
    return {{"name", series.name},
            {"metric", series.quantity},
            {"kind", comparisonKindName(series.kind)},
            {"n", series.n},
            {"unpredicted", series.unpredicted},
            {"mean", numberOrNull(series.mean)},
            {"median", numberOrNull(series.median)},
            {"p90", numberOrNull(series.p90)},
            {"p95", numberOrNull(series.p95)},
            {"max", numberOrNull(series.max)},
            {"tolerance", toleranceJson(series.tolerance)},
            {"pass", series.pass}};
}

ordered_json peerJson(const PublishedError& peer)
{
    return {{"name", peer.name},
            {"of", peer.of},
            {"statistic", errorStatisticName(peer.statistic)},
            {"value", peer.value},
            {"source", peer.source}};
}

std::string errorText(double error, bool absolute)
{
    if (!std::isfinite(error))
        return "-";
    return absolute ? formatNumber(error, 3) : formatQuantity(error, "%", 3).text();
}

std::string verdictText(const SeriesReport& series)
{
    if (series.kind == ComparisonKind::Informational)
        return "shown";
    if (series.n + series.unpredicted == 0)
        return "-"; // the table has no row of this series
    return series.pass ? "pass" : "FAIL";
}

std::string_view verdictText(const FigureReport& report)
{
    if (report.judged == 0)
        return "nothing judged";
    return report.pass ? "pass" : "FAIL";
}

std::string seriesLine(const SeriesReport& series, std::size_t nameWidth)
{
    const bool absolute = series.tolerance.absolute;
    std::string line =
        fmt::format("  {:5} {:{}}  {:27} {:13} n {:<4} median {:<8} p90 {:<8} p95 {:<8} max {:<8}", verdictText(series),
                    series.name, nameWidth, series.quantity, comparisonKindName(series.kind), series.n,
                    errorText(series.median, absolute), errorText(series.p90, absolute),
                    errorText(series.p95, absolute), errorText(series.max, absolute));
    if (const std::string limits = series.tolerance.text(); !limits.empty())
        line += fmt::format(" allowed: {}", limits);
    if (series.unpredicted > 0)
        line += fmt::format("; no prediction for {}", series.unpredicted);
    return line + '\n';
}

/// Our errors pooled, then those that others state.
std::string peerLines(const FigureReport& report)
{
    std::string text;
    if (report.pooled)
        text += fmt::format("  beside others: {}, n {}: mean {}, median {}, p90 {}\n", report.pooled->name,
                            report.pooled->n, errorText(report.pooled->mean, false),
                            errorText(report.pooled->median, false), errorText(report.pooled->p90, false));
    for (const PublishedError& peer : report.peers) {
        text += fmt::format("    {}, {}: {} {} ({})\n", peer.name, peer.of, statisticText(peer.statistic),
                            errorText(peer.value, false), peer.source);
    }
    return text;
}

std::size_t widestName(std::span<const FigureReport> reports)
{
    std::size_t width = 0;
    for (const FigureReport& report : reports) {
        for (const SeriesReport& series : report.series)
            width = std::max(width, series.name.size());
    }
    return width;
}

/// Predictions of one measured column by row: of the first series that has the row.
std::vector<std::string> predictionsOf(const std::string& column, const PaperFigure& figure, const FigureReport& report,
                                       std::size_t rows)
{
    std::vector<std::string> cells(rows);
    for (const ComparedPoint& compared : report.points) {
        const FigureSeries& series = figure.series[compared.point.series];
        if (series.column != column || !std::isfinite(compared.predicted))
            continue;
        for (const std::size_t row : compared.point.rows) {
            if (cells[row].empty())
                cells[row] = fmt::format("{}", compared.predicted / series.scale);
        }
    }
    return cells;
}

/// Which constants predicted each row.
void addProvenance(CsvTable& table, const FigureReport& report)
{
    table.header.emplace_back("provenance");
    for (std::size_t r = 0; r < table.rows.size(); ++r)
        table.rows[r].push_back(report.remarks[r].text());
}

bool isMeasured(const std::string& column, const PaperFigure& figure)
{
    return std::any_of(figure.series.begin(), figure.series.end(),
                       [&column](const FigureSeries& series) { return series.column == column; });
}

} // namespace

std::string reportJson(std::span<const FigureReport> reports)
{
    ordered_json figures = ordered_json::array();
    for (const FigureReport& report : reports) {
        ordered_json series = ordered_json::array();
        for (const SeriesReport& one : report.series)
            series.push_back(seriesJson(one));
        ordered_json figure{
            {"id", report.id}, {"pass", report.pass}, {"judged", report.judged}, {"series", std::move(series)}};
        for (const PublishedError& peer : report.peers)
            figure["peers"].push_back(peerJson(peer));
        if (report.pooled)
            figure["pooled"] = seriesJson(*report.pooled);
        if (!report.notices.empty())
            figure["notices"] = report.notices;
        figures.push_back(std::move(figure));
    }
    const ordered_json document{
        {"pass", outcomeOf(reports) == ValidationOutcome::Pass},
        {"judged",
         std::accumulate(reports.begin(), reports.end(), std::size_t{0},
                         [](std::size_t sum, const FigureReport& report) { return sum + report.judged; })},
        {"figures", std::move(figures)}};
    return document.dump(2, ' ', false, ordered_json::error_handler_t::replace) + '\n';
}

std::string reportText(std::span<const FigureReport> reports)
{
    const std::size_t width = widestName(reports);
    std::string text;
    for (const FigureReport& report : reports) {
        text += fmt::format("{}: {}\n", report.id, verdictText(report));
        for (const SeriesReport& series : report.series)
            text += seriesLine(series, width);
        text += peerLines(report);
        for (const std::string& notice : report.notices)
            text += fmt::format("  note: {}\n", notice);
    }
    return text;
}

CsvTable predictedTable(const PaperFigure& figure, const FigureReport& report, const CsvTable& table)
{
    CsvTable result;
    result.file = table.file;
    result.lines = table.lines;
    result.rows.resize(table.rows.size());
    for (std::size_t c = 0; c < table.header.size(); ++c) {
        const std::string& name = table.header[c];
        result.header.push_back(name);
        for (std::size_t r = 0; r < table.rows.size(); ++r)
            result.rows[r].push_back(table.rows[r][c]);
        if (!isMeasured(name, figure))
            continue;
        result.header.push_back(name + "_predicted");
        const auto cells = predictionsOf(name, figure, report, table.rows.size());
        for (std::size_t r = 0; r < table.rows.size(); ++r)
            result.rows[r].push_back(cells[r]);
    }
    if (report.remarks.size() == table.rows.size() && !report.remarks.empty())
        addProvenance(result, report);
    return result;
}

} // namespace ralmscope
