// SPDX-License-Identifier: GPL-3.0-or-later
#include "paper_card.h"

#include "error_histogram.h"
#include "format_quantity.h"
#include "paper_chart.h"
#include "parity_chart.h"
#include "row_groups.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace ralmscope {

namespace {

constexpr std::size_t kMostSeries = 6; ///< more in one chart cannot be told apart
constexpr double kHardlyAnError = 1e-6;

std::string errorText(double error, const SeriesReport& series)
{
    if (!std::isfinite(error))
        return "n/a";
    if (series.tolerance.absolute && series.unit != "%")
        return formatQuantity(error, series.unit, 2).text();
    // Absolute errors of a share are points of a percent.
    return formatQuantity(error, "%", 2).number + (series.tolerance.absolute ? " points" : " %");
}

/// What one chart can show: with many series those of the first metric only (medians, say), and if asked for only those
/// that are judged. All are in the card's list.
FigureReport drawnPart(const PaperFigure& figure, const FigureReport& report, bool judgedOnly)
{
    FigureReport part = report;
    const bool crowded = figure.series.size() > kMostSeries;
    std::erase_if(part.points, [&](const ComparedPoint& point) {
        const FigureSeries& series = figure.series[point.point.series];
        return (crowded && series.quantity != figure.series.front().quantity)
            || (judgedOnly && series.kind == ComparisonKind::Informational);
    });
    return part;
}

/// Ours, then those of others.
std::vector<PaperPeer> peersOf(const FigureReport& report)
{
    std::vector<PaperPeer> peers;
    const auto percent = [](double error) { return formatQuantity(error, "%", 2).text(); };
    if (report.pooled)
        peers.push_back({{},
                         fmt::format("{}, {} values", report.pooled->name, report.pooled->n),
                         fmt::format("mean {}, median {}, p90 {}", percent(report.pooled->mean),
                                     percent(report.pooled->median), percent(report.pooled->p90)),
                         {}});
    for (const PublishedError& peer : report.peers) {
        peers.push_back({peer.name, peer.of,
                         fmt::format("{} {}", statisticText(peer.statistic), formatQuantity(peer.value, "%", 3).text()),
                         peer.source});
    }
    return peers;
}

PaperChart chartOf(const PaperFigure& figure, const FigureReport& report, const Catalog& catalog)
{
    if (!figure.ofDesigns())
        return parityChart(figure, report.points.size() < kManyValues ? drawnPart(figure, report, false) : report);
    auto chart = tokensChart(figure, catalog);
    if (!chart)
        chart = curvesChart(figure, drawnPart(figure, report, false), catalog);
    if (!chart)
        chart = curvesChart(figure, drawnPart(figure, report, true), catalog);
    return chart ? std::move(*chart) : parityChart(figure, drawnPart(figure, report, false));
}

/// A series of one value says it.
std::string singleValueText(const PaperFigure& figure, const ComparedPoint& point)
{
    const std::string& unit = point.point.unit;
    std::string text = fmt::format(
        "{} {}, model {} ({})", sourceTagName(figure.source.tag), formatQuantity(point.point.measured, unit).text(),
        formatQuantity(point.predicted, unit).text(), formatChange(point.predicted, point.point.measured));
    if (!point.point.explanation.empty())
        text += ". " + point.point.explanation;
    return text;
}

PaperSeries seriesLine(const SeriesReport& report)
{
    PaperSeries line;
    line.name = report.name;
    line.metric = report.label;
    line.kind = comparisonKindName(report.kind);
    line.n = report.n;
    line.median = report.median;
    line.p90 = report.p90;
    line.max = report.max;
    line.absolute = report.tolerance.absolute;
    line.tolerance = report.kind == ComparisonKind::Informational ? std::string() : report.tolerance.text();
    line.pass = report.pass;
    line.text = fmt::format("median {}, p90 {}, max {}", errorText(report.median, report),
                            errorText(report.p90, report), errorText(report.max, report));
    if (report.unpredicted > 0)
        line.text += fmt::format("; no prediction for {}", report.unpredicted);
    return line;
}

/// Of all judged relative errors: how many, the median and the worst.
std::string summaryOf(const PaperFigure& figure, const FigureReport& report)
{
    std::vector<double> errors;
    for (const ComparedPoint& point : report.points) {
        const FigureSeries& series = figure.series[point.point.series];
        if (series.kind != ComparisonKind::Informational && std::isfinite(point.predicted)
            && point.point.measured != 0.0)
            errors.push_back(std::fabs(point.predicted / point.point.measured - 1.0));
    }
    if (errors.empty())
        return "Shown for comparison; no tolerance is stated.";
    std::sort(errors.begin(), errors.end());
    const auto percent = [](double error) {
        return error > 0.0 && error < kHardlyAnError ? std::string("<0.0001") : formatQuantity(error, "%", 2).number;
    };
    return fmt::format("{} value{}, median error {} %, worst {} %: {} tolerance", errors.size(),
                       errors.size() == 1 ? "" : "s", percent(errors[errors.size() / 2]), percent(errors.back()),
                       report.pass ? "within" : "outside");
}

} // namespace

PaperCard makePaperCard(const PaperFigure& figure, const Catalog& catalog, const CsvTable* replacement)
{
    PaperCard card;
    card.id = figure.id;
    card.title = figure.title;
    card.source = figure.source.text;
    card.kind = sourceTagName(figure.source.tag);
    card.note = figure.text;
    const auto report = validateFigure(figure, catalog, replacement);
    if (!report) {
        card.problem = problemsText(report.error());
        card.pass = false;
        return card;
    }
    card.pass = report->pass;
    card.judged = report->judged > 0;
    card.notices = report->notices;
    for (const SeriesReport& series : report->series)
        card.series.push_back(seriesLine(series));
    card.peers = peersOf(*report);
    for (const ComparedPoint& point : report->points) {
        PaperSeries& line = card.series[point.point.series];
        if (line.n == 1 && std::isfinite(point.predicted))
            line.text = singleValueText(figure, point);
    }

    PaperChart chart = chartOf(figure, *report, catalog);
    card.chart = std::move(chart.chart);
    card.designs = std::move(chart.designs);
    card.caption = std::move(chart.caption);
    card.errors = errorHistogram(figure, *report);
    card.chart.id = "paper:" + figure.id;
    card.chart.title = figure.title;
    card.summary = summaryOf(figure, *report);
    return card;
}

} // namespace ralmscope
