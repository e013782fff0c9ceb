// SPDX-License-Identifier: GPL-3.0-or-later
#include "axis_ticks.h"

#include "format_quantity.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include <fmt/format.h>

namespace ralmscope {

namespace {

using Ticks = std::vector<std::pair<double, std::string>>;

constexpr std::size_t kMaximumTicks = 200;

std::string superscript(int number)
{
    static constexpr std::array<const char*, 10> digits{"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
    std::string text = number < 0 ? "⁻" : "";
    for (const char digit : std::to_string(std::abs(number)))
        text += digits[static_cast<std::size_t>(digit - '0')];
    return text;
}

/// One factor for the axis. Units without prefixes get a power of ten only where labels would become long.
void chooseFactor(AxisTicks& result, const ChartAxis& axis, double low, double high)
{
    if (axis.unit == "%") {
        result.factor = 0.01;
        result.unitText = "%";
        return;
    }
    const double largest = std::max(std::fabs(low), std::fabs(high));
    const double typical = axis.logarithmic ? std::sqrt(low * high) : largest;
    const SiPrefix prefix = siPrefixFor(typical, axis.unit);
    result.factor = prefix.factor;
    result.unitText = std::string(prefix.symbol) + axis.unit;
    const bool spansWidely = axis.logarithmic && high / low > 1e7;
    if (prefix.factor != 1.0 || spansWidely || largest == 0.0 || !axis.ticks.empty())
        return;
    const double shown = axis.logarithmic ? typical : largest;
    const int exponent = 3 * static_cast<int>(std::floor(std::log10(shown * 1.0000001) / 3.0));
    if (exponent >= 6 || (exponent == 3 && shown >= 1e5) || shown < 1e-3) {
        result.factor = std::pow(10.0, exponent);
        result.unitText = "10" + superscript(exponent) + (axis.unit.empty() ? "" : " " + axis.unit);
    }
}

/// Decimals that are needed to tell multiples of `step` apart.
int decimalsFor(double step)
{
    for (int decimals = 0; decimals < 12; ++decimals) {
        const double scaled = step * std::pow(10.0, decimals);
        if (std::fabs(scaled - std::round(scaled)) < 1e-6 * scaled)
            return decimals;
    }
    return 12;
}

Ticks linearTicks(double low, double high, double factor, int count)
{
    const double span = (high - low) / factor;
    const double rough = span / std::max(count, 1);
    const double magnitude = std::pow(10.0, std::floor(std::log10(rough)));
    double step = 10.0 * magnitude;
    for (const double candidate : {1.0, 2.0, 2.5, 5.0}) {
        if (candidate * magnitude >= rough * 0.999) {
            step = candidate * magnitude;
            break;
        }
    }
    const int decimals = decimalsFor(step);
    Ticks ticks;
    const double tolerance = 1e-9 * span;
    const double first = std::ceil((low / factor - tolerance) / step);
    for (double index = first; index * step <= high / factor + tolerance && ticks.size() < kMaximumTicks; ++index) {
        const double number = index == 0.0 ? 0.0 : index * step;
        ticks.emplace_back(number * factor, fmt::format("{:.{}f}", number, decimals));
    }
    return ticks;
}

std::string decadeLabel(double number)
{
    const double exponent = std::log10(number);
    if (std::fabs(exponent) < 5.5)
        return formatNumber(number, 3);
    const int whole = static_cast<int>(std::floor(exponent + 1e-9));
    const double mantissa = number / std::pow(10.0, whole);
    const std::string power = "10" + superscript(whole);
    return std::fabs(mantissa - 1.0) < 1e-9 ? power : fmt::format("{:.0f}·", mantissa) + power;
}

Ticks logarithmicTicks(double low, double high, double factor, int count)
{
    const double decades = std::log10(high / low);
    if (decades < 0.8)
        return linearTicks(low, high, factor, count);
    const bool between = decades < 2.5;
    const int stride = std::max(1, static_cast<int>(std::ceil(decades / std::max(count + 2, 1))));
    Ticks ticks;
    const int first = static_cast<int>(std::floor(std::log10(low / factor) - 1e-9));
    const int last = static_cast<int>(std::ceil(std::log10(high / factor) + 1e-9));
    for (int exponent = first; exponent <= last && ticks.size() < kMaximumTicks; ++exponent) {
        for (const double mantissa : {1.0, 2.0, 5.0}) {
            if ((mantissa != 1.0 && !between) || (!between && exponent % stride != 0))
                continue;
            const double number = mantissa * std::pow(10.0, exponent);
            const double raw = number * factor;
            if (raw >= low * (1.0 - 1e-9) && raw <= high * (1.0 + 1e-9))
                ticks.emplace_back(raw, decadeLabel(number));
        }
    }
    return ticks;
}

Ticks everyNth(const Ticks& ticks, std::size_t stride)
{
    Ticks kept;
    for (std::size_t index = 0; index < ticks.size(); index += stride)
        kept.push_back(ticks[index]);
    return kept;
}

} // namespace

std::pair<double, double> drawableRange(const ChartAxis& axis)
{
    double low = axis.minimum;
    double high = axis.maximum;
    if (!std::isfinite(high))
        high = axis.logarithmic ? 10.0 : 1.0;
    if (axis.logarithmic && high <= 0.0)
        high = 10.0;
    if (!std::isfinite(low))
        low = axis.logarithmic ? high / 10.0 : std::min(0.0, high - 1.0);
    if (axis.logarithmic && low <= 0.0)
        low = high * 1e-3;
    if (low >= high)
        high = axis.logarithmic ? low * 10.0 : low + std::max(1.0, std::fabs(low) * 0.1);
    return {low, high};
}

AxisTicks axisTicks(const ChartAxis& axis, int count)
{
    const auto [low, high] = drawableRange(axis);
    AxisTicks result;
    chooseFactor(result, axis, low, high);
    if (!axis.ticks.empty()) {
        // The texts were made for raw values of the plain unit.
        result.factor = 1.0;
        result.unitText = axis.unit;
        const double slack = 1e-9 * (high - low);
        for (const auto& tick : axis.ticks) {
            if (tick.first >= low - slack && tick.first <= high + slack)
                result.ticks.push_back(tick);
        }
        std::sort(result.ticks.begin(), result.ticks.end());
        return result;
    }
    result.ticks = axis.logarithmic ? logarithmicTicks(low, high, result.factor, count)
                                    : linearTicks(low, high, result.factor, count);
    return result;
}

const ChartAxis& valueAxis(const ChartModel& chart)
{
    return chart.kind == ChartKind::Curves ? chart.y : chart.x;
}

std::string axisLabel(const ChartAxis& axis, const AxisTicks& ticks)
{
    if (ticks.unitText.empty())
        return axis.label;
    return axis.label.empty() ? ticks.unitText : axis.label + " (" + ticks.unitText + ")";
}

void thinTicks(Ticks& ticks, const std::function<double(double)>& position,
               const std::function<double(const std::string&)>& width, double gap)
{
    const auto fits = [&](const Ticks& candidate) {
        double end = -std::numeric_limits<double>::infinity();
        for (const auto& [value, label] : candidate) {
            const double half = width(label) / 2.0;
            if (position(value) - half < end + gap)
                return false;
            end = position(value) + half;
        }
        return true;
    };
    if (fits(ticks))
        return;
    Ticks even;
    for (std::size_t stride = 2; stride <= ticks.size(); ++stride) {
        even = everyNth(ticks, stride);
        if (fits(even))
            break;
    }
    // Uneven ticks (powers of two on a linear axis) crowd at one end only: keep what fits, from the sparse end.
    Ticks greedy;
    double start = std::numeric_limits<double>::infinity();
    for (auto tick = ticks.rbegin(); tick != ticks.rend(); ++tick) {
        const double half = width(tick->second) / 2.0;
        if (position(tick->first) + half > start - gap)
            continue;
        start = position(tick->first) - half;
        greedy.insert(greedy.begin(), *tick);
    }
    ticks = greedy.size() > 2 * even.size() ? greedy : even;
}

} // namespace ralmscope
