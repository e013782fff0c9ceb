// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog.h"
#include "parameter.h"

#include <string>
#include <vector>

namespace ralmscope {

enum class ChangeUnit
{
    Shown,
    Dropped ///< where both values have the same one and room is scarce
};

/// A step of a parameter as undo texts and "what would help" show it: "Interval 8 → 16 tokens", "Interval 8 → 16".
std::string changeText(Parameter parameter, double from, double to, const Catalog& catalog,
                       ChangeUnit unit = ChangeUnit::Shown);

/// The same for where that is too long, longest first: "Organisation → FPGA, GPU index", and for choices, which tell
/// themselves apart, "→ FPGA, GPU index". A switch is "Double-buffered tables on".
std::vector<std::string> shorterChangeTexts(Parameter parameter, double to, const Catalog& catalog);

} // namespace ralmscope
