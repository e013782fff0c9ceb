// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chart_model.h"

#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace ralmscope {

/// How an axis is labelled: numbers divided by one factor for the whole axis, and that factor's prefix in the unit.
struct AxisTicks
{
    double factor = 1.0; ///< raw value / factor = number on the axis
    std::string unitText; ///< "ms"; "10³ tokens/s" for units that take no prefix; empty for pure numbers
    std::vector<std::pair<double, std::string>> ticks; ///< raw position, label; ascending
};

/// The part of an axis that can be drawn: finite, minimum < maximum, positive when logarithmic.
std::pair<double, double> drawableRange(const ChartAxis& axis);

/// Explicit ticks of the axis, else about `count` at 1, 2, 2.5 or 5 times a power of ten (linear), or at decades
/// (logarithmic; 1-2-5 when there are few). All labels of an axis have the same number of decimals.
AxisTicks axisTicks(const ChartAxis& axis, int count);

/// The axis that carries the values: y of curves, x (drawn horizontally) of stacked bars and timelines.
const ChartAxis& valueAxis(const ChartModel& chart);

/// "Time per token (ms)": the label of a figure's axis.
std::string axisLabel(const ChartAxis& axis, const AxisTicks& ticks);

/// Leaves out labels that would overlap, evenly where the ticks are even. `position` maps a tick to pixels, `width`
/// is a label's extent in pixels.
void thinTicks(std::vector<std::pair<double, std::string>>& ticks, const std::function<double(double)>& position,
               const std::function<double(const std::string&)>& width, double gap);

} // namespace ralmscope
