// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog.h"
#include "design_point.h"
#include "file_problem.h"

#include <string>

#include <nlohmann/json_fwd.hpp>
#include <tl/expected.hpp>

namespace ralmscope {

/// The object "parameters" of a design: parameter id -> value for every parameter that differs from the default design.
/// Choices and catalog entries as ids, flags as booleans, automatic values as "auto", numbers exactly.
nlohmann::json designToJson(const DesignPoint& design, const Catalog& catalog);

/// Reads designToJson(); values may also be text as valueText() writes it. Unknown ids, wrong types and values out of
/// range are reported with `file` and a JSON pointer below `pointer`, all at once.
tl::expected<DesignPoint, FileProblems> designFromJson(const nlohmann::json& parameters, const Catalog& catalog,
                                                       const std::string& file, const std::string& pointer = {});

} // namespace ralmscope
