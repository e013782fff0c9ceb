// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <vector>

#include <tl/expected.hpp>

namespace SQLite {
class Database;
}

namespace ralmscope {

/// What to do with a file that is damaged: a session goes on with a new file, a tool only reports.
enum class IfDamaged
{
    SetAside,
    Refuse
};

struct DatabaseOptions
{
    IfDamaged ifDamaged = IfDamaged::SetAside;
    bool readOnly = false; ///< for looking at a file: nothing is written, not even on a read-only medium
    bool create = true; ///< a missing file is an error otherwise
};

/// One connection to a results file, with the current schema. Belongs to one thread: open another one, on the same
/// path, for another thread. Several threads and processes may use one file at the same time.
class Database
{
public:
    /// Opens or creates `path` (":memory:" allowed): WAL, synchronous NORMAL, older schemas migrated after a backup.
    /// A damaged file is renamed to "<path>.damaged-<n>" and a new one started; notices() says so. Errors name the file
    /// and what to do: newer schema, not a results file, not writable, missing folder.
    static tl::expected<Database, std::string> open(const std::string& path, const DatabaseOptions& options = {});

    Database(Database&&) noexcept;
    Database& operator=(Database&&) noexcept;
    ~Database();

    const std::string& path() const { return m_path; }
    bool isReadOnly() const { return m_readOnly; }
    /// Nothing of it is left when it is closed.
    bool isInMemory() const;
    /// What happened on opening that the user should know: file set aside, backup made. Empty normally.
    const std::vector<std::string>& notices() const { return m_notices; }

    /// Reads every page of the file; the problems found, none if it is sound. Takes seconds on a large file.
    tl::expected<std::vector<std::string>, std::string> verify();

    /// Moves the write-ahead log into the main file. Commits never wait for this while the log is small, so call it
    /// when idle, from the thread of this connection.
    void checkpoint() noexcept;

    /// Gives the space of removed rows back to the disk. Rewrites the file: takes seconds on a large one.
    tl::expected<void, std::string> compact();

    /// For the stores of this folder.
    SQLite::Database& sql() { return *m_sql; }

private:
    Database(std::unique_ptr<SQLite::Database> sql, std::string path, bool readOnly, std::vector<std::string> notices);

    std::unique_ptr<SQLite::Database> m_sql;
    std::string m_path;
    bool m_readOnly = false;
    std::vector<std::string> m_notices;
};

} // namespace ralmscope
