// SPDX-License-Identifier: GPL-3.0-or-later
#include "iterations_chart.h"

#include "format_quantity.h"
#include "metric_table.h"
#include "nice_range.h"
#include "parameter_table.h"
#include "stage.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

namespace ralmscope {

namespace {

constexpr double kGap = std::numeric_limits<double>::quiet_NaN();
constexpr double kLargestAlpha = 3.0; ///< times the most rows: beyond, the line would squeeze the curve

/// Rows while the fully connected layers run on `device`; the curve goes on to where the other one starts.
ChartSeries rowsOn(DeviceKind device, const MappingTimeline& timeline)
{
    ChartSeries series;
    series.name = fmt::format("rows, {} on {}", stageName(Stage::FullyConnected), deviceKindName(device));
    series.style = SeriesStyle::Steps;
    series.device = device;
    series.provenance = "model";
    bool open = false;
    for (const MappingIteration& point : timeline.iterations) {
        const bool here = point.fcDevice == device;
        if (here || open) {
            series.x.push_back(point.iteration);
            series.y.push_back(point.rows);
            series.notes.push_back(
                fmt::format("takes {}", formatQuantity(point.seconds, info(Metric::Tpot).unit).text()));
        }
        if (open && !here) {
            series.x.push_back(point.iteration);
            series.y.push_back(kGap);
            series.notes.emplace_back();
        }
        open = here;
    }
    return series;
}

/// Only where speculation makes them differ from the rows.
ChartSeries requests(const MappingTimeline& timeline)
{
    ChartSeries series;
    series.name = "requests left";
    series.role = SeriesRole::Guide;
    series.style = SeriesStyle::Steps;
    for (const MappingIteration& point : timeline.iterations) {
        series.x.push_back(point.iteration);
        series.y.push_back(point.requests);
    }
    return series;
}

double mostRows(const MappingTimeline& timeline)
{
    double most = 0.0;
    for (const MappingIteration& point : timeline.iterations)
        most = std::max(most, point.rows);
    return most;
}

void addMarks(ChartModel& chart, const MappingTimeline& timeline)
{
    const std::string label =
        fmt::format("{} {}", info(Parameter::MappingAlpha).label, formatNumber(timeline.alpha, 3));
    if (timeline.alpha > chart.y.maximum)
        chart.x.label += fmt::format("; {} lies above", label);
    else if (std::isfinite(timeline.alpha))
        chart.marks.push_back({ChartMark::Axis::Y, timeline.alpha, timeline.alpha, label, DeviceKind::Pim});
    if (std::isfinite(timeline.movesAt))
        chart.marks.push_back({ChartMark::Axis::X,
                               timeline.movesAt,
                               timeline.movesAt,
                               fmt::format("FC moves to PIM at {:.0f}", timeline.movesAt),
                               {}});
}

} // namespace

ChartModel iterationsChart(const MappingTimeline& timeline, const Verdict& verdict)
{
    ChartModel chart;
    chart.id = "iterations";
    chart.title = "Rows over iterations";
    chart.x.label = "iteration of the batch";
    chart.y.label = "Rows n";
    if (timeline.isEmpty()) {
        chart.emptyText = verdict.usable()
            ? "There are no decoding iterations to show: a paper's own model has none, and a prompt alone "
              "none either."
            : describe(verdict);
        return chart;
    }
    chart.x.minimum = 0.0;
    chart.x.maximum = std::max(1.0, timeline.iterations.back().iteration);
    const bool speculates = std::any_of(timeline.iterations.begin(), timeline.iterations.end(),
                                        [](const MappingIteration& point) { return point.rows != point.requests; });
    if (speculates) {
        chart.series.push_back(requests(timeline));
        chart.x.label += " (grey: requests left)";
    }
    for (const DeviceKind device : {DeviceKind::Gpu, DeviceKind::Pim}) {
        ChartSeries series = rowsOn(device, timeline);
        if (!series.x.empty())
            chart.series.push_back(std::move(series));
    }
    fitAxis(chart.y, chart.series);
    if (timeline.alpha > chart.y.maximum && timeline.alpha <= kLargestAlpha * mostRows(timeline))
        chart.y.maximum = niceCeiling(timeline.alpha * 1.05);
    addMarks(chart, timeline);
    return chart;
}

} // namespace ralmscope
