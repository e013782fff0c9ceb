// SPDX-License-Identifier: GPL-3.0-or-later
#include "sqlite_problem.h"

#include <string_view>

#include <fmt/format.h>
#include <sqlite3.h>

namespace ralmscope {

namespace {

std::string_view advice(int code)
{
    switch (code) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return "; another program keeps it locked: try again, or use another file with --db";
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
        return "; it cannot be written: check permissions of the file and its folder, or use another file with --db";
    case SQLITE_FULL:
        return "; free some disk space, or use a file on another disk with --db";
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return "; the file is damaged: it will be set aside at the next start";
    default:
        return "";
    }
}

} // namespace

std::string sqliteProblem(const std::string& path, const SQLite::Exception& error)
{
    return fmt::format("{}: {}{}", path, error.what(), advice(error.getErrorCode() & 0xff));
}

bool meansDamage(const SQLite::Exception& error)
{
    const int code = error.getErrorCode() & 0xff;
    return code == SQLITE_CORRUPT || code == SQLITE_NOTADB;
}

} // namespace ralmscope
