// SPDX-License-Identifier: GPL-3.0-or-later
#include "paper_chart.h"

#include "nice_range.h"
#include "parameter_axis.h"
#include "point_note.h"
#include "resolved_design.h"
#include "sequence_chart.h"
#include "simulate.h"
#include "value_text.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

namespace ralmscope {

namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t kMostCurves = 5;
constexpr std::size_t kFewestPoints = 3;
constexpr int kCurvePoints = 48;

/// The unit of every value; nothing where values of several units stand side by side.
std::optional<std::string> commonUnit(const FigureReport& report)
{
    std::optional<std::string> unit;
    for (const ComparedPoint& point : report.points) {
        if (unit && *unit != point.point.unit)
            return std::nullopt;
        unit = point.point.unit;
    }
    return unit;
}

/// Points of one curve: the same series and the same design but for the x parameter.
struct Curve
{
    std::size_t series = 0;
    DesignPoint design; ///< x parameter zero
    std::optional<DesignPoint> over;
    std::vector<const ComparedPoint*> points;
};

DesignPoint without(DesignPoint design, Parameter parameter)
{
    design.set(parameter, 0.0);
    return design;
}

std::vector<Curve> curvesAlong(Parameter parameter, const FigureReport& report)
{
    std::vector<Curve> curves;
    for (const ComparedPoint& point : report.points) {
        if (!comparable(point) || point.point.design.isAuto(parameter))
            continue;
        const DesignPoint key = without(point.point.design, parameter);
        const auto over = point.point.over ? std::optional(without(*point.point.over, parameter)) : std::nullopt;
        const auto match = std::find_if(curves.begin(), curves.end(), [&](const Curve& curve) {
            return curve.series == point.point.series && curve.design == key && curve.over == over;
        });
        if (match != curves.end())
            match->points.push_back(&point);
        else
            curves.push_back({point.point.series, key, over, {&point}});
    }
    for (Curve& curve : curves) {
        std::stable_sort(curve.points.begin(), curve.points.end(), [parameter](const auto* a, const auto* b) {
            return a->point.design[parameter] < b->point.design[parameter];
        });
    }
    return curves;
}

bool isSmallFamily(const std::vector<Curve>& curves)
{
    return !curves.empty() && curves.size() <= kMostCurves
        && std::all_of(curves.begin(), curves.end(), [](const Curve& c) { return c.points.size() >= kFewestPoints; });
}

/// Parameter along which the figure's values form the fewest curves.
std::optional<Parameter> naturalAxis(const FigureReport& report)
{
    std::optional<Parameter> best;
    std::size_t fewest = kMostCurves + 1;
    for (const ParameterInfo& row : parameterTable()) {
        if (row.type != ParameterType::Integer && row.type != ParameterType::Real)
            continue;
        const auto curves = curvesAlong(row.parameter, report);
        if (isSmallFamily(curves) && curves.size() < fewest) {
            best = row.parameter;
            fewest = curves.size();
        }
    }
    return best;
}

double predict(const Curve& curve, Parameter parameter, double value, Metric metric, const Catalog& catalog)
{
    const auto at = [&](DesignPoint design) {
        design.set(parameter, value);
        const Result result = simulate(design, catalog);
        return result.verdict.usable() ? result[metric] : kNone;
    };
    return curve.over ? at(curve.design) / at(*curve.over) : at(curve.design);
}

std::string curveName(const PaperFigure& figure, const std::vector<Curve>& curves, std::size_t index,
                      const Catalog& catalog)
{
    const Curve& curve = curves[index];
    std::string name = figure.series[curve.series].name;
    // Curves of one series are told apart by what differs between them.
    for (const ParameterInfo& row : parameterTable()) {
        const bool differs = std::any_of(curves.begin(), curves.end(), [&](const Curve& other) {
            return other.series == curve.series
                && valueText(row, other.design[row.parameter], catalog)
                != valueText(row, curve.design[row.parameter], catalog);
        });
        if (differs)
            name += ", " + displayText(row, curve.design[row.parameter], catalog);
    }
    return name;
}

/// The sequence in which retrieval shows best.
const TokenSeries& spikiest(const std::vector<TokenSeries>& sequences)
{
    const auto spread = [](const TokenSeries& series) {
        const auto [low, high] = std::minmax_element(series.seconds.begin(), series.seconds.end());
        return low == series.seconds.end() || *low <= 0.0 ? 0.0 : *high / *low;
    };
    return *std::max_element(sequences.begin(), sequences.end(),
                             [&](const TokenSeries& a, const TokenSeries& b) { return spread(a) < spread(b); });
}

} // namespace

std::optional<PaperChart> curvesChart(const PaperFigure& figure, const FigureReport& report, const Catalog& catalog)
{
    if (!figure.ofDesigns())
        return std::nullopt; // rows are no designs
    const auto parameter = naturalAxis(report);
    const auto unit = commonUnit(report);
    if (!parameter || !unit)
        return std::nullopt;
    const auto curves = curvesAlong(*parameter, report);
    std::vector<double> values;
    for (const Curve& curve : curves) {
        for (const ComparedPoint* point : curve.points)
            values.push_back(point->point.design[*parameter]);
    }
    const double first = values.front();
    const ParameterAxis axis = parameterAxis(*parameter, catalog, first, values, kCurvePoints);
    const double last = *std::max_element(values.begin(), values.end());
    PaperChart result;
    ChartModel& chart = result.chart;
    chart.x = axis.chart;
    chart.y.label = figure.series[curves.front().series].label;
    chart.y.unit = *unit;
    for (std::size_t i = 0; i < curves.size(); ++i) {
        const Curve& curve = curves[i];
        const Metric metric = figure.series[curve.series].metric;
        ChartSeries model;
        model.name = curveName(figure, curves, i, catalog);
        model.provenance = "model";
        for (const double x : axis.axis.values) {
            // A little beyond the measured range, no more: that is what the figure is about.
            if (x > 2.0 * last)
                break;
            model.x.push_back(x);
            model.y.push_back(predict(curve, *parameter, x, metric, catalog));
        }
        ChartSeries measured;
        measured.name = model.name;
        measured.role = SeriesRole::Measured;
        measured.style = SeriesStyle::Points;
        measured.provenance = figure.source.text;
        std::vector<DesignPoint> designs;
        for (const ComparedPoint* point : curve.points) {
            measured.x.push_back(point->point.design[*parameter]);
            measured.y.push_back(point->point.measured);
            measured.low.push_back(point->point.low);
            measured.high.push_back(point->point.high);
            measured.notes.push_back(pointNote(*point, figure.source.tag));
            designs.push_back(point->point.design);
        }
        chart.series.push_back(std::move(model));
        result.designs.emplace_back();
        chart.series.push_back(std::move(measured));
        result.designs.push_back(std::move(designs));
    }
    chart.y.logarithmic = spansDecades(chart.series, &ChartSeries::y);
    fitAxis(chart.y, chart.series);
    return result;
}

std::optional<PaperChart> tokensChart(const PaperFigure& figure, const Catalog& catalog)
{
    if (figure.tokenColumn.empty())
        return std::nullopt;
    const auto sequences = tokenSeries(figure, catalog);
    if (sequences.empty())
        return std::nullopt;
    const TokenSeries& first = spikiest(sequences);
    const Result result = simulate(first.design, catalog);
    SessionState state;
    state.design = first.design;
    const MeasuredPoints measured(
        {},
        {{explicitDesign(resolve(first.design, catalog)), std::vector<double>(first.tokens.begin(), first.tokens.end()),
          first.seconds, first.note}});
    PaperChart chart{sequenceChart(state, catalog, result, nullptr, &measured), {}, {}};
    chart.designs.resize(chart.chart.series.size());
    for (std::size_t i = 0; i < chart.chart.series.size(); ++i) {
        if (chart.chart.series[i].role == SeriesRole::Measured)
            chart.designs[i].assign(chart.chart.series[i].x.size(), first.design);
    }
    return chart;
}

} // namespace ralmscope
