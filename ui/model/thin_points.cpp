// SPDX-License-Identifier: GPL-3.0-or-later
#include "thin_points.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

namespace ralmscope {

namespace {

constexpr double kCells = 48.0; ///< along each axis: of the size of a few points on the screen

/// Values moved to 0 .. kCells.
std::vector<double> places(std::span<const double> values)
{
    const bool logarithmic = std::all_of(values.begin(), values.end(), [](double value) { return value > 0.0; });
    std::vector<double> result(values.begin(), values.end());
    if (logarithmic)
        std::transform(result.begin(), result.end(), result.begin(), [](double value) { return std::log(value); });
    const auto [low, high] = std::minmax_element(result.begin(), result.end());
    const double from = *low;
    const double width = *high - from;
    for (double& place : result)
        place = width > 0.0 ? std::min((place - from) / width * kCells, kCells - 1.0) : 0.0;
    return result;
}

} // namespace

std::vector<std::size_t> thinPoints(std::span<const double> x, std::span<const double> y, std::size_t limit)
{
    const std::size_t n = std::min(x.size(), y.size());
    std::vector<std::size_t> kept(n);
    std::iota(kept.begin(), kept.end(), std::size_t{0});
    if (n <= limit)
        return kept;
    kept.clear();
    const std::vector<double> column = places(x.first(n));
    const std::vector<double> row = places(y.first(n));
    std::map<std::pair<int, int>, std::vector<std::size_t>> cells;
    for (std::size_t i = 0; i < n; ++i)
        cells[{static_cast<int>(column[i]), static_cast<int>(row[i])}].push_back(i);
    const double share = static_cast<double>(limit) / static_cast<double>(n);
    for (const auto& [cell, points] : cells) {
        const double all = static_cast<double>(points.size());
        const double wanted = std::max(1.0, std::round(share * all));
        for (double k = 0.0; k < wanted; ++k)
            kept.push_back(points[static_cast<std::size_t>(k * all / wanted)]);
    }
    std::sort(kept.begin(), kept.end());
    return kept;
}

} // namespace ralmscope
