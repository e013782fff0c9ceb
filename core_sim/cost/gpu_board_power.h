// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kernel_constants.h"
#include "kernel_machine.h"

namespace ralmscope {

/// What a GPU achieves over a stretch of time, as fractions of its peaks.
struct Utilisation
{
    double flops = 0.0;
    double bandwidth = 0.0;
};

/// Watts of one board: floor plus a share for work, up to the limit.
double boardPowerWatts(const Utilisation& use, const KernelMachine& machine, const PowerConstants& c);

} // namespace ralmscope
