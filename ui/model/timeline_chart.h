// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chart_model.h"
#include "step_timeline.h"

namespace ralmscope {

/// One step over the lanes of its devices, to scale. Stages of a device are tints of its colour.
ChartModel timelineChart(const StepTimeline& timeline, TimelineStep step, bool retrieves);

} // namespace ralmscope
