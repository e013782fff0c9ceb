// SPDX-License-Identifier: GPL-3.0-or-later
#include "parameter_axis.h"

#include "format_quantity.h"
#include "parameter_table.h"
#include "value_text.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

namespace ralmscope {

namespace {

constexpr int kMostTicks = 9;

struct Window
{
    double low = 0.0;
    double high = 1.0;
};

/// Values that a window must show, as far as they can be drawn; twice the current value on top, for a look ahead.
Window extentOf(const ParameterInfo& row, double current, std::span<const double> mustShow)
{
    const bool positive = row.scale != Scale::Linear;
    Window extent{row.maximum, row.minimum};
    const auto include = [&](double value) {
        if (!std::isfinite(value) || (positive && value <= 0.0))
            return;
        extent.low = std::clamp(value, row.minimum, extent.low);
        extent.high = std::clamp(value, extent.high, row.maximum);
    };
    include(current);
    include(row.scale == Scale::Log2 ? 2.0 * current : current);
    for (const double value : mustShow)
        include(value);
    if (extent.low > extent.high)
        extent = {row.minimum, row.minimum};
    return extent;
}

/// Upper end on the grid 128, 1024, 8192, ...; at most eleven octaves down from there.
Window log2Window(const ParameterInfo& row, Window extent)
{
    const double lowest = std::max(row.minimum, 1.0);
    double high = 128.0 * lowest;
    while (high < extent.high && high < row.maximum)
        high *= 8.0;
    high = std::min(high, row.maximum);
    double low = lowest;
    while (low < high / 2048.0)
        low *= 8.0;
    while (low > lowest && low > extent.low)
        low /= 8.0;
    return {std::max(low, lowest), high};
}

/// Four decades, in steps of two. Zero has no place on such an axis: it counts as a billionth of the maximum.
Window log10Window(const ParameterInfo& row, Window extent)
{
    const double lowest = row.minimum > 0.0 ? row.minimum : 1e-9 * row.maximum;
    const auto block = [](double value) { return 2.0 * std::floor(std::log10(value) / 2.0); };
    const double low = std::pow(10.0, block(std::max(extent.low, lowest)) - 1.0);
    const double high = std::pow(10.0, block(std::max(extent.high, lowest)) + 3.0);
    return {std::max(low, lowest), std::min(high, row.maximum)};
}

/// From the minimum over an eighth, a quarter, a half or the whole of the range; of counts to a whole number.
Window linearWindow(const ParameterInfo& row, Window extent)
{
    const double range = row.maximum - row.minimum;
    const double reach = std::min(2.0 * (extent.high - row.minimum), range);
    double part = range / 8.0;
    while (part < reach)
        part *= 2.0;
    if (row.type == ParameterType::Integer)
        part = std::ceil(part);
    return {row.minimum, row.minimum + std::min(part, range)};
}

std::string powerOfTwoText(double value)
{
    if (value < 1e5)
        return fmt::format("{:.0f}", value);
    static constexpr std::array<std::string_view, 4> symbols{"Ki", "Mi", "Gi", "Ti"};
    std::size_t index = 0;
    value /= 1024.0;
    while (value >= 1024.0 && index + 1 < symbols.size()) {
        value /= 1024.0;
        ++index;
    }
    return fmt::format("{:.0f}{}", value, symbols[index]);
}

std::string prefixedText(double value)
{
    const SiPrefix prefix = siPrefixFor(value, "B"); // any unit that takes prefixes
    return formatNumber(value / prefix.factor) + std::string(prefix.symbol);
}

void addLogTicks(ChartAxis& chart, double base, std::string (*text)(double))
{
    const auto exponent = [base](double value) { return std::log2(value) / std::log2(base); };
    const int first = static_cast<int>(std::ceil(exponent(chart.minimum) - 1e-9));
    const int last = static_cast<int>(std::floor(exponent(chart.maximum) + 1e-9));
    const int step = std::max(1, (last - first + kMostTicks) / kMostTicks);
    for (int i = first; i <= last; i += step) {
        const double value = std::pow(base, i);
        chart.ticks.emplace_back(value, text(value));
    }
}

} // namespace

bool isCategorical(const ParameterInfo& row)
{
    return row.type == ParameterType::Choice || row.type == ParameterType::Flag || row.type == ParameterType::Catalog;
}

ParameterAxis parameterAxis(Parameter parameter, const Catalog& catalog, double current,
                            std::span<const double> mustShow, int points)
{
    const ParameterInfo& row = info(parameter);
    ParameterAxis result;
    result.chart.label = row.label;
    result.chart.unit = row.unit;
    if (isCategorical(row)) {
        result.axis = axisOver(parameter, catalog, points);
        for (const double value : result.axis.values)
            result.chart.ticks.emplace_back(value, displayText(row, value, catalog));
        result.chart.minimum = -0.5;
        result.chart.maximum = std::max(0.5, static_cast<double>(result.axis.values.size()) - 0.5);
        return result;
    }

    const Window extent = extentOf(row, current, mustShow);
    const Window window = row.scale == Scale::Log2 ? log2Window(row, extent)
        : row.scale == Scale::Log10                ? log10Window(row, extent)
                                                   : linearWindow(row, extent);
    result.axis = axisOver(parameter, catalog, points, window.low, window.high);
    auto& values = result.axis.values;
    if (current >= window.low && current <= window.high && !std::binary_search(values.begin(), values.end(), current))
        values.insert(std::upper_bound(values.begin(), values.end(), current), current);
    result.chart.minimum = window.low;
    result.chart.maximum = window.high;
    result.chart.logarithmic = row.scale != Scale::Linear;
    if (row.scale == Scale::Log2)
        addLogTicks(result.chart, 2.0, powerOfTwoText);
    else if (row.scale == Scale::Log10)
        addLogTicks(result.chart, 10.0, prefixedText);
    return result;
}

} // namespace ralmscope
