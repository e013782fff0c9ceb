// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "file_problem.h"

#include <string>
#include <string_view>

#include <nlohmann/json_fwd.hpp>
#include <tl/expected.hpp>

namespace ralmscope {

/// Parses JSON more strictly than the library: keys that stand twice are problems, and so is nesting deeper than 32
/// levels or text longer than 16 MB, which no file of ours has.
tl::expected<nlohmann::json, FileProblems> parseJson(std::string_view text, const std::string& file);

/// `key` as one step of a JSON pointer (RFC 6901).
std::string pointerStep(std::string_view key);

/// A value as shown in messages: its JSON text, shortened.
std::string shortText(const nlohmann::json& value);

} // namespace ralmscope
