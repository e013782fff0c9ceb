// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kernel_work.h"

#include <string>

namespace ralmscope {

/// One measured piece of work and what it was measured on.
struct MeasuredKernel
{
    KernelWork work;
    std::string variant; ///< number format, operation, ...
    std::string measuredAs; ///< GPU or system as the table calls it
    std::string stack;
    bool withLaunch = false; ///< timed from the host, launch included: another regime than kernels in a graph
    double measured = 0.0; ///< seconds, or watts
    bool heldOut = false; ///< kept apart from fits

    KernelQuery query() const { return {work.kernel, variant, measuredAs, stack}; }
};

} // namespace ralmscope
