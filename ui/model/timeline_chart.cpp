// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline_chart.h"

#include "format_quantity.h"

#include <fmt/format.h>

namespace ralmscope {

namespace {

constexpr int kMutedTint = 2;

/// Stages that follow each other on a device differ; what usually takes longest has the full colour.
int tintOf(Stage stage)
{
    switch (stage) {
    case Stage::Attention:
    case Stage::CrossAttention:
    case Stage::Draft:
    case Stage::IndexScan:
    case Stage::LookupTable:
        return 1;
    case Stage::Elementwise:
    case Stage::Host:
    case Stage::Queueing:
        return 2;
    default:
        return 0;
    }
}

std::string noteOf(const TimelineSpan& span, double total)
{
    std::string note = fmt::format("{} to {}", formatQuantity(span.start, "s", 4).text(),
                                   formatQuantity(span.start + span.seconds, "s", 4).text());
    if (span.subBatch != 0)
        note = "the other half of the batch meanwhile";
    else
        note += fmt::format(", {} % of the step", formatNumber(100.0 * span.seconds / total, 3));
    if (!span.detail.empty())
        note += "\n" + span.detail;
    return note;
}

std::string timelineId(TimelineStep step)
{
    switch (step) {
    case TimelineStep::First:
        return "timeline_first";
    case TimelineStep::Plain:
        return "timeline_plain";
    case TimelineStep::Retrieving:
        break;
    }
    return "timeline";
}

std::string titleOf(const StepTimeline& timeline, TimelineStep step, bool retrieves)
{
    const std::string iteration = timeline.iteration.text();
    if (step == TimelineStep::First)
        return iteration.empty() ? "Timeline of the first step" : "Timeline of the first step: " + iteration;
    if (step == TimelineStep::Plain && retrieves)
        return "Timeline of a step without retrieval" + (iteration.empty() ? "" : ": " + iteration);
    if (retrieves)
        return "Timeline of a step that retrieves" + (iteration.empty() ? "" : ": " + iteration);
    return iteration.empty() ? "Timeline of a decoding step" : "Timeline of the " + iteration;
}

/// A lane above the devices that says how often what stands below it is repeated.
void addLayers(ChartModel& chart, const StepTimeline& timeline)
{
    const TimelineLayers& layers = timeline.layers;
    if (!(layers.layers > 1.0) || timeline.subBatches > 1)
        return;
    chart.categories.insert(chart.categories.begin(), "Layers");
    for (TimelineBar& bar : chart.bars)
        ++bar.category;
    TimelineBar bar;
    bar.name = fmt::format("× {:.0f} layers", layers.layers);
    bar.note = fmt::format("every layer runs the parts below from left to right, for {} each",
                           formatQuantity((layers.end - layers.start) / layers.layers, "s", 4).text());
    bar.device = DeviceKind::Gpu;
    bar.tint = kMutedTint;
    bar.start = layers.start;
    bar.end = layers.end;
    bar.length = layers.end - layers.start;
    chart.bars.push_back(std::move(bar));
}

} // namespace

ChartModel timelineChart(const StepTimeline& timeline, TimelineStep step, bool retrieves)
{
    ChartModel chart;
    chart.kind = ChartKind::Timeline;
    chart.id = timelineId(step);
    chart.title = titleOf(timeline, step, retrieves);
    chart.x.label = timeline.subBatches > 1 ? "Time; lower rows: the other half of the batch" : "Time";
    chart.x.unit = "s";
    chart.rows = timeline.subBatches;
    if (timeline.isEmpty()) {
        chart.emptyText = timeline.verdict.usable()
            ? "There is no decoding step: the prefill yields the only token. Choose the first step in the heading."
            : describe(timeline.verdict);
        return chart;
    }
    chart.x.maximum = timeline.seconds;
    for (const TimelineLane& lane : timeline.lanes)
        chart.categories.push_back(lane.name);
    for (const TimelineSpan& span : timeline.spans)
        chart.bars.push_back({span.name, noteOf(span, timeline.seconds), span.device, tintOf(span.stage), span.lane,
                              span.subBatch, span.start, span.end, span.seconds});
    addLayers(chart, timeline);
    return chart;
}

} // namespace ralmscope
