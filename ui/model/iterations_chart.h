// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chart_model.h"
#include "mapping_timeline.h"
#include "verdict.h"

namespace ralmscope {

/// Rows of every decoding iteration of a batch in the colour of the device that runs the fully connected layers, with
/// the requests left, alpha, and the iteration where the layers move. `verdict` of the design explains an empty chart.
ChartModel iterationsChart(const MappingTimeline& timeline, const Verdict& verdict);

} // namespace ralmscope
