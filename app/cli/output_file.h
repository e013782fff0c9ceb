// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace ralmscope::cli {

/// Replaces `file` as a whole, or writes to standard output for "-". False, with the reason printed, if that fails.
bool writeOutput(const std::string& file, std::string_view content);

} // namespace ralmscope::cli
