// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chart_model.h"
#include "session.h"
#include "step_timeline.h"

#include <array>

namespace ralmscope {

/// The charts of the Step view.
struct StepCharts
{
    ChartModel roofline;
    std::array<ChartModel, 3> timelines; ///< by TimelineStep
};

/// Of the session's design, with the baseline's operators muted beside it. What is shown here is not stored: it is what
/// simulate() sums up. Pure; call it on the worker.
StepCharts stepCharts(const SessionState& state, const Catalog& catalog);

} // namespace ralmscope
