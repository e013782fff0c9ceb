// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

#include <tl/expected.hpp>

namespace ralmscope {

class Database;

/// Table "session": named texts that the window keeps from one start to the next.
class SessionStore
{
public:
    explicit SessionStore(Database& database)
        : m_database(&database)
    {
    }

    tl::expected<void, std::string> set(const std::string& key, const std::string& text);
    tl::expected<std::optional<std::string>, std::string> get(const std::string& key);
    tl::expected<void, std::string> remove(const std::string& key);

private:
    Database* m_database;
};

} // namespace ralmscope
