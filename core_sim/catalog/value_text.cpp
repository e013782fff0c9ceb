// SPDX-License-Identifier: GPL-3.0-or-later
#include "value_text.h"

#include "format_quantity.h"

#include <fmt/format.h>

namespace ralmscope {

namespace {

std::string idsOf(const Catalog& catalog, CatalogKind kind)
{
    std::string text;
    for (std::size_t i = 0; i < catalog.size(kind); ++i)
        text += (i > 0 ? " | " : "") + catalog.entry(kind, i).id;
    return text;
}

} // namespace

std::string valueText(const ParameterInfo& row, double value, const Catalog& catalog)
{
    if (row.type == ParameterType::Catalog && isAllowed(row, value)
        && value < static_cast<double>(catalog.size(row.catalog)))
        return catalog.entry(row.catalog, static_cast<std::size_t>(value)).id;
    return plainValueText(row, value);
}

std::optional<double> valueFromText(const ParameterInfo& row, std::string_view text, const Catalog& catalog,
                                    std::string* problem)
{
    std::optional<double> value;
    std::string allowed = allowedText(row);
    if (row.type == ParameterType::Catalog) {
        const int index = catalog.find(row.catalog, text);
        if (index >= 0)
            value = index;
        else
            allowed = idsOf(catalog, row.catalog);
    } else {
        value = plainValueFromText(row, text);
        if (value && !isAuto(*value) && !isAllowed(row, *value))
            value.reset();
    }
    if (!value && problem) {
        const bool whole = row.type == ParameterType::Integer;
        *problem = fmt::format("{} = {}: allowed {}{}{}", row.id, text, whole ? "whole numbers " : "", allowed,
                               row.autoFrom.empty() ? "" : fmt::format(", or auto ({})", row.autoFrom));
    }
    return value;
}

std::string displayText(const ParameterInfo& row, double value, const Catalog& catalog)
{
    if (isAuto(value))
        return "automatic";
    switch (row.type) {
    case ParameterType::Catalog:
        if (isAllowed(row, value) && value < static_cast<double>(catalog.size(row.catalog)))
            return catalog.entry(row.catalog, static_cast<std::size_t>(value)).name;
        return "?";
    case ParameterType::Choice:
    case ParameterType::Flag:
        return std::string(choiceLabel(row, value));
    default: {
        const FormattedQuantity quantity = formatQuantity(value, row.unit, 4);
        if (row.type == ParameterType::Integer && quantity.unit == row.unit)
            return formatExact(value, row.unit);
        return FormattedQuantity{withoutTrailingZeros(quantity.number), quantity.unit}.text();
    }
    }
}

void setByUser(DesignPoint& design, Parameter parameter, double value)
{
    const ParameterInfo& row = info(parameter);
    if (row.type == ParameterType::Catalog && design[parameter] != value) {
        for (const ParameterInfo& other : parameterTable()) {
            if (other.type != ParameterType::Catalog && other.catalog == row.catalog)
                design.setAuto(other.parameter);
        }
    }
    design.set(parameter, value);
}

} // namespace ralmscope
