// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog.h"
#include "design_point.h"
#include "metric.h"
#include "robust_fit.h"

#include <span>
#include <string>
#include <vector>

namespace ralmscope {

/// A metric of a design as it was measured.
struct MeasuredDesign
{
    DesignPoint design;
    Metric metric = Metric::Tpot;
    double measured = 0.0; ///< SI, above 0
    bool heldOut = false; ///< kept apart from the fit
    double scatter = 0.0; ///< relative error to expect; the less of it, the more the row counts; 0: as usual
};

/// What launchConstants() are the columns of: the launches of a software stack and the full-precision matrix products
/// of the GPU that it was measured on.
std::span<const ConstantInfo> launchConstants();

/// A software stack and a GPU with fitted constants.
struct LaunchFit
{
    SoftwareStack stack; ///< with its errors
    KernelFit gemm; ///< of the GPU: full precision
    RobustFitResult result; ///< of launchConstants()
};

/// Fits the regime of software that launches kernels one by one: launches per layer and of cross-attention, traffic of
/// the KV cache, how launches and kernels overlap, fixed time of an encoder pass, and the efficiency of matrix products
/// in full precision on the GPU; by whole designs through simulate(). Errors of the stack are those of the rows kept
/// apart, of all rows where those are few (seenError()). Sources are left as they were.
/// Preconditions: every design runs `stack` on `gpu`, positions in the catalog, and simulate() gives the metric.
LaunchFit fitLaunches(const Catalog& catalog, std::size_t stack, std::size_t gpu, std::span<const MeasuredDesign> rows,
                      const RobustFitOptions& options = {});

} // namespace ralmscope
