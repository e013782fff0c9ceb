// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "axis.h"
#include "chart_model.h"
#include "parameter_table.h"

#include <span>

namespace ralmscope {

/// A parameter as the x axis of the curve charts: the values to evaluate and how the axis looks.
struct ParameterAxis
{
    Axis axis;
    ChartAxis chart;
};

/// Whether a row's values are choices with nothing in between.
bool isCategorical(const ParameterInfo& row);

/// The part of the parameter's range worth looking at around `mustShow` (the current value, measured points). Its ends
/// snap to coarse steps, so the axis rests while the current value is dragged. About `points` values, and `current`
/// among them.
ParameterAxis parameterAxis(Parameter parameter, const Catalog& catalog, double current,
                            std::span<const double> mustShow, int points = 64);

} // namespace ralmscope
