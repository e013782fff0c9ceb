// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace SQLite {
class Database;
}

namespace ralmscope {

/// A change of structure. Applied once, in order of `version`; never edited after a release.
struct Migration
{
    int version;
    std::string_view what;
    std::string (*sql)();
};

/// All of them, by rising version; the last one is kSchemaVersion.
std::span<const Migration> migrations();

/// Version of the file's structure (PRAGMA user_version); 0: nothing in it yet.
int schemaVersion(SQLite::Database& sql);

/// The file has tables, but not those of this program.
bool isForeign(SQLite::Database& sql);

/// Brings the file up to date in one transaction: numbered migrations, then a column for every parameter and metric
/// that the file does not have yet, then the views. Before an older file with content is changed it is copied to
/// "<path>.backup-<n>", which is returned. Throws what SQLite throws, with the file unchanged.
std::string migrate(SQLite::Database& sql, const std::string& path, std::span<const Migration> steps = migrations());

} // namespace ralmscope
