// SPDX-License-Identifier: GPL-3.0-or-later
#include "step_charts.h"

#include "roofline_chart.h"
#include "timeline_chart.h"

namespace ralmscope {

StepCharts stepCharts(const SessionState& state, const Catalog& catalog)
{
    StepCharts charts;
    const StepProfile profile = stepProfile(state.design, catalog);
    const StepProfile baseline = state.baseline ? stepProfile(state.baseline->design, catalog) : StepProfile{};
    charts.roofline = rooflineChart(profile, state.baseline ? &baseline : nullptr,
                                    state.baseline ? state.baseline->name.toStdString() : std::string());
    const bool retrieves = resolve(state.design, catalog).retrieves();
    for (const TimelineStep step : {TimelineStep::Retrieving, TimelineStep::Plain, TimelineStep::First})
        charts.timelines[static_cast<std::size_t>(step)] =
            timelineChart(stepTimeline(state.design, catalog, step), step, retrieves);
    return charts;
}

} // namespace ralmscope
