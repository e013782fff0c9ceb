// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "breakdown_chart.h"

#include <array>
#include <span>
#include <vector>

namespace ralmscope {

/// What the charts of the Mapping view compare: bars to evaluate, one result each, variants first.
struct MappingBars
{
    std::vector<BreakdownBar> variants; ///< every mapping that the hardware can run
    std::vector<BreakdownBar> physics; ///< the design under every choice of mapping.physics
};

MappingBars mappingBars(const DesignPoint& design, const Catalog& catalog);

/// The charts of the Mapping view. Bars come by time and by energy of a token, and each opens the design behind it.
struct MappingCharts
{
    ChartModel crossover;
    ChartModel iterations;
    std::array<ChartModel, 2> variants; ///< by BreakdownQuantity
    std::array<ChartModel, 2> physics;
    std::vector<DesignPoint> variantDesigns;
    std::vector<DesignPoint> physicsDesigns;
};

/// `results` of `bars`, variants first; `current` is the design's own. The two curve charts are computed here: call it
/// on the worker.
MappingCharts mappingCharts(const DesignPoint& design, const Catalog& catalog, const MappingBars& bars,
                            std::span<const Result> results, const Result& current);

} // namespace ralmscope
