// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "measured_kernel.h"
#include "robust_fit.h"

#include <span>
#include <vector>

namespace ralmscope {

/// Fits the constants of one class to every group of rows with the same variant, measured name and stack. Groups with
/// fewer rows than `fewest` are left out. In the order of variant, then falling number of rows.
/// Watts while serving share one floor per measured name, whatever the variant and source.
/// Precondition: all rows are of the class.
std::vector<KernelFit> fitKernels(KernelClass kernel, std::span<const MeasuredKernel> rows,
                                  const RobustFitOptions& options = {}, std::size_t fewest = 8);

} // namespace ralmscope
