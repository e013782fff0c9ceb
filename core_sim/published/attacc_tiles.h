// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "attacc_point.h"

namespace ralmscope::attacc {

/// `problems` independent products of m x k by k x n.
struct Gemm
{
    double m = 0.0;
    double n = 0.0;
    double k = 0.0;
    double problems = 1.0;

    double macs() const { return m * n * k * problems; }
};

/// Thread blocks of a product: one per tile, or (attention) one per problem.
enum class Blocks
{
    PerTile,
    PerProblem
};

/// The tiling that the simulator's search finds.
struct Tiling
{
    double utilisation = 1.0; ///< of the cores, by whole waves of thread blocks
    double cacheBytes = 0.0; ///< between L1 and L2
    double memoryBytes = 0.0;
};

/// First tile in scan order with the least traffic over squared utilisation among those that fit L1; then the L2 tile
/// with the least off-chip traffic.
Tiling searchTiling(const Processor& processor, const Gemm& gemm, double wordBytes, Blocks blocks);

/// Bytes that tiles of (tm, tn) move: each operand once per tile of the other dimension, the result once.
double tileTraffic(const Gemm& gemm, double wordBytes, double tm, double tn);

/// blocks / (cores ceil(blocks / cores))
double coreUtilisation(double cores, double blocks);

} // namespace ralmscope::attacc
