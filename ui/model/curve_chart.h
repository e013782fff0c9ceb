// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chart_model.h"
#include "measured_points.h"
#include "parameter_axis.h"
#include "result.h"
#include "session.h"

#include <span>
#include <string>

namespace ralmscope {

/// Results that the curve charts share: along the x axis for the current design and, if there is one, for the baseline.
struct CurveData
{
    const ParameterAxis* axis = nullptr;
    std::span<const Result> model; ///< one per axis value
    std::span<const Result> baseline; ///< same, or empty
    const Result* current = nullptr;
};

/// One metric over the session's x axis. Designs that cannot run are gaps. Bands reach as far as nine in ten errors
/// (prediction_error.h): a factor of 1 + error either way. `measured` may be null.
ChartModel curveChart(const std::string& id, Metric metric, bool logarithmic, const SessionState& state,
                      const Catalog& catalog, const CurveData& data, const MeasuredPoints* measured);

} // namespace ralmscope
