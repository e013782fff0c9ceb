// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog.h"
#include "design_point.h"

#include <limits>
#include <vector>

namespace ralmscope {

/// Seconds of the fully connected layers of one decoding step, with what belongs to each side: collectives on the GPUs,
/// moved activations in the stacks.
struct FcCrossoverPoint
{
    double rows = 0.0; ///< n = RLP x TLP
    double gpuSeconds = 0.0;
    double pimSeconds = 0.0;
};

/// What the crossover chart shows.
struct FcCrossover
{
    std::vector<FcCrossoverPoint> points; ///< by rising rows, evenly spaced on a logarithmic axis
    double alpha = std::numeric_limits<double>::quiet_NaN(); ///< in force: given by the design, else the crossing
    double crossing = std::numeric_limits<double>::quiet_NaN(); ///< rows up to which the stacks are faster; 0: never
    double firstRows = 0.0; ///< of the first iteration
    double lastRows = 0.0; ///< of the last one

    bool isEmpty() const { return points.empty(); }
};

/// Curves of the design's own GPUs and FC stacks, whatever its mapping says. Empty without FC stacks, and where the
/// design is not usable. Pure; for a chart, it allocates. PAPI (arXiv 2502.15470), section 5: alpha is measured offline
/// as this crossing.
FcCrossover fcCrossover(const DesignPoint& design, const Catalog& catalog, std::size_t points = 96);

} // namespace ralmscope
