// SPDX-License-Identifier: GPL-3.0-or-later
#include "nice_range.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace ralmscope {

namespace {

constexpr double kLogFrom = 8.0; ///< largest over smallest value from which an axis is logarithmic
constexpr double kHeadroom = 1.02; ///< a curve must not run along the upper edge

struct Extent
{
    double low = std::numeric_limits<double>::infinity();
    double high = -std::numeric_limits<double>::infinity();

    void include(std::span<const double> values, bool positiveOnly)
    {
        for (const double value : values) {
            if (!std::isfinite(value) || (positiveOnly && value <= 0.0))
                continue;
            low = std::min(low, value);
            high = std::max(high, value);
        }
    }
    bool empty() const { return low > high; }
};

void fitDecades(ChartAxis& axis, const Extent& extent)
{
    axis.minimum = extent.empty() ? 1.0 : std::pow(10.0, std::floor(std::log10(extent.low)));
    axis.maximum = extent.empty() ? 10.0 : std::pow(10.0, std::ceil(std::log10(extent.high)));
    if (axis.maximum <= axis.minimum)
        axis.maximum = 10.0 * axis.minimum;
}

Extent extentOf(std::span<const ChartSeries> series, bool positiveOnly)
{
    Extent extent;
    for (const ChartSeries& s : series) {
        extent.include(s.y, positiveOnly);
        extent.include(s.low, positiveOnly);
        extent.include(s.high, positiveOnly);
    }
    return extent;
}

/// Largest of 1, 2, 5 times a power of ten that is not above `value`.
double roundedDown(double value)
{
    const double decade = std::pow(10.0, std::floor(std::log10(value)));
    for (const double step : {5.0, 2.0}) {
        if (step * decade <= value)
            return step * decade;
    }
    return decade;
}

} // namespace

double niceCeiling(double value)
{
    if (!(value > 0.0) || !std::isfinite(value))
        return 1.0;
    static constexpr std::array<double, 11> steps{1.0, 1.2, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0};
    const double decade = std::pow(10.0, std::floor(std::log10(value)));
    for (const double step : steps) {
        if (step * decade >= value)
            return step * decade;
    }
    return 10.0 * decade;
}

void fitAxis(ChartAxis& axis, std::span<const ChartSeries> series)
{
    const Extent extent = extentOf(series, axis.logarithmic);
    if (axis.logarithmic) {
        fitDecades(axis, extent);
        return;
    }
    axis.minimum = !extent.empty() && extent.low < 0.0 ? -niceCeiling(-extent.low * kHeadroom) : 0.0;
    axis.maximum = !extent.empty() && extent.high > 0.0 ? niceCeiling(extent.high * kHeadroom) : 0.0;
    if (axis.maximum <= axis.minimum)
        axis.maximum = axis.minimum + 1.0;
}

void fitLogarithmicAxis(ChartAxis& axis, std::span<const ChartSeries> series)
{
    const Extent extent = extentOf(series, true);
    axis.minimum = extent.empty() ? 1.0 : roundedDown(extent.low / kHeadroom);
    // Upwards is downwards of the reciprocal: 1, 2 and 5 map to 1, 5 and 2.
    axis.maximum = extent.empty() ? 10.0 : 1.0 / roundedDown(1.0 / (extent.high * kHeadroom));
    if (axis.maximum <= axis.minimum)
        axis.maximum = 10.0 * axis.minimum;
}

bool spansDecades(std::span<const ChartSeries> series, const std::vector<double> ChartSeries::*values)
{
    Extent extent;
    for (const ChartSeries& s : series)
        extent.include(s.*values, false);
    return extent.low > 0.0 && extent.high / extent.low > kLogFrom;
}

} // namespace ralmscope
