// SPDX-License-Identifier: GPL-3.0-or-later
#include "design_json.h"

#include "json_document.h"
#include "value_text.h"

#include <cmath>
#include <optional>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace ralmscope {

using nlohmann::json;

namespace {

json valueToJson(const ParameterInfo& row, double value, const Catalog& catalog)
{
    const bool asText = row.type == ParameterType::Choice || row.type == ParameterType::Catalog || isAuto(value);
    if (asText)
        return valueText(row, value, catalog);
    if (row.type == ParameterType::Flag)
        return value != 0.0;
    // Whole numbers without the ".0" that a double would get.
    if (value == std::floor(value) && std::fabs(value) < 1e15)
        return static_cast<long long>(value);
    return value;
}

/// The text that the command line would carry; nothing for a type that no parameter has.
std::optional<std::string> textOf(const json& value, ParameterType type)
{
    if (value.is_string())
        return value.get<std::string>();
    if (value.is_boolean() && type == ParameterType::Flag)
        return value.get<bool>() ? "1" : "0";
    if (value.is_boolean()) // true is no number of GPUs
        return value.dump();
    if (value.is_number())
        return value.dump();
    return std::nullopt;
}

bool sameValue(double a, double b)
{
    return a == b || (isAuto(a) && isAuto(b));
}

} // namespace

json designToJson(const DesignPoint& design, const Catalog& catalog)
{
    const DesignPoint defaults;
    json parameters = json::object();
    for (const ParameterInfo& row : parameterTable()) {
        const double value = design[row.parameter];
        if (!sameValue(value, defaults[row.parameter]))
            parameters[std::string(row.id)] = valueToJson(row, value, catalog);
    }
    return parameters;
}

tl::expected<DesignPoint, FileProblems> designFromJson(const json& parameters, const Catalog& catalog,
                                                       const std::string& file, const std::string& pointer)
{
    if (!parameters.is_object())
        return tl::unexpected(FileProblems{
            {file, pointer, fmt::format("must be an object of parameters, is {}", shortText(parameters))}});
    FileProblems problems;
    DesignPoint design;
    for (const auto& [key, value] : parameters.items()) {
        const std::string where = pointer + pointerStep(key);
        const ParameterInfo* row = findParameter(key);
        if (!row) {
            problems.push_back({file, where, "is no parameter; `ralmscope-cli list parameters` shows them all"});
            continue;
        }
        const std::optional<std::string> text = textOf(value, row->type);
        if (!text) {
            problems.push_back(
                {file, where, fmt::format("must be a number, a text or true/false, is {}", shortText(value))});
            continue;
        }
        std::string problem;
        if (const auto number = valueFromText(*row, *text, catalog, &problem))
            design.set(row->parameter, *number);
        else
            problems.push_back({file, where, problem});
    }
    if (!problems.empty())
        return tl::unexpected(std::move(problems));
    return design;
}

} // namespace ralmscope
