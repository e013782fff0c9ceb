// SPDX-License-Identifier: GPL-3.0-or-later
#include "database.h"

#include "file_check.h"
#include "migrations.h"
#include "schema.h"
#include "sqlite_problem.h"

#include <chrono>
#include <filesystem>
#include <thread>
#include <utility>

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <SQLiteCpp/Transaction.h>
#include <fmt/format.h>
#include <sqlite3.h>

namespace ralmscope {

namespace fs = std::filesystem;

namespace {

constexpr std::chrono::seconds kBusyPatience{10};
constexpr std::string_view kInMemory = ":memory:";

/// Why a file could not be opened; only a damaged one may be set aside.
struct OpenFailure
{
    std::string message;
    bool damaged = false;
};

/// Waits for another connection in steps of a millisecond. SQLite's own handler soon sleeps a tenth of a second at a
/// time, and then a program that stores in a tight loop can starve another one until it gives up.
int waitWhileBusy(void* /*unused*/, int attempts)
{
    // Attempts stand for the time waited: on a busy machine they only take longer.
    if (attempts >= std::chrono::milliseconds(kBusyPatience).count())
        return 0;
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
    return 1;
}

/// Switching to WAL needs the file for itself for a moment and does not wait by itself.
void switchToWal(SQLite::Database& sql)
{
    for (int attempt = 0; sql.tryExec("PRAGMA journal_mode = WAL") == SQLITE_BUSY && attempt < 100; ++attempt)
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    sql.exec("PRAGMA journal_mode = WAL");
}

void configure(SQLite::Database& sql, bool readOnly)
{
    sql.exec("PRAGMA foreign_keys = ON; PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY");
    if (readOnly)
        return;
    switchToWal(sql);
    // A commit survives the death of the process; only a power cut may take the last ones, never the file. Checkpoints
    // sync the disk, so they wait for idle moments (Database::checkpoint()); this bounds the log in busy ones.
    sql.exec("PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 16384");
}

/// A connection belongs to one thread, so SQLite need not lock it on every call.
const int kOneThread = SQLite::OPEN_NOMUTEX;

std::unique_ptr<SQLite::Database> connect(const std::string& name, int flags)
{
    auto sql = std::make_unique<SQLite::Database>(name, flags | kOneThread);
    sqlite3_busy_handler(sql->getHandle(), waitWhileBusy, nullptr);
    return sql;
}

std::unique_ptr<SQLite::Database> connect(const std::string& file, const DatabaseOptions& options)
{
    // SQLite may take a name that starts like a URI for one, and "?mode=memory" in it for a wish to keep nothing.
    const std::string path = file.starts_with("file:") ? "./" + file : file;
    if (!options.readOnly)
        return connect(path, SQLite::OPEN_READWRITE | (options.create ? SQLite::OPEN_CREATE : 0));
    auto sql = connect(path, SQLite::OPEN_READONLY);
    if (sql->tryExec("SELECT count(*) FROM sqlite_schema") == SQLITE_OK)
        return sql;
    // On a read-only medium the log's index cannot be made; without a log nobody needs it.
    std::error_code error;
    if (fs::file_size(path + "-wal", error) > 0 && !error)
        return sql;
    std::string uri = "file:";
    for (const char c : fs::absolute(path).string())
        uri += (c == '?' || c == '#' || c == '%') ? fmt::format("%{:02x}", c) : std::string(1, c);
    return connect(uri + "?immutable=1", SQLite::OPEN_READONLY | SQLite::OPEN_URI);
}

tl::expected<void, std::string> checkIdentity(SQLite::Database& sql, const std::string& path, bool readOnly)
{
    // One look at one state of the file: another program may be creating its tables at this moment.
    SQLite::Transaction snapshot(sql);
    if (isForeign(sql))
        return tl::unexpected(fmt::format("{}: is a database of another program; use another file with --db", path));
    const int version = schemaVersion(sql);
    snapshot.commit();
    if (version > kSchemaVersion) {
        return tl::unexpected(
            fmt::format("{}: was written by a newer version of Ralmscope (schema {}, this one knows up to "
                        "{}); use that version, or another file with --db",
                        path, version, kSchemaVersion));
    }
    if (!readOnly && sqlite3_db_readonly(sql.getHandle(), "main") == 1) {
        return tl::unexpected(fmt::format("{}: cannot be written; check permissions of the file and its folder, or use "
                                          "another file with --db",
                                          path));
    }
    if (readOnly && version == 0)
        return tl::unexpected(fmt::format("{}: holds no results", path));
    return {};
}

tl::expected<void, std::string> checkPlace(const std::string& path, const DatabaseOptions& options)
{
    const auto there = isThere(path);
    if (!there)
        return tl::unexpected(there.error());
    if (*there)
        return {};
    if (!options.create || options.readOnly)
        return tl::unexpected(fmt::format("{}: there is no such file", path));
    const fs::path folder = fs::absolute(path).parent_path();
    if (!fs::is_directory(folder))
        return tl::unexpected(fmt::format("{}: there is no folder {}", path, folder.string()));
    return {};
}

tl::expected<std::unique_ptr<SQLite::Database>, OpenFailure>
openOnce(const std::string& path, const DatabaseOptions& options, std::vector<std::string>& notices)
{
    const bool inMemory = path == kInMemory;
    const auto damaged = [&path](std::string_view what) {
        return tl::unexpected(OpenFailure{fmt::format("{}: is damaged ({})", path, what), true});
    };
    try {
        if (!inMemory) {
            if (const auto place = checkPlace(path, options); !place)
                return tl::unexpected(OpenFailure{place.error()});
        }
        auto sql = connect(path, options);
        if (const auto identity = checkIdentity(*sql, path, options.readOnly); !identity)
            return tl::unexpected(OpenFailure{identity.error()});
        configure(*sql, options.readOnly);
        if (!inMemory && schemaVersion(*sql) > 0) {
            if (const std::string found = checkOnOpen(*sql, fs::file_size(path)); !found.empty())
                return damaged(found);
        }
        if (!options.readOnly) {
            if (const std::string backup = migrate(*sql, path); !backup.empty())
                notices.push_back(fmt::format("{}: brought up to date; the file as it was is {}", path, backup));
        }
        return sql;
    } catch (const SQLite::Exception& error) {
        if (meansDamage(error) && wasDatabase(path))
            return damaged(error.what());
        if (meansDamage(error))
            return tl::unexpected(
                OpenFailure{fmt::format("{}: is not a results database; use another file with --db", path)});
        return tl::unexpected(OpenFailure{sqliteProblem(path, error)});
    }
}

} // namespace

Database::Database(std::unique_ptr<SQLite::Database> sql, std::string path, bool readOnly,
                   std::vector<std::string> notices)
    : m_sql(std::move(sql))
    , m_path(std::move(path))
    , m_readOnly(readOnly)
    , m_notices(std::move(notices))
{
}
bool Database::isInMemory() const
{
    return m_path == kInMemory;
}

Database::Database(Database&&) noexcept = default;
Database& Database::operator=(Database&&) noexcept = default;
Database::~Database() = default;

tl::expected<Database, std::string> Database::open(const std::string& path, const DatabaseOptions& options)
{
    std::vector<std::string> notices;
    auto sql = openOnce(path, options, notices);
    if (!sql && sql.error().damaged && options.ifDamaged == IfDamaged::SetAside && !options.readOnly) {
        const auto aside = setAside(path);
        if (!aside)
            return tl::unexpected(aside.error());
        notices.push_back(
            fmt::format("{}; it was set aside as {} and a new file started", sql.error().message, aside->string()));
        sql = openOnce(path, options, notices);
    }
    if (!sql)
        return tl::unexpected(sql.error().message);
    return Database(std::move(*sql), path, options.readOnly, std::move(notices));
}

tl::expected<std::vector<std::string>, std::string> Database::verify()
{
    return guarded(m_path, [this] {
        std::vector<std::string> problems;
        for (const char* check : {"PRAGMA integrity_check", "PRAGMA foreign_key_check"}) {
            SQLite::Statement statement(*m_sql, check);
            while (statement.executeStep()) {
                const std::string text = statement.getColumn(0).getString();
                if (text != "ok")
                    problems.push_back(statement.getColumnCount() > 1 ? "a row of " + text + " refers to a missing row"
                                                                      : text);
            }
        }
        SQLite::Statement counter(*m_sql,
                                  "SELECT value, (SELECT count(*) FROM results) FROM counters WHERE name = 'results'");
        if (!counter.executeStep() || counter.getColumn(0).getInt64() != counter.getColumn(1).getInt64())
            problems.emplace_back("the row counter of table results is wrong");
        return problems;
    });
}

tl::expected<void, std::string> Database::compact()
{
    return guarded(m_path, [this] { m_sql->exec("VACUUM; PRAGMA wal_checkpoint(TRUNCATE)"); });
}

void Database::checkpoint() noexcept
{
    m_sql->tryExec("PRAGMA wal_checkpoint(PASSIVE)");
}

} // namespace ralmscope
