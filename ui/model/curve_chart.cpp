// SPDX-License-Identifier: GPL-3.0-or-later
#include "curve_chart.h"

#include "metric_table.h"
#include "nice_range.h"
#include "parameter_table.h"
#include "prediction_error.h"
#include "resolved_design.h"
#include "value_text.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

namespace ralmscope {

namespace {

constexpr double kGap = std::numeric_limits<double>::quiet_NaN();

/// What can be drawn of a result; NaN otherwise.
double drawable(const Result& result, Metric metric, bool logarithmic)
{
    const double value = result[metric];
    if (!result.verdict.usable() || !std::isfinite(value) || (logarithmic && value <= 0.0))
        return kGap;
    return value;
}

/// One of the two curves: which design it starts from, and whether it carries its band.
struct CurveSource
{
    const DesignPoint& design;
    std::span<const Result> results;
    bool band = false;
};

/// The error of a point as a factor either way.
void addBand(ChartSeries& series, double value, const std::optional<PredictionError>& error)
{
    series.low.push_back(error ? value / (1.0 + error->p90) : kGap);
    series.high.push_back(error ? value * (1.0 + error->p90) : kGap);
}

ChartSeries curve(const Axis& axis, const CurveSource& source, Metric metric, bool logarithmic,
                  const MeasuredPoints* measured)
{
    ChartSeries series;
    series.style = isCategorical(info(axis.parameter)) ? SeriesStyle::Marks : SeriesStyle::Line;
    for (std::size_t i = 0; i < axis.values.size() && i < source.results.size(); ++i) {
        const Result& result = source.results[i];
        // Between the code lengths that divide the dimension there is no design, so there is no gap either.
        if (result.verdict.reason == Reason::DimensionNotMultiple)
            continue;
        series.x.push_back(axis.values[i]);
        series.y.push_back(drawable(result, metric, logarithmic));
        if (!source.band)
            continue;
        DesignPoint design = source.design;
        setByUser(design, axis.parameter, axis.values[i]);
        addBand(series, series.y.back(), predictionError(metric, design, result, measured));
    }
    if (source.band)
        series.bandName = "p90 error";
    return series;
}

bool hasData(const ChartSeries& series)
{
    return std::any_of(series.y.begin(), series.y.end(), [](double value) { return std::isfinite(value); });
}

std::string whyEmpty(const SessionState& state, const Result& current, Metric metric)
{
    const ParameterInfo& row = info(state.xAxis);
    if (!current.verdict.usable())
        return fmt::format("No point of this axis can run. {}", describe(current.verdict));
    return fmt::format("{} does not apply to this design, whatever the {}.", info(metric).label, row.label);
}

/// Measured values inside the axis range; on a logarithmic axis the positive ones.
void keepDrawable(ChartSeries& series, const ChartModel& chart)
{
    ChartSeries kept = series;
    kept.x.clear();
    kept.y.clear();
    kept.low.clear();
    kept.high.clear();
    kept.notes.clear();
    for (std::size_t i = 0; i < series.x.size(); ++i) {
        if (series.x[i] < chart.x.minimum || series.x[i] > chart.x.maximum || !std::isfinite(series.y[i])
            || (chart.y.logarithmic && series.y[i] <= 0.0))
            continue;
        kept.x.push_back(series.x[i]);
        kept.y.push_back(series.y[i]);
        kept.low.push_back(series.low[i]);
        kept.high.push_back(series.high[i]);
        kept.notes.push_back(series.notes[i]);
    }
    series = std::move(kept);
}

void addSeries(ChartModel& chart, Metric metric, const SessionState& state, const Catalog& catalog,
               const CurveData& data, const MeasuredPoints* measured)
{
    const Axis& axis = data.axis->axis;
    const bool logarithmic = chart.y.logarithmic;
    if (!data.baseline.empty() && state.baseline) {
        const CurveSource source{state.baseline->design, data.baseline, state.baselineBand};
        ChartSeries series = curve(axis, source, metric, logarithmic, measured);
        series.name = state.baseline->name.toStdString();
        series.role = SeriesRole::Baseline;
        if (hasData(series))
            chart.series.push_back(std::move(series));
    }
    ChartSeries model = curve(axis, {state.design, data.model, state.currentBand}, metric, logarithmic, measured);
    model.name = state.presetName.isEmpty() ? std::string("model") : state.presetName.toStdString();
    model.provenance = "model";
    if (hasData(model))
        chart.series.push_back(std::move(model));
    if (measured) {
        if (auto points = measured->along(state.design, state.xAxis, metric, catalog)) {
            keepDrawable(*points, chart);
            if (!points->x.empty())
                chart.series.push_back(std::move(*points));
        }
    }
}

} // namespace

ChartModel curveChart(const std::string& id, Metric metric, bool logarithmic, const SessionState& state,
                      const Catalog& catalog, const CurveData& data, const MeasuredPoints* measured)
{
    const MetricInfo& row = info(metric);
    ChartModel chart;
    chart.id = id;
    chart.title = row.label;
    chart.x = data.axis->chart;
    chart.y.label = row.label;
    chart.y.unit = row.unit;
    chart.y.logarithmic = logarithmic;
    if (!applies(info(state.xAxis), state.design)) {
        chart.emptyText =
            fmt::format("{} changes nothing in this design. Choose another x axis.", info(state.xAxis).label);
        fitAxis(chart.y, {});
        return chart;
    }
    addSeries(chart, metric, state, catalog, data, measured);
    fitAxis(chart.y, chart.series);
    if (chart.series.empty()) {
        chart.emptyText = whyEmpty(state, *data.current, metric);
        return chart;
    }
    const double x = resolve(state.design, catalog)[state.xAxis];
    if (x >= chart.x.minimum && x <= chart.x.maximum) {
        chart.cursorX = x;
        const double y = drawable(*data.current, metric, logarithmic);
        if (std::isfinite(y))
            chart.current = {x, y};
    }
    return chart;
}

} // namespace ralmscope
