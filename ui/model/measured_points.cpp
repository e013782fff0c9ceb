// SPDX-License-Identifier: GPL-3.0-or-later
#include "measured_points.h"

#include "design_match.h"
#include "paper_points.h"
#include "resolved_design.h"
#include "simulate.h"

#include <algorithm>
#include <cmath>

namespace ralmscope {

namespace {

/// Two figures can repeat one measurement, rounded differently.
bool holds(const ChartSeries& series, double x, double y)
{
    for (std::size_t i = 0; i < series.x.size(); ++i) {
        if (series.x[i] == x && std::fabs(series.y[i] - y) <= 1e-3 * std::fabs(y))
            return true;
    }
    return false;
}

} // namespace

MeasuredPoints::MeasuredPoints(std::vector<MeasuredPoint> points, std::vector<MeasuredSequence> sequences)
    : m_points(std::move(points))
    , m_sequences(std::move(sequences))
{
}

MeasuredPoints MeasuredPoints::fromFigures(std::span<const PaperFigure> figures, const Catalog& catalog)
{
    std::vector<MeasuredPoint> points;
    std::vector<MeasuredSequence> sequences;
    ModelErrors errors;
    for (const PaperFigure& figure : figures) {
        if (!figure.ofDesigns())
            continue; // its rows are no designs
        const auto values = paperPoints(figure, catalog);
        for (const PaperPoint& point : values ? values->points : std::vector<PaperPoint>{}) {
            if (point.over || point.token >= 0)
                continue;
            const Result predicted = simulate(point.design, catalog);
            if (predicted.verdict.usable())
                errors.add(point.metric, point.design, predicted[point.metric], point.measured);
            points.push_back({explicitDesign(resolve(point.design, catalog)), point.metric, point.measured, point.low,
                              point.high, point.note, figure.source.tag, figure.series[point.series].independentOf});
        }
        for (const TokenSeries& series : tokenSeries(figure, catalog)) {
            sequences.push_back({explicitDesign(resolve(series.design, catalog)),
                                 std::vector<double>(series.tokens.begin(), series.tokens.end()), series.seconds,
                                 series.note});
        }
    }
    MeasuredPoints result(std::move(points), std::move(sequences));
    result.m_errors = std::move(errors);
    return result;
}

std::optional<ModelError> MeasuredPoints::typicalError(const DesignPoint& design, Metric metric) const
{
    return m_errors.of(metric, design);
}

std::optional<ChartSeries> MeasuredPoints::along(const DesignPoint& design, Parameter xAxis, Metric metric,
                                                 const Catalog& catalog) const
{
    const DesignPoint wanted = explicitDesign(resolve(design, catalog));
    auto mask = applicableParameters(wanted);
    mask.reset(static_cast<std::size_t>(xAxis));
    std::vector<const MeasuredPoint*> found;
    for (const MeasuredPoint& point : m_points) {
        if (point.metric == metric && agree(point.design, wanted, mask & ~point.independentOf))
            found.push_back(&point);
    }
    if (found.empty())
        return std::nullopt;
    std::stable_sort(found.begin(), found.end(),
                     [xAxis](const auto* a, const auto* b) { return a->design[xAxis] < b->design[xAxis]; });

    ChartSeries series;
    series.role = SeriesRole::Measured;
    series.style = SeriesStyle::Points;
    SourceTag tag = SourceTag::Measured;
    for (const MeasuredPoint* point : found) {
        const double x = point->design[xAxis];
        if (holds(series, x, point->value))
            continue;
        tag = std::max(tag, point->tag);
        series.x.push_back(x);
        series.y.push_back(point->value);
        series.low.push_back(point->low);
        series.high.push_back(point->high);
        series.notes.push_back(point->note);
    }
    series.name = sourceTagName(tag);
    series.provenance = series.name;
    return series;
}

std::optional<ChartSeries> MeasuredPoints::sequence(const DesignPoint& design, double tokens,
                                                    const Catalog& catalog) const
{
    const DesignPoint wanted = explicitDesign(resolve(design, catalog));
    auto mask = applicableParameters(wanted);
    // The first tokens of a longer sequence are the same.
    mask.reset(static_cast<std::size_t>(Parameter::WorkloadSequence));
    const auto match = std::find_if(m_sequences.begin(), m_sequences.end(),
                                    [&](const MeasuredSequence& s) { return agree(s.design, wanted, mask); });
    if (match == m_sequences.end())
        return std::nullopt;
    ChartSeries series;
    series.name = "measured";
    series.role = SeriesRole::Measured;
    series.style = SeriesStyle::Points;
    series.provenance = match->note;
    for (std::size_t i = 0; i < match->tokens.size() && match->tokens[i] < tokens; ++i) {
        series.x.push_back(match->tokens[i] + 0.5); // the middle of the token's step
        series.y.push_back(match->seconds[i]);
        series.notes.push_back(match->note);
    }
    if (series.x.empty())
        return std::nullopt;
    return series;
}

} // namespace ralmscope
