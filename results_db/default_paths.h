// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>

#include <tl/expected.hpp>

namespace ralmscope {

/// The results database of a user whose data lives in `userDirectory` (see userDataDirectory()): "results.db" in it.
std::string defaultDatabasePath(const std::filesystem::path& userDirectory);

/// The same, with its folder created, readable by the user only, as the XDG rules ask. Error: it cannot be created.
tl::expected<std::string, std::string> prepareDefaultDatabasePath(const std::filesystem::path& userDirectory);

} // namespace ralmscope
