// SPDX-License-Identifier: GPL-3.0-or-later
#include "session_store.h"

#include "database.h"
#include "sqlite_problem.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

namespace ralmscope {

tl::expected<void, std::string> SessionStore::set(const std::string& key, const std::string& text)
{
    return guarded(m_database->path(), [&] {
        SQLite::Statement statement(m_database->sql(),
                                    "INSERT INTO session (key, text) VALUES (?, ?)"
                                    " ON CONFLICT (key) DO UPDATE SET text = excluded.text");
        statement.bind(1, key);
        statement.bind(2, text);
        statement.exec();
    });
}

tl::expected<std::optional<std::string>, std::string> SessionStore::get(const std::string& key)
{
    return guarded(m_database->path(), [&]() -> std::optional<std::string> {
        SQLite::Statement statement(m_database->sql(), "SELECT text FROM session WHERE key = ?");
        statement.bind(1, key);
        if (!statement.executeStep())
            return std::nullopt;
        return statement.getColumn(0).getString();
    });
}

tl::expected<void, std::string> SessionStore::remove(const std::string& key)
{
    return guarded(m_database->path(), [&] {
        SQLite::Statement statement(m_database->sql(), "DELETE FROM session WHERE key = ?");
        statement.bind(1, key);
        statement.exec();
    });
}

} // namespace ralmscope
