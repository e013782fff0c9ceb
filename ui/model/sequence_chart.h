// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chart_model.h"
#include "measured_points.h"
#include "result.h"
#include "session.h"

namespace ralmscope {

/// Time of each of the first tokens of a sequence, with its retrieval spikes: 64 tokens, or as many as show two
/// retrievals. `baseline` and `measured` may be null.
ChartModel sequenceChart(const SessionState& state, const Catalog& catalog, const Result& current,
                         const Result* baseline, const MeasuredPoints* measured);

} // namespace ralmscope
