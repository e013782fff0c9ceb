// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

#include <tl/expected.hpp>

namespace ralmscope {

class Database;

/// What is in a file, counted.
struct DatabaseInfo
{
    int schema = 0;
    std::uint64_t bytes = 0; ///< pages in use, without the log
    std::uint64_t results = 0;
    std::uint64_t pinned = 0;
    std::uint64_t currentResults = 0; ///< of the current model version: only these are reused
    std::uint64_t catalogs = 0; ///< different catalogs that results were made with
};

/// Reads the whole table of results: takes about a second on a million rows.
tl::expected<DatabaseInfo, std::string> databaseInfo(Database& database);

} // namespace ralmscope
