// SPDX-License-Identifier: GPL-3.0-or-later
#include "axis.h"

#include "value_text.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include <fmt/format.h>

namespace ralmscope {

namespace {

constexpr std::size_t kMostValues = 1000000;

bool isCounted(const ParameterInfo& row)
{
    return row.type == ParameterType::Choice || row.type == ParameterType::Flag || row.type == ParameterType::Catalog;
}

void addAllowed(std::vector<double>& values, const ParameterInfo& row, double value)
{
    if (row.type != ParameterType::Real)
        value = std::round(value);
    if (isAllowed(row, value))
        values.push_back(value);
}

void sortUnique(std::vector<double>& values)
{
    std::sort(values.begin(), values.end());
    values.erase(std::unique(values.begin(), values.end()), values.end());
}

std::vector<std::string_view> split(std::string_view text, char separator)
{
    std::vector<std::string_view> parts;
    for (;;) {
        const std::size_t at = text.find(separator);
        parts.push_back(text.substr(0, at));
        if (at == std::string_view::npos)
            return parts;
        text.remove_prefix(at + 1);
    }
}

using Problem = tl::unexpected<std::string>;

/// "a:b", "a:b:step", "a:b:log2", "a:b:log10:n" after the values a and b were read.
tl::expected<std::vector<double>, std::string> spacedValues(const ParameterInfo& row, double a, double b,
                                                            std::span<const std::string_view> rule)
{
    std::vector<double> values;
    if (!rule.empty() && (rule[0] == "log2" || rule[0] == "log10")) {
        if (a <= 0.0)
            return Problem("a logarithmic axis starts above 0");
        int count = 0;
        if (rule.size() == 2) {
            const auto parsed = plainValueFromText(info(Parameter::WorkloadBatch), rule[1]);
            if (!parsed || *parsed != std::floor(*parsed) || *parsed < 2 || *parsed > static_cast<double>(kMostValues))
                return Problem(
                    fmt::format("'{}' is no number of points, allowed whole numbers 2 .. {}", rule[1], kMostValues));
            count = static_cast<int>(*parsed);
        } else {
            const double perStep = rule[0] == "log2" ? std::log2(b / a) : std::log10(b / a);
            count = 1 + static_cast<int>(std::floor(perStep + 1e-9));
            const double factor = rule[0] == "log2" ? 2.0 : 10.0;
            for (int i = 0; i < count; ++i)
                addAllowed(values, row, a * std::pow(factor, i));
            return values;
        }
        for (int i = 0; i < count; ++i)
            addAllowed(values, row, a * std::pow(b / a, static_cast<double>(i) / (count - 1)));
        return values;
    }
    double step = 1.0;
    if (rule.size() == 1) {
        char* end = nullptr;
        const std::string text(rule[0]);
        step = std::strtod(text.c_str(), &end);
        if (text.empty() || *end != '\0' || !std::isfinite(step) || step <= 0.0)
            return Problem(fmt::format("'{}' is no step: a number above 0, log2 or log10", rule[0]));
    } else if (row.type == ParameterType::Real) {
        return Problem("needs a step, log2 or log10:n");
    }
    if ((b - a) / step >= static_cast<double>(kMostValues))
        return Problem(fmt::format("more than {} values", kMostValues));
    const auto steps = static_cast<std::size_t>(std::floor((b - a) / step + 1e-9));
    for (std::size_t i = 0; i <= steps; ++i)
        addAllowed(values, row, a + static_cast<double>(i) * step);
    return values;
}

} // namespace

Axis axisOver(Parameter parameter, const Catalog& catalog, int points)
{
    const ParameterInfo& row = info(parameter);
    return axisOver(parameter, catalog, points, row.minimum, row.maximum);
}

Axis axisOver(Parameter parameter, const Catalog& catalog, int points, double low, double high)
{
    const ParameterInfo& row = info(parameter);
    Axis axis{parameter, {}};
    if (isCounted(row)) {
        const double count =
            row.type == ParameterType::Catalog ? static_cast<double>(catalog.size(row.catalog)) : row.maximum + 1.0;
        for (double value = 0.0; value < count; value += 1.0)
            axis.values.push_back(value);
        return axis;
    }
    low = std::max(low, row.minimum);
    high = std::min(high, row.maximum);
    double logLow = low;
    if (row.scale != Scale::Linear && low <= 0.0) {
        addAllowed(axis.values, row, low);
        logLow = row.type == ParameterType::Integer ? 1.0 : high * 1e-6;
    }
    for (int i = 0; i < points; ++i) {
        const double f = points > 1 ? static_cast<double>(i) / (points - 1) : 0.0;
        const double value = row.scale == Scale::Linear ? low + f * (high - low) : logLow * std::pow(high / logLow, f);
        addAllowed(axis.values, row, std::clamp(value, low, high));
    }
    sortUnique(axis.values);
    return axis;
}

tl::expected<Axis, std::string> parseAxis(std::string_view text, const Catalog& catalog)
{
    const auto fail = [text](const std::string& why) { return Problem(fmt::format("axis '{}': {}", text, why)); };
    const std::size_t equals = text.find('=');
    if (equals == std::string_view::npos)
        return fail("expected id=a:b[:step|log2|log10:n] or id=v1,v2,...");
    const ParameterInfo* row = findParameter(text.substr(0, equals));
    if (!row)
        return fail(fmt::format("no parameter '{}'; see list parameters", text.substr(0, equals)));
    const std::string_view range = text.substr(equals + 1);
    Axis axis{row->parameter, {}};
    std::string problem;
    const auto parts = split(range, ':');
    if (parts.size() == 1) {
        for (const std::string_view part : split(range, ',')) {
            const auto value = valueFromText(*row, part, catalog, &problem);
            if (!value)
                return fail(problem);
            if (isAuto(*value))
                return fail("auto is not a value of an axis");
            axis.values.push_back(*value);
        }
        sortUnique(axis.values);
        return axis;
    }
    if (isCounted(*row))
        return fail("list the values, separated by commas");
    if (parts.size() > 4 || (parts.size() == 4 && parts[2] != "log2" && parts[2] != "log10"))
        return fail("expected a:b[:step|log2|log10:n]");
    const auto a = valueFromText(*row, parts[0], catalog, &problem);
    const auto b = a ? valueFromText(*row, parts[1], catalog, &problem) : std::nullopt;
    if (!a || !b)
        return fail(problem);
    if (isAuto(*a) || isAuto(*b) || *b < *a)
        return fail("the first value must not be above the second");
    auto values = spacedValues(*row, *a, *b, std::span(parts).subspan(2));
    if (!values)
        return fail(values.error());
    axis.values = std::move(*values);
    sortUnique(axis.values);
    return axis;
}

} // namespace ralmscope
