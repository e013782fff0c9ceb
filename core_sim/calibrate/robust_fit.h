// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gpu_kernels.h"

#include <cstdint>
#include <functional>
#include <vector>

namespace ralmscope {

/// One measured value and whether it may be looked at while fitting.
struct MeasuredValue
{
    double value = 0.0; ///< above 0
    bool heldOut = false;
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
};

/// Predicts row `i` with the given constants.
using RowModel = std::function<double(std::size_t row, const ConstantValues& constants)>;

/// Finds the constants of a class that agree best with measured values: soft-L1 loss of log(predicted / measured) over
/// the rows that are not held out, bounded (kernelConstants()), from several seeded starts around `start`, with NLopt's
/// Subplex. Deterministic: the same input gives the same bits. Constants that no row depends on stay at `start`.
RobustFitResult fitRobustly(KernelClass kernel, const ConstantValues& start, const std::vector<MeasuredValue>& rows,
                            const RowModel& predict, const RobustFitOptions& options = {});

} // namespace ralmscope
