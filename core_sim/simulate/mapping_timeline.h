// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog.h"
#include "design_point.h"
#include "device_kind.h"

#include <limits>
#include <vector>

namespace ralmscope {

/// One decoding iteration of a batch, as expected.
struct MappingIteration
{
    double iteration = 0.0; ///< counted from 0
    double requests = 0.0; ///< expected number still decoding (RLP)
    double rows = 0.0; ///< n = RLP x TLP
    DeviceKind fcDevice = DeviceKind::Gpu; ///< runs the fully connected layers
    double seconds = 0.0; ///< of this iteration
};

/// What the chart of parallelism and mapping over iterations shows.
struct MappingTimeline
{
    std::vector<MappingIteration> iterations; ///< by rising iteration, first and last included
    double alpha =
        std::numeric_limits<double>::quiet_NaN(); ///< rows above which FC runs on the GPUs; NaN: no such rule
    double movesAt = std::numeric_limits<double>::quiet_NaN(); ///< iteration at which FC moves to PIM; NaN: it does not
    DeviceKind attentionDevice = DeviceKind::Gpu;

    bool isEmpty() const { return iterations.empty(); }
};

/// The decoding iterations of one batch under the design's mapping: where requests end at different lengths,
/// parallelism decays. Empty where the design is not usable, and where a paper's own model stands in for ours. Pure;
/// for a chart, it allocates.
MappingTimeline mappingTimeline(const DesignPoint& design, const Catalog& catalog, std::size_t points = 200);

} // namespace ralmscope
