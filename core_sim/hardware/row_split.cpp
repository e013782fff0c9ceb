// SPDX-License-Identifier: GPL-3.0-or-later
#include "row_split.h"

#include <algorithm>
#include <cstdint>

namespace ralmscope {

ErrorBand errorBand(std::vector<double> errors)
{
    if (errors.empty())
        return {};
    std::sort(errors.begin(), errors.end());
    const auto quantile = [&errors](double q) {
        const double position = q * static_cast<double>(errors.size() - 1);
        const auto below = static_cast<std::size_t>(position);
        const std::size_t above = std::min(below + 1, errors.size() - 1);
        return errors[below] + (position - static_cast<double>(below)) * (errors[above] - errors[below]);
    };
    return {quantile(0.5), quantile(0.9)};
}

namespace {

std::uint64_t hashOf(std::string_view rowText)
{
    // FNV-1a, finished by a multiplication so that the low bits depend on every character.
    std::uint64_t hash = 14695981039346656037ULL;
    for (const char c : rowText)
        hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
    hash ^= hash >> 32;
    return hash * 0x9E3779B97F4A7C15ULL;
}

} // namespace

bool isHeldOut(std::string_view rowText)
{
    return (hashOf(rowText) >> 33) % 5 == 0;
}

bool isSecondHalf(std::string_view rowText)
{
    return (hashOf(rowText) >> 63) != 0;
}

} // namespace ralmscope
