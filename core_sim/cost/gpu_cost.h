// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gpu.h"

namespace ralmscope {

/// Time on a GPU and the part of it in which its memory or arithmetic units work: the rest is launch time.
struct GpuCost
{
    double seconds = 0.0;
    double busySeconds = 0.0;

    double busyFraction() const { return seconds > 0.0 ? busySeconds / seconds : 0.0; }
};

/// Exact flat scan over nlist centroids for a batch: fixed cost, one read of the centroids, two FLOP per element.
GpuCost gpuIndexScan(const Gpu& gpu, double batch, double nlist, double dimension);

/// Board watts of an index scan that works for this fraction of its time.
double gpuPower(const Gpu& gpu, double busyFraction);

} // namespace ralmscope
