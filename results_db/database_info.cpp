// SPDX-License-Identifier: GPL-3.0-or-later
#include "database_info.h"

#include "database.h"
#include "migrations.h"
#include "simulate.h"
#include "sqlite_problem.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

namespace ralmscope {

tl::expected<DatabaseInfo, std::string> databaseInfo(Database& database)
{
    return guarded(database.path(), [&] {
        SQLite::Database& sql = database.sql();
        const auto number = [&sql](const char* query) {
            return static_cast<std::uint64_t>(sql.execAndGet(query).getInt64());
        };
        DatabaseInfo info;
        info.schema = schemaVersion(sql);
        info.bytes = number("PRAGMA page_count") * number("PRAGMA page_size");
        info.results = number("SELECT count(*) FROM results");
        info.pinned = number("SELECT count(*) FROM pins");
        info.catalogs = number("SELECT count(*) FROM provenance");
        SQLite::Statement current(sql, "SELECT count(*) FROM results WHERE model_version = ?");
        current.bind(1, kModelVersion);
        if (current.executeStep())
            info.currentResults = static_cast<std::uint64_t>(current.getColumn(0).getInt64());
        return info;
    });
}

} // namespace ralmscope
