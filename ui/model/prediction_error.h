// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model_error.h"
#include "result.h"

#include <optional>

namespace ralmscope {

class MeasuredPoints;

// THE rule by which errors of constants become the error of a metric; charts draw it as a band, the read-out states it.
//
// 1. Where this metric of this kind of system (organisation, GPU, software, precision, parallelism, mapping) was
//    measured end to end, the error seen there counts, and nothing else.
// 2. Otherwise s is the language model's share of the time, e_lm the error of the constants behind its step
//    (error.language_*) and e_ret the error of the search latency where that was measured for this organisation; both
//    are of independent origin: e^2 = (s e_lm)^2 + ((1 - s) e_ret)^2. Throughput is the inverse of a time and has its
//    relative error. Where a pool is saturated only its own error counts.
//    Both e_lm count whole runs: they are the larger of the kernels' errors and those of served requests and offline
//    runs on such a GPU and software. Up to the first token e_lm is error.first_token_*.
// 3. Energy: s is the GPUs' share of the joules, and their error has the power model's part beside that of the time:
//    e_lm^2 + error.power_*^2.
// 4. No statement where a tenth or more rests on something that was never measured.

/// Half the width of the error band of one metric, relative: median and 90th percentile of |predicted / measured - 1|.
struct PredictionError
{
    double median = 0.0;
    double p90 = 0.0;
    std::size_t measuredRuns = 0; ///< end-to-end values behind it (case 1); 0: propagated

    bool propagated() const { return measuredRuns == 0; }
};

/// Nothing for metrics that are neither a time, a rate nor an energy, and where nothing is known. `measured` may be
/// null.
std::optional<PredictionError> predictionError(Metric metric, const DesignPoint& design, const Result& result,
                                               const MeasuredPoints* measured);

} // namespace ralmscope
