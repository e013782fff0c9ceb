// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup.h"

#include "file_check.h"

#include <filesystem>

#include <SQLiteCpp/Backup.h>
#include <SQLiteCpp/Database.h>
#include <sqlite3.h>

namespace ralmscope {

std::string backUp(const std::string& path)
{
    namespace fs = std::filesystem;
    if (path == ":memory:")
        return {};
    const std::string target = freeName(path, "backup").string();
    const std::string partial = target + ".partial";
    std::error_code ignored;
    fs::remove(partial, ignored);
    {
        // A connection of its own: one that is writing cannot be copied from.
        SQLite::Database source(path, SQLite::OPEN_READONLY);
        SQLite::Database copy(partial, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        SQLite::Backup backup(copy, source);
        if (backup.executeStep() != SQLITE_DONE)
            throw SQLite::Exception("cannot copy the file to " + target, SQLITE_BUSY);
    }
    std::error_code error;
    fs::rename(partial, target, error);
    if (error)
        throw SQLite::Exception("cannot write the backup " + target, SQLITE_IOERR);
    return target;
}

} // namespace ralmscope
