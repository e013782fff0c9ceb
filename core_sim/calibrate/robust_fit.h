// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gpu_kernels.h"

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace ralmscope {

/// One measured value and whether it may be looked at while fitting.
struct MeasuredValue
{
    double value = 0.0; ///< above 0
    bool heldOut = false;
    double scale = 0.0; ///< relative error beyond which its weight falls; 0: that of the options
};

struct RobustFitOptions
{
    std::uint64_t seed = 1;
    int starts = 8; ///< searches from different places; the best counts
    int evaluations = 4000; ///< per search
    double scale = 0.08; ///< relative error beyond which a row's weight falls
    double pull = 1e-3; ///< weight of staying near the start where rows do not say otherwise
};

struct RobustFitResult
{
    ConstantValues values{};
    double loss = 0.0;
    ErrorBand fit;
    ErrorBand holdOut;
    ErrorBand pooled; ///< of all rows
    std::size_t apart = 0; ///< rows held out
};

/// Predicts row `i` with the given constants.
using RowModel = std::function<double(std::size_t row, const ConstantValues& constants)>;

/// Finds the constants that agree best with measured values: soft-L1 loss of log(predicted / measured) over the rows
/// that are not held out, within the bounds of `table`, from several seeded starts around `start`, with NLopt's
/// Subplex. Deterministic: the same input gives the same bits. Constants that no row depends on stay at `start`.
RobustFitResult fitRobustly(std::span<const ConstantInfo> table, const ConstantValues& start,
                            const std::vector<MeasuredValue>& rows, const RowModel& predict,
                            const RobustFitOptions& options = {});

/// The same for the constants of a kernel class.
RobustFitResult fitRobustly(KernelClass kernel, const ConstantValues& start, const std::vector<MeasuredValue>& rows,
                            const RowModel& predict, const RobustFitOptions& options = {});

/// Five digits: more than measurements hold, and readable in a file.
double roundedConstant(double value);

} // namespace ralmscope
