// SPDX-License-Identifier: GPL-3.0-or-later
#include "step_charts.h"

#include "roofline_chart.h"
#include "timeline_chart.h"

namespace ralmscope {

namespace {

IterationCharts chartsOf(const SessionState& state, const Catalog& catalog, const StepProfile& profile,
                         IterationChoice choice)
{
    IterationCharts charts;
    const StepProfile baseline = state.baseline ? stepProfile(state.baseline->design, catalog, choice) : StepProfile{};
    charts.roofline = rooflineChart(profile, state.baseline ? &baseline : nullptr,
                                    state.baseline ? state.baseline->name.toStdString() : std::string());
    const bool retrieves = resolve(state.design, catalog).retrieves();
    for (const TimelineStep step : {TimelineStep::Retrieving, TimelineStep::Plain, TimelineStep::First})
        charts.timelines[static_cast<std::size_t>(step)] =
            timelineChart(stepTimeline(state.design, catalog, step, choice), step, retrieves);
    return charts;
}

} // namespace

const IterationCharts& StepCharts::at(IterationChoice choice) const
{
    if (choice == IterationChoice::FcMoves && moving)
        return *moving;
    return choice == IterationChoice::Last && last ? *last : *this;
}

StepCharts stepCharts(const SessionState& state, const Catalog& catalog)
{
    const auto of = [&](IterationChoice choice) {
        return chartsOf(state, catalog, stepProfile(state.design, catalog, choice), choice);
    };
    StepCharts charts;
    const StepProfile first = stepProfile(state.design, catalog);
    static_cast<IterationCharts&>(charts) = chartsOf(state, catalog, first, IterationChoice::First);
    if (first.iteration.moves)
        charts.moving = of(IterationChoice::FcMoves);
    if (first.iteration.decays)
        charts.last = of(IterationChoice::Last);
    return charts;
}

} // namespace ralmscope
