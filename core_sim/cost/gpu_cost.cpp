// SPDX-License-Identifier: GPL-3.0-or-later
#include "gpu_cost.h"

#include <algorithm>

namespace ralmscope {

namespace {
constexpr double kFloatBytes = 4.0;
}

GpuCost gpuIndexScan(const Gpu& gpu, double batch, double nlist, double dimension)
{
    const double busy =
        nlist * dimension * kFloatBytes / gpu.memoryBandwidth + 2.0 * batch * nlist * dimension / gpu.indexFlops;
    return {gpu.indexFixed + busy, busy};
}

double gpuPower(const Gpu& gpu, double busyFraction)
{
    return gpu.activePower
        + (gpu.boardPower - gpu.activePower) * std::min(1.0, gpu.powerOffset + gpu.powerSlope * busyFraction);
}

} // namespace ralmscope
