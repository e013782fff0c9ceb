// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace SQLite {
class Database;
}

namespace ralmscope {

/// Copies the database to the first free "<path>.backup-<n>" and returns that name. A copy that is cut short never has
/// it. Throws what SQLite throws. Nothing for ":memory:".
std::string backUp(SQLite::Database& sql, const std::string& path);

} // namespace ralmscope
