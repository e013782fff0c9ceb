// SPDX-License-Identifier: GPL-3.0-or-later
#include "parameter_scale.h"

#include "design_point.h"
#include "format_quantity.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <utility>

namespace ralmscope {

namespace {

/// On a logarithmic row of real numbers that allows 0, the slider covers this many decades below the maximum.
constexpr double kDecadesAboveZero = 9.0;

double roundTo(double value, int digits)
{
    if (value == 0.0)
        return 0.0;
    const double magnitude = std::pow(10.0, digits - 1 - std::floor(std::log10(std::fabs(value))));
    return std::round(value * magnitude) / magnitude;
}

/// Next number of the series 1, 2, 5, 10, 20, ... above or below.
double nextInSeries(double value, bool up)
{
    constexpr std::array<double, 5> series{0.5, 1.0, 2.0, 5.0, 10.0};
    const double decade = std::pow(10.0, std::floor(std::log10(value) + 1e-9));
    const double mantissa = value / decade;
    if (up) {
        const auto next = std::find_if(series.begin(), series.end(), [=](double s) { return s > mantissa * 1.0001; });
        return *next * decade;
    }
    double below = series.front();
    for (const double s : series) {
        if (s < mantissa * 0.9999)
            below = s;
    }
    return below * decade;
}

std::string_view trimmed(std::string_view text)
{
    const auto first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

} // namespace

ParameterScale::ParameterScale(const ParameterInfo& row)
    : m_row(&row)
    , m_logarithmic(row.scale != Scale::Linear)
    , m_lowest(row.minimum > 0.0                        ? row.minimum
                   : row.type == ParameterType::Integer ? 1.0
                                                        : row.maximum * std::pow(10.0, -kDecadesAboveZero))
    , m_base(row.scale == Scale::Log10 ? 10.0 : 2.0)
{
}

double ParameterScale::clamped(double value) const
{
    return std::clamp(value, m_row->minimum, m_row->maximum);
}

double ParameterScale::coordinate(double value) const
{
    if (!m_logarithmic)
        return value - m_row->minimum;
    const bool zeroAllowed = m_row->minimum <= 0.0;
    if (value < m_lowest)
        return 0.0;
    return std::log(value / m_lowest) / std::log(m_base) + (zeroAllowed ? 1.0 : 0.0);
}

double ParameterScale::valueAtCoordinate(double coordinate) const
{
    if (!m_logarithmic)
        return m_row->minimum + coordinate;
    const bool zeroAllowed = m_row->minimum <= 0.0;
    if (zeroAllowed && coordinate < 0.5)
        return 0.0;
    return m_lowest * std::pow(m_base, std::max(0.0, coordinate - (zeroAllowed ? 1.0 : 0.0)));
}

double ParameterScale::fraction(double value) const
{
    return std::clamp(coordinate(clamped(value)) / coordinate(m_row->maximum), 0.0, 1.0);
}

double ParameterScale::valueAt(double fraction) const
{
    const double raw = clamped(valueAtCoordinate(std::clamp(fraction, 0.0, 1.0) * coordinate(m_row->maximum)));
    if (raw == 0.0)
        return 0.0;
    if (m_row->scale == Scale::Log2) {
        const double power = std::round(std::log2(raw));
        if (std::fabs(std::log2(raw) - power) < 0.08)
            return clamped(std::pow(2.0, power));
    }
    const double rounded = roundTo(raw, m_row->scale == Scale::Log10 ? 2 : 3);
    return clamped(m_row->type == ParameterType::Integer ? std::round(rounded) : rounded);
}

double ParameterScale::stepOnce(double value, bool up, bool fine) const
{
    const double sign = up ? 1.0 : -1.0;
    const bool whole = m_row->type == ParameterType::Integer;
    if (!m_logarithmic) {
        const double range = m_row->maximum - m_row->minimum;
        const double step = std::pow(10.0, std::round(std::log10(range / (fine ? 1000.0 : 100.0))));
        const double next = std::round((value + sign * step) / step) * step;
        return whole ? std::round(next) : next;
    }
    if (value < m_lowest || (!up && value <= m_lowest && m_row->minimum <= 0.0))
        return up ? m_lowest : 0.0;
    if (fine)
        return whole && value < 100.0
            ? value + sign
            : (whole ? std::round(value * (1 + 0.02 * sign)) : roundTo(value * (1 + 0.02 * sign), 3));
    if (m_row->scale == Scale::Log10)
        return nextInSeries(value, up);
    const double power = std::log2(value);
    return std::pow(2.0, up ? std::floor(power + 1e-9) + 1.0 : std::ceil(power - 1e-9) - 1.0);
}

double ParameterScale::stepped(double value, int steps, StepSize size) const
{
    const int repeats = std::abs(steps) * (size == StepSize::Coarse ? (m_logarithmic ? 3 : 10) : 1);
    double next = clamped(value);
    for (int i = 0; i < repeats; ++i)
        next = clamped(stepOnce(next, steps > 0, size == StepSize::Fine));
    return m_row->type == ParameterType::Integer ? std::round(next) : next;
}

EditorText editorText(const ParameterInfo& row, double value)
{
    if (isAuto(value)) // automatic, and known to the model only
        return {"", std::string(row.unit), 1.0};
    if (!std::isfinite(value))
        return {formatNumber(value), std::string(row.unit), 1.0};
    if (row.unit == "%")
        return {formatNumber(value * 100.0, 6), "%", 0.01};
    const SiPrefix prefix = siPrefixFor(value, row.unit);
    if (!prefix.symbol.empty())
        return {formatNumber(value / prefix.factor, 6), std::string(prefix.symbol) + std::string(row.unit),
                prefix.factor};
    // Long whole numbers take a suffix if that loses nothing: 1000000000 vectors are "1G".
    constexpr std::array<std::pair<double, const char*>, 4> suffixes{{{1e12, "T"}, {1e9, "G"}, {1e6, "M"}, {1e3, "k"}}};
    for (const auto& [factor, suffix] : suffixes) {
        if (value >= std::max(factor, 1e5) && std::round(value / factor * 100.0) == value / factor * 100.0)
            return {formatNumber(value / factor, 6) + suffix, std::string(row.unit), 1.0};
    }
    return {row.type == ParameterType::Integer ? plainValueText(row, value) : formatNumber(value, 6),
            std::string(row.unit), 1.0};
}

std::optional<double> valueFromEditorText(const ParameterInfo& row, std::string_view typed, double factor)
{
    std::string_view text = trimmed(typed);
    if (text == "auto")
        return row.autoFrom.empty() ? std::nullopt : std::optional<double>(kAuto);
    double number = 0.0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || !std::isfinite(number))
        return std::nullopt;
    std::string_view rest = trimmed(std::string_view(end, static_cast<std::size_t>(text.data() + text.size() - end)));
    if (rest.empty())
        return number * factor;
    if (!row.unit.empty() && rest.ends_with(row.unit)) {
        rest.remove_suffix(row.unit.size());
        if (rest.empty())
            return row.unit == "%" ? number / 100.0 : number;
    }
    constexpr std::array<std::pair<std::string_view, double>, 10> prefixes{{{"p", 1e-12},
                                                                            {"n", 1e-9},
                                                                            {"u", 1e-6},
                                                                            {"µ", 1e-6},
                                                                            {"m", 1e-3},
                                                                            {"k", 1e3},
                                                                            {"K", 1e3},
                                                                            {"M", 1e6},
                                                                            {"G", 1e9},
                                                                            {"T", 1e12}}};
    for (const auto& [symbol, scale] : prefixes) {
        if (rest == symbol)
            return number * scale;
    }
    return std::nullopt;
}

} // namespace ralmscope
