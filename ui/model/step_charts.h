// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chart_model.h"
#include "session.h"
#include "step_timeline.h"

#include <array>
#include <optional>

namespace ralmscope {

/// The charts of one decoding iteration.
struct IterationCharts
{
    ChartModel roofline;
    std::array<ChartModel, 3> timelines; ///< by TimelineStep
};

/// The charts of the Step view: of the first iteration, and of others where the rows of a batch decay.
struct StepCharts : IterationCharts
{
    std::optional<IterationCharts> moving; ///< where FC layers move from GPUs to stacks
    std::optional<IterationCharts> last;

    /// The first ones where there are no others.
    const IterationCharts& at(IterationChoice choice) const;
};

/// Of the session's design, with the baseline's operators muted beside it. What is shown here is not stored: it is what
/// simulate() sums up. Pure; call it on the worker.
StepCharts stepCharts(const SessionState& state, const Catalog& catalog);

} // namespace ralmscope
