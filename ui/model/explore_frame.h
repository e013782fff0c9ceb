// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chart_model.h"
#include "language_origin.h"
#include "mapping_charts.h"
#include "prediction_error.h"
#include "result.h"
#include "sensitivity.h"
#include "session.h"
#include "step_charts.h"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace ralmscope {

class MeasuredPoints;

/// What the window wants to see: the session's state plus what is visible.
struct ExploreRequest
{
    quint64 revision = 0;
    SessionState state;
    bool curves = true; ///< latency, throughput, energy
    bool details = true; ///< breakdown bars, latency along the sequence
    bool helps = true; ///< what would help most
    bool mapping = false; ///< the charts of the Mapping view
    bool step = false; ///< the charts of the Step view
};

/// One line of "what would help": a step and its effect on latency.tpot, or that it makes a design possible.
struct Help
{
    Step step;
    double change = 0.0; ///< relative: -0.24 is 24 % less time per token; NaN: the design runs only then
    double throughput = 0.0; ///< relative change of throughput.tokens
};

/// The answer, immutable and shared by all views. Every number in it was read back from the results database.
struct ExploreFrame
{
    quint64 revision = 0;
    SessionState state;
    std::array<ChartModel, 3> curves;
    ChartModel breakdown; ///< seconds of a token by stage and device
    ChartModel energyBreakdown; ///< joules of a token, same categories
    std::vector<DesignPoint> breakdownDesigns; ///< the design behind each bar
    ChartModel sequence;
    MappingCharts mapping; ///< charts without id where they were not asked for
    StepCharts step; ///< the same
    Result current;
    std::optional<Result> baseline;
    std::array<std::optional<PredictionError>, 3> errors; ///< of the curve charts' metrics
    LanguageOrigin origin; ///< what the language model's numbers rest on; empty where the design cannot run
    std::vector<Help> helps; ///< largest gain first, what costs throughput behind what does not
    std::size_t pointsShown = 0;
    std::size_t pointsReused = 0; ///< of those, found in the database
    std::size_t rowsStored = 0; ///< rows in the database afterwards
    double milliseconds = 0.0; ///< worker time
};

/// The designs a request needs, in a fixed order, without duplicates being removed. `measured` may be null; the x axis
/// is chosen so that its points are seen.
std::vector<DesignPoint> planExplore(const ExploreRequest& request, const Catalog& catalog,
                                     const MeasuredPoints* measured = nullptr);

/// Charts from the results of planExplore(), in its order and with the same `measured`. Pure.
ExploreFrame buildExplore(const ExploreRequest& request, const Catalog& catalog, std::span<const Result> results,
                          const MeasuredPoints* measured);

} // namespace ralmscope
