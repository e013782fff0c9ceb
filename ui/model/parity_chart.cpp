// SPDX-License-Identifier: GPL-3.0-or-later
#include "parity_chart.h"

#include "format_quantity.h"
#include "nice_range.h"
#include "point_note.h"
#include "row_groups.h"
#include "thin_points.h"

#include <algorithm>
#include <cctype>
#include <set>

#include <fmt/format.h>

namespace ralmscope {

namespace {

constexpr std::size_t kMostDrawn = 2400; ///< points; more neither show more nor stay fluid
constexpr double kGuides[] = {0.2, 0.1};

/// What all drawn values are, in words; empty if they are several things.
std::string commonLabel(const std::vector<RowGroup>& groups)
{
    std::set<std::string> labels;
    for (const RowGroup& group : groups) {
        for (const ComparedPoint* point : group.points)
            labels.insert(point->point.label);
    }
    return labels.size() == 1 ? *labels.begin() : std::string();
}

/// The tolerance that all judged series share; nothing if they differ or it is not a relative maximum.
std::optional<double> sharedTolerance(const PaperFigure& figure)
{
    std::optional<double> shared;
    for (const FigureSeries& series : figure.series) {
        if (series.kind == ComparisonKind::Informational)
            continue;
        if (series.tolerance.absolute || !series.tolerance.max || (shared && *shared != *series.tolerance.max))
            return std::nullopt;
        shared = series.tolerance.max;
    }
    return shared;
}

/// The line of agreement, with a band of this relative error if there is one.
ChartSeries agreementLine(const ChartAxis& axis, std::optional<double> error)
{
    ChartSeries line;
    line.name = "agreement";
    line.role = SeriesRole::Guide;
    for (const double value : {axis.minimum, axis.maximum}) {
        line.x.push_back(value);
        line.y.push_back(value);
        if (error) {
            line.low.push_back(value * (1.0 - std::min(*error, 0.95)));
            line.high.push_back(value * (1.0 + *error));
        }
    }
    if (error)
        line.name = fmt::format("agreement within {} %", formatNumber(100.0 * *error, 3));
    return line;
}

/// Points of a group; the designs behind them where rows are designs.
ChartSeries groupSeries(const RowGroup& group, const PaperFigure& figure, std::size_t limit,
                        std::vector<DesignPoint>& designs)
{
    std::vector<double> x;
    std::vector<double> y;
    for (const ComparedPoint* point : group.points) {
        x.push_back(point->point.measured);
        y.push_back(point->predicted);
    }
    ChartSeries series;
    series.name = group.name;
    series.role = SeriesRole::Measured;
    series.style = SeriesStyle::Points;
    series.muted = !group.judged;
    series.provenance = figure.source.text;
    for (const std::size_t i : thinPoints(x, y, limit)) {
        series.x.push_back(x[i]);
        series.y.push_back(y[i]);
        series.notes.push_back(pointNote(*group.points[i], figure.source.tag));
        if (figure.ofDesigns())
            designs.push_back(group.points[i]->point.design);
    }
    return series;
}

/// Few values: one group per series, in the figure's order.
std::vector<RowGroup> seriesGroups(const PaperFigure& figure, const FigureReport& report)
{
    std::vector<RowGroup> groups;
    for (const FigureSeries& series : figure.series)
        groups.push_back({series.name, true, {}});
    for (const ComparedPoint& point : report.points) {
        if (comparable(point))
            groups[point.point.series].points.push_back(&point);
    }
    return groups;
}

std::size_t countOf(const std::vector<RowGroup>& groups)
{
    std::size_t count = 0;
    for (const RowGroup& group : groups)
        count += group.points.size();
    return count;
}

/// The unit of the first series: its values are drawn.
std::string firstUnit(const PaperFigure& figure)
{
    if (figure.series.empty())
        return {};
    return figure.series.front().over ? std::string("x") : figure.series.front().unit;
}

/// The unit that all values share; empty if there are several.
std::string commonUnit(const std::vector<RowGroup>& groups)
{
    std::set<std::string> units;
    for (const RowGroup& group : groups) {
        for (const ComparedPoint* point : group.points)
            units.insert(point->point.unit);
    }
    return units.size() == 1 ? *units.begin() : std::string();
}

void setAxes(ChartModel& chart, const PaperFigure& figure, bool cloud, const std::string& label,
             const std::string& unit)
{
    const auto axisLabel = [&](std::string_view what) {
        std::string text = label.empty() ? std::string(what) : fmt::format("{}, {}", label, what);
        text[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(text[0])));
        return text;
    };
    chart.x.label = axisLabel(sourceTagName(figure.source.tag));
    chart.y.label = axisLabel("model");
    chart.x.unit = chart.y.unit = unit;
    auto both = chart.series;
    for (const ChartSeries& series : chart.series) {
        both.emplace_back();
        both.back().y = series.x;
    }
    const bool positive = std::all_of(both.begin(), both.end(), [](const ChartSeries& series) {
        return std::all_of(series.y.begin(), series.y.end(), [](double value) { return value > 0.0; });
    });
    if (cloud && positive) {
        chart.y.logarithmic = true;
        fitLogarithmicAxis(chart.y, both);
    } else {
        chart.y.logarithmic =
            spansDecades(chart.series, &ChartSeries::x) && spansDecades(chart.series, &ChartSeries::y);
        fitAxis(chart.y, both);
    }
    chart.x.logarithmic = chart.y.logarithmic;
    chart.x.minimum = chart.y.minimum;
    chart.x.maximum = chart.y.maximum;
}

std::vector<ChartSeries> guides(const ChartAxis& axis, const PaperFigure& figure, bool cloud)
{
    if (!cloud)
        return {agreementLine(axis, sharedTolerance(figure))};
    std::vector<ChartSeries> lines;
    for (const double error : kGuides)
        lines.push_back(agreementLine(axis, error));
    return lines;
}

} // namespace

PaperChart parityChart(const PaperFigure& figure, const FigureReport& report)
{
    PaperChart result;
    ChartModel& chart = result.chart;
    const bool cloud = !figure.ofDesigns() && report.points.size() >= kManyValues;
    auto groups = cloud ? rowGroups(figure, report, firstUnit(figure)) : seriesGroups(figure, report);
    std::erase_if(groups, [](const RowGroup& group) { return group.points.empty(); });
    const std::size_t all = countOf(groups);
    const bool thin = cloud && all > kMostDrawn;
    std::size_t drawn = 0;
    for (const RowGroup& group : groups) {
        result.designs.emplace_back();
        const std::size_t limit = thin ? group.points.size() * kMostDrawn / all : group.points.size();
        chart.series.push_back(groupSeries(group, figure, limit, result.designs.back()));
        drawn += chart.series.back().x.size();
    }
    const std::string unit = commonUnit(groups);
    if (const std::size_t others = cloud ? countOf(rowGroups(figure, report)) - all : 0; others > 0)
        result.caption += fmt::format("Drawn are the values in {}; the list has {} more. ", unit, others);
    setAxes(chart, figure, cloud, commonLabel(groups), unit);
    if (chart.series.empty()) {
        chart.emptyText = "The model gives no number for any row of this table.";
        return result;
    }
    if (drawn < all)
        result.caption +=
            fmt::format("{} of {} values are drawn, thinned alike everywhere; lonely ones stay. ", drawn, all);
    auto lines = guides(chart.x, figure, cloud);
    result.designs.insert(result.designs.begin(), lines.size(), std::vector<DesignPoint>{});
    chart.series.insert(chart.series.begin(), lines.begin(), lines.end());
    return result;
}

} // namespace ralmscope
