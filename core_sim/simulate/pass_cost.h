// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "result.h"

namespace ralmscope {

/// What one or more passes of the language model cost one model copy: its tensor x pipeline parallel GPUs and what
/// works beside them.
struct PassCost
{
    double seconds = 0.0; ///< from start to end
    double gpuBusy = 0.0; ///< s in which the GPUs of the copy work
    double cpuBusy = 0.0; ///< s in which the CPU computes attention
    double pimAttentionBusy = 0.0; ///< s in which the attention stacks work
    double pimFcBusy = 0.0; ///< s in which the FC stacks work
    double flops = 0.0; ///< of one GPU
    double bytes = 0.0; ///< of memory traffic of one GPU
    double errorMedian = 0.0; ///< s: error of the constants behind each part times its seconds
    double errorP90 = 0.0;
    /// Exposed seconds by stage and device, which sum to `seconds`, and joules of the whole copy in its busy time.
    Breakdown parts;

    PassCost& operator+=(const PassCost& other);
    PassCost scaled(double factor) const;
};

} // namespace ralmscope
