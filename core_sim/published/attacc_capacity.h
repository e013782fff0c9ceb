// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "attacc_point.h"

namespace ralmscope::attacc {

/// Bytes that a point needs: weights once, the others per request at its longest context.
struct MemoryNeed
{
    double weights = 0.0;
    double keysValues = 0.0;
    double temporaries = 0.0;
};
MemoryNeed memoryNeed(const Point& point);

/// Bytes of all pools together, as the simulator reports them.
double capacityBytes(const Point& point, const PimStack& stack);

/// Largest batch that fits when every pool holds what it must: with AttAcc keys and values in the stacks and the rest
/// in the GPUs, otherwise everything in the GPUs of `gpuBytes` each. 0 if the weights do not fit.
double largestBatch(const Point& point, double gpuBytes, const PimStack& stack);

} // namespace ralmscope::attacc
