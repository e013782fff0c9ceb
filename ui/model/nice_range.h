// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chart_model.h"

#include <span>
#include <vector>

namespace ralmscope {

/// Smallest round number (1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8 times a power of ten) that is at least `value`; 1 for
/// values that are not positive and finite. Axes that end at it stay put while their data change a little.
double niceCeiling(double value);

/// Sets the range of a value axis so that every finite value of the series, with its error bars, is inside: from 0 to a
/// round number, or whole decades on a logarithmic axis, where values that are not positive do not count.
void fitAxis(ChartAxis& axis, std::span<const ChartSeries> series);

/// The same for a logarithmic axis, tighter: from and to 1, 2 or 5 times a power of ten.
void fitLogarithmicAxis(ChartAxis& axis, std::span<const ChartSeries> series);

/// The largest of these values is so many times the smallest that an axis of them should be logarithmic.
bool spansDecades(std::span<const ChartSeries> series, const std::vector<double> ChartSeries::*values);

} // namespace ralmscope
