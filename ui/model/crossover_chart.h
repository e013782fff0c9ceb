// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chart_model.h"
#include "fc_crossover.h"
#include "verdict.h"

namespace ralmscope {

/// Time of the fully connected layers on the GPUs and on the FC stacks against the rows of a step, with alpha, the
/// crossing of the two curves and the rows that this batch runs through. `verdict` of the design explains an empty
/// chart.
ChartModel crossoverChart(const FcCrossover& crossover, const DesignPoint& design, const Verdict& verdict);

} // namespace ralmscope
