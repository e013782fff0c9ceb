// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "file_problem.h"

#include <filesystem>
#include <string_view>
#include <vector>

namespace ralmscope {

/// Files of a folder with this extension, or its subfolders for an empty one, by name; hidden ones are skipped. A
/// folder that is not there has none; one that cannot be read is a problem.
std::vector<std::filesystem::path> filesIn(const std::filesystem::path& folder, std::string_view extension,
                                           FileProblems& problems);

} // namespace ralmscope
