// SPDX-License-Identifier: GPL-3.0-or-later
#include "default_paths.h"

#include <system_error>

#include <fmt/format.h>

namespace ralmscope {

namespace fs = std::filesystem;

std::string defaultDatabasePath(const fs::path& userDirectory)
{
    return (userDirectory / "results.db").string();
}

tl::expected<std::string, std::string> prepareDefaultDatabasePath(const fs::path& userDirectory)
{
    std::error_code error;
    const bool created = fs::create_directories(userDirectory, error);
    if (error) {
        return tl::unexpected(fmt::format("{}: cannot create the folder for results ({}); choose a file with --db",
                                          userDirectory.string(), error.message()));
    }
    if (created)
        fs::permissions(userDirectory, fs::perms::owner_all, fs::perm_options::replace, error);
    return defaultDatabasePath(userDirectory);
}

} // namespace ralmscope
