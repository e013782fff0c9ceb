// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kernel_constants.h"
#include "kernel_machine.h"

namespace ralmscope {

/// One matrix product of m x k by k x n.
struct GemmCall
{
    double m = 1.0;
    double n = 1.0;
    double k = 1.0;
    double weightBytes = 2.0; ///< per element of both inputs; results are 16-bit
    bool quantises = false; ///< activations are brought to fp8 or fp4 first
    /// Sets of weights that a measuring loop cycles through, so that small ones stay in the L2; 0 in serving.
    double loopCopies = 0.0;
};

/// Seconds, on the tile grid: 128- or 64-wide tiles, with or without split-K, whichever is fastest. Waves of tiles over
/// the SMs against traffic, joined by a 3-norm. Pure, allocation-free. Never cheaper when memory or peak get slower.
double gemmSeconds(const GemmCall& call, const KernelMachine& machine, const GemmConstants& constants);

} // namespace ralmscope
