// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chart_model.h"
#include "step_profile.h"

#include <string>

namespace ralmscope {

/// Achieved FLOP/s of the operators of a decoding step and of a prefill against their arithmetic intensity, under the
/// roofs of the devices that run them, both axes logarithmic. `baseline` may be null; its operators are shown muted.
ChartModel rooflineChart(const StepProfile& profile, const StepProfile* baseline, const std::string& baselineName);

} // namespace ralmscope
