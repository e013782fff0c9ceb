// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog.h"
#include "parameter.h"

#include <string>

namespace ralmscope {

/// A step of a parameter as undo texts and "what would help" show it: "Interval 8 → 16 tokens".
std::string changeText(Parameter parameter, double from, double to, const Catalog& catalog);

} // namespace ralmscope
