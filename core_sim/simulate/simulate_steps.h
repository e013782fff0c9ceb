// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "resolved_design.h"
#include "result.h"
#include "schedule.h"

namespace ralmscope {

// The parts of simulate(), for callers that keep the language model's cost between designs.

/// Verdict and memory of a design; the other metrics are NaN.
Result checkedDesign(const DesignPoint& design, const ResolvedDesign& resolved);

/// All other metrics. Precondition: `result` comes from checkedDesign() and is usable.
void completeResult(Result& result, const ResolvedDesign& design, const Schedule& schedule);

} // namespace ralmscope
