// SPDX-License-Identifier: GPL-3.0-or-later
#include "change_text.h"

#include "parameter_table.h"
#include "value_text.h"

#include <fmt/format.h>

namespace ralmscope {

namespace {

/// The unit behind the last space of a number's text, with that space; empty for other texts.
std::string_view unitOf(const ParameterInfo& row, std::string_view text)
{
    const std::size_t space = text.rfind(' ');
    const bool number = row.type == ParameterType::Integer || row.type == ParameterType::Real;
    return number && space != std::string_view::npos ? text.substr(space) : std::string_view{};
}

} // namespace

std::string changeText(Parameter parameter, double from, double to, const Catalog& catalog, ChangeUnit shown)
{
    const ParameterInfo& row = info(parameter);
    std::string first = displayText(row, from, catalog);
    std::string second = displayText(row, to, catalog);
    // One unit is enough if both have the same.
    const std::size_t unit = unitOf(row, first).size();
    if (unit > 0 && unitOf(row, first) == unitOf(row, second)) {
        first.resize(first.size() - unit);
        if (shown == ChangeUnit::Dropped)
            second.resize(second.size() - unit);
    }
    return fmt::format("{} {} → {}", row.label, first, second);
}

std::vector<std::string> shorterChangeTexts(Parameter parameter, double to, const Catalog& catalog)
{
    const ParameterInfo& row = info(parameter);
    const std::string value = displayText(row, to, catalog);
    if (row.type == ParameterType::Flag)
        return {fmt::format("{} {}", row.label, value)};
    std::vector<std::string> texts{fmt::format("{} → {}", row.label, value)};
    if (row.type == ParameterType::Choice || row.type == ParameterType::Catalog)
        texts.push_back(fmt::format("→ {}", value));
    return texts;
}

} // namespace ralmscope
