// SPDX-License-Identifier: GPL-3.0-or-later
#include "sequence_chart.h"

#include "metric_table.h"
#include "nice_range.h"
#include "resolved_design.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace ralmscope {

namespace {

constexpr double kTokens = 64.0;
constexpr std::size_t kMostSpikes = 4096;

/// Tokens to show: 64, or for longer intervals the second retrieval and a quarter of an interval behind it.
double tokensShown(double interval, double sequence)
{
    double tokens = kTokens;
    if (2.0 * interval > kTokens)
        tokens = interval <= kTokens ? 2.0 * interval : std::ceil(1.25 * interval);
    return std::min(tokens, sequence);
}

/// Corners only: a run of equal steps is one point.
ChartSeries steps(const ResolvedDesign& design, const Result& result, double tokens)
{
    ChartSeries series;
    series.style = SeriesStyle::Steps;
    const auto add = [&](double token, double seconds) {
        series.x.push_back(token);
        series.y.push_back(seconds);
    };
    const double plain = result[Metric::PlainStep];
    const double spike = result[Metric::RetrievalStep];
    const double interval = std::max(1.0, design[Parameter::RetrievalInterval]);
    add(0.0, result[Metric::FirstStep]);
    if (design.retrieves()) {
        const auto spikes = std::min(kMostSpikes, static_cast<std::size_t>((tokens - 1.0) / interval));
        for (std::size_t i = 1; i <= spikes; ++i) {
            const double token = static_cast<double>(i) * interval;
            if (series.x.back() + 1.0 < token)
                add(series.x.back() + 1.0, plain);
            add(token, spike);
        }
    }
    if (series.x.back() + 1.0 < tokens)
        add(series.x.back() + 1.0, plain);
    add(tokens, series.y.back());
    return series;
}

bool drawable(const Result& result)
{
    return result.verdict.usable() && std::isfinite(result[Metric::FirstStep])
        && std::isfinite(result[Metric::PlainStep]);
}

void addTicks(ChartAxis& axis)
{
    double step = 1.0;
    while (axis.maximum / step > 8.0)
        step *= 2.0;
    for (double token = 0.0; token <= axis.maximum; token += step)
        axis.ticks.emplace_back(token, fmt::format("{:.0f}", token));
}

} // namespace

ChartModel sequenceChart(const SessionState& state, const Catalog& catalog, const Result& current,
                         const Result* baseline, const MeasuredPoints* measured)
{
    const ResolvedDesign design = resolve(state.design, catalog);
    const double sequence = design[Parameter::WorkloadSequence];
    const double tokens = tokensShown(design.retrieves() ? design[Parameter::RetrievalInterval] : 1.0, sequence);
    ChartModel chart;
    chart.id = "sequence";
    chart.title = "Latency along the sequence";
    chart.x.label = fmt::format("token (first {:.0f} of {:.0f})", tokens, sequence);
    chart.x.maximum = std::max(1.0, tokens);
    chart.y.label = "Time of a token";
    chart.y.unit = info(Metric::Tpot).unit;
    addTicks(chart.x);
    if (baseline && state.baseline && drawable(*baseline)) {
        ChartSeries series = steps(resolve(state.baseline->design, catalog), *baseline, tokens);
        series.name = state.baseline->name.toStdString();
        series.role = SeriesRole::Baseline;
        chart.series.push_back(std::move(series));
    }
    if (drawable(current)) {
        ChartSeries series = steps(design, current, tokens);
        series.name = state.presetName.isEmpty() ? std::string("model") : state.presetName.toStdString();
        series.provenance = "model";
        chart.series.push_back(std::move(series));
    }
    if (auto points = measured ? measured->sequence(state.design, tokens, catalog) : std::nullopt)
        chart.series.push_back(std::move(*points));
    fitAxis(chart.y, chart.series);
    if (chart.series.empty())
        chart.emptyText = describe(current.verdict);
    return chart;
}

} // namespace ralmscope
