// SPDX-License-Identifier: GPL-3.0-or-later
#include "pin_store.h"

#include "database.h"
#include "sqlite_problem.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <fmt/format.h>

namespace ralmscope {

tl::expected<void, std::string> PinStore::pin(std::int64_t resultId, const std::string& name)
{
    const auto pinned = guarded(m_database->path(), [&] {
        SQLite::Statement statement(m_database->sql(),
                                    "INSERT INTO pins (result_id, name) SELECT id, ?2 FROM results"
                                    " WHERE id = ?1 ON CONFLICT (result_id) DO UPDATE SET name = excluded.name");
        statement.bind(1, resultId);
        statement.bind(2, name);
        return statement.exec();
    });
    if (!pinned)
        return tl::unexpected(pinned.error());
    if (*pinned == 0)
        return tl::unexpected(fmt::format("{}: there is no stored result {}", m_database->path(), resultId));
    return {};
}

tl::expected<void, std::string> PinStore::unpin(std::int64_t resultId)
{
    return guarded(m_database->path(), [&] {
        SQLite::Statement statement(m_database->sql(), "DELETE FROM pins WHERE result_id = ?");
        statement.bind(1, resultId);
        statement.exec();
    });
}

} // namespace ralmscope
