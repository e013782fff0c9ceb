// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

#include <tl/expected.hpp>

namespace ralmscope {

class Database;

/// Table "pins": results that the user keeps. A pinned row is never evicted.
class PinStore
{
public:
    explicit PinStore(Database& database)
        : m_database(&database)
    {
    }

    /// Pins a stored row, or renames its pin. Error: no such row.
    tl::expected<void, std::string> pin(std::int64_t resultId, const std::string& name);
    /// Not an error if it was not pinned.
    tl::expected<void, std::string> unpin(std::int64_t resultId);

private:
    Database* m_database;
};

} // namespace ralmscope
