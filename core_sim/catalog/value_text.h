// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog.h"
#include "design_point.h"

#include <optional>
#include <string>
#include <string_view>

namespace ralmscope {

/// A parameter's value as stable text: catalog id, choice id or exact number; "auto" where it is automatic. What files,
/// SQL and the command line carry.
std::string valueText(const ParameterInfo& row, double value, const Catalog& catalog);

/// Reads valueText(). nullopt if the text is no value of this row; `problem`, if given, then says what is allowed.
/// A value that reads but is out of range is refused too.
std::optional<double> valueFromText(const ParameterInfo& row, std::string_view text, const Catalog& catalog,
                                    std::string* problem = nullptr);

/// A value as shown to people: catalog name, choice with spaces, SI-prefixed number with unit.
std::string displayText(const ParameterInfo& row, double value, const Catalog& catalog);

/// Sets a parameter the way a user means it: choosing a catalog entry also makes the parameters that the old entry
/// supplied automatic again, so that they follow the new one.
void setByUser(DesignPoint& design, Parameter parameter, double value);

} // namespace ralmscope
