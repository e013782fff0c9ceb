// SPDX-License-Identifier: GPL-3.0-or-later
#include "format_quantity.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

namespace ralmscope {

namespace {

constexpr std::array<SiPrefix, 9> kPrefixes{
    {{"p", 1e-12}, {"n", 1e-9}, {"µ", 1e-6}, {"m", 1e-3}, {"", 1.0}, {"k", 1e3}, {"M", 1e6}, {"G", 1e9}, {"T", 1e12}}};

/// Units whose first symbol is an SI unit that takes a prefix. Bytes take only the large ones.
bool takesPrefix(std::string_view unit)
{
    static constexpr std::array<std::string_view, 9> units{"s", "J", "W", "Hz", "B", "B/s", "FLOP", "FLOP/s", "b/s"};
    return std::find(units.begin(), units.end(), unit) != units.end();
}

std::string notFinite(double value)
{
    if (std::isnan(value))
        return "n/a";
    return value > 0 ? "∞" : "-∞";
}

/// Decimal exponent of a value once it is rounded to this many significant digits.
int roundedMagnitude(double value, int digits)
{
    const std::string text = fmt::format("{:.{}e}", value, digits - 1);
    return std::stoi(text.substr(text.find('e') + 1));
}

/// Fixed notation with `digits` significant digits, so that a read-out does not jump in width while dragging.
std::string significant(double value, int digits)
{
    if (value == 0.0)
        return "0";
    const int decimals = std::clamp(digits - 1 - roundedMagnitude(value, digits), 0, 12);
    return fmt::format("{:.{}f}", value, decimals);
}

} // namespace

std::string FormattedQuantity::text() const
{
    return unit.empty() ? number : number + " " + unit;
}

SiPrefix siPrefixFor(double value, std::string_view unit)
{
    if (value == 0.0 || !std::isfinite(value) || !takesPrefix(unit))
        return {"", 1.0};
    const double magnitude = std::fabs(value);
    SiPrefix best = kPrefixes.front();
    for (const SiPrefix& prefix : kPrefixes) {
        // 0.9995 so that 999.6 ms, which three digits would round to 1000 ms, is shown as 1.00 s.
        if (magnitude >= prefix.factor * 0.9995)
            best = prefix;
    }
    if (unit.front() == 'B' && best.factor < 1.0)
        return {"", 1.0};
    return best;
}

FormattedQuantity formatQuantity(double value, std::string_view unit, int digits)
{
    if (!std::isfinite(value))
        return {notFinite(value), {}};
    if (unit == "%")
        return {significant(value * 100.0, digits), "%"};
    const SiPrefix prefix = siPrefixFor(value, unit);
    return {significant(value / prefix.factor, digits), std::string(prefix.symbol) + std::string(unit)};
}

std::string withoutTrailingZeros(std::string number)
{
    if (number.find('.') == std::string::npos || number.find('e') != std::string::npos)
        return number;
    number.erase(number.find_last_not_of('0') + 1);
    if (number.back() == '.')
        number.pop_back();
    return number;
}

std::string formatExact(double value, std::string_view unit)
{
    std::string number = std::isfinite(value) ? fmt::format("{}", value) : notFinite(value);
    if (number.size() > 2 && number.ends_with(".0"))
        number.resize(number.size() - 2);
    return unit.empty() ? number : number + " " + std::string(unit);
}

std::string formatNumber(double value, int digits)
{
    if (!std::isfinite(value))
        return notFinite(value);
    const double magnitude = std::fabs(value);
    if (magnitude != 0.0 && (magnitude < 1e-4 || magnitude >= 1e15))
        return fmt::format("{:.{}g}", value, digits);
    return withoutTrailingZeros(significant(value, digits));
}

std::string formatChange(double value, double base)
{
    if (!std::isfinite(value) || !std::isfinite(base) || base == 0.0)
        return "n/a";
    const double ratio = value / base;
    if (ratio >= 10.0)
        return fmt::format("×{:.0f}", ratio);
    const double percent = (ratio - 1.0) * 100.0;
    if (std::fabs(percent) < 0.05)
        return "±0 %";
    return std::fabs(percent) < 10.0 ? fmt::format("{:+.1f} %", percent) : fmt::format("{:+.0f} %", percent);
}

} // namespace ralmscope
