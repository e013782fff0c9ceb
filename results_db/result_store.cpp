// SPDX-License-Identifier: GPL-3.0-or-later
#include "result_store.h"

#include "database.h"
#include "provenance_store.h"
#include "result_columns.h"
#include "schema.h"
#include "simulate.h"
#include "sqlite_problem.h"

#include <algorithm>
#include <chrono>
#include <limits>

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <SQLiteCpp/Transaction.h>
#include <fmt/format.h>

namespace ralmscope {

namespace {

std::int64_t secondsNow()
{
    return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch())
        .count();
}

void bindKey(SQLite::Statement& statement, int position, const ResultKey& key)
{
    statement.bindNoCopy(position, key.bytes.data(), static_cast<int>(key.bytes.size()));
}

std::string columnOf(const RowQuery& query)
{
    if (const auto* parameter = std::get_if<Parameter>(&query.sortBy))
        return columnName(info(*parameter).id);
    if (const auto* metric = std::get_if<Metric>(&query.sortBy))
        return columnName(info(*metric).id);
    return "id";
}

} // namespace

class ResultStore::Private
{
public:
    Private(Database& file, const Catalog& entries, std::uint64_t limit)
        : database(file)
        , sql(file.sql())
        , catalog(entries)
        , rowLimit(limit)
        , fingerprints(catalogFingerprints(entries))
    {
    }

    /// Prepared on first use, so that making a store never fails.
    SQLite::Statement& cached(std::unique_ptr<SQLite::Statement>& slot, const char* (Private::*text)())
    {
        if (!slot)
            slot = std::make_unique<SQLite::Statement>(sql, (this->*text)());
        return *slot;
    }

    template <typename Function> auto guard(Function&& function) { return guarded(database.path(), function); }

    std::uint64_t count();
    /// Removes the oldest rows that are not pinned and not younger than `youngest`.
    std::uint64_t evict(std::uint64_t rows, std::int64_t youngest);
    void addToCount(std::int64_t change);
    void bind(SQLite::Statement& statement, const NewRow& row, std::int64_t provenance, std::int64_t now);
    std::vector<std::int64_t> ids(const RowQuery& query);
    std::optional<StoredRow> row(std::int64_t id);

    const char* findText();
    const char* insertText();
    const char* rowText();

    Database& database;
    SQLite::Database& sql;
    const Catalog& catalog;
    std::uint64_t rowLimit;
    std::string fingerprints;
    std::string buffer; ///< text of the statement being prepared
    std::unique_ptr<SQLite::Statement> findByKey;
    std::unique_ptr<SQLite::Statement> insertRow;
    std::unique_ptr<SQLite::Statement> readRow;
    std::unique_ptr<SQLite::Statement> readCount;
};

const char* ResultStore::Private::findText()
{
    buffer = fmt::format("SELECT {}, {} FROM results WHERE key = ?", metricColumnList(), outcomeColumnList());
    return buffer.c_str();
}

const char* ResultStore::Private::insertText()
{
    const std::string columns = fmt::format("key, model_version, provenance_id, created, {}, {}, {}",
                                            parameterColumnList(), metricColumnList(), outcomeColumnList());
    buffer = fmt::format("INSERT INTO results ({}) VALUES ({}) ON CONFLICT (key) DO NOTHING", columns,
                         placeholders(columns));
    return buffer.c_str();
}

const char* ResultStore::Private::rowText()
{
    buffer = fmt::format("SELECT id, results.created, model_version, pins.name, {}, {}, {} FROM results"
                         " LEFT JOIN pins ON pins.result_id = results.id WHERE id = ?",
                         parameterColumnList(), metricColumnList(), outcomeColumnList());
    return buffer.c_str();
}

std::uint64_t ResultStore::Private::count()
{
    if (!readCount)
        readCount = std::make_unique<SQLite::Statement>(sql, "SELECT value FROM counters WHERE name = 'results'");
    const ResetAtEnd reset(*readCount);
    return readCount->executeStep()
        ? static_cast<std::uint64_t>(std::max<std::int64_t>(0, readCount->getColumn(0).getInt64()))
        : 0;
}

void ResultStore::Private::addToCount(std::int64_t change)
{
    if (change == 0)
        return;
    SQLite::Statement update(sql, "UPDATE counters SET value = value + ? WHERE name = 'results'");
    update.bind(1, change);
    update.exec();
}

std::uint64_t ResultStore::Private::evict(std::uint64_t rows, std::int64_t youngest)
{
    SQLite::Statement remove(sql,
                             "DELETE FROM results WHERE id IN (SELECT id FROM results WHERE id <= ? AND id NOT IN"
                             " (SELECT result_id FROM pins) ORDER BY id LIMIT ?)");
    remove.bind(1, youngest);
    remove.bind(2, static_cast<std::int64_t>(rows));
    const int removed = remove.exec();
    addToCount(-removed);
    return static_cast<std::uint64_t>(removed);
}

void ResultStore::Private::bind(SQLite::Statement& statement, const NewRow& row, std::int64_t provenance,
                                std::int64_t now)
{
    bindKey(statement, 1, row.key);
    statement.bind(2, kModelVersion);
    statement.bind(3, provenance);
    statement.bind(4, now);
    int position = bindDesign(statement, 5, row.design, catalog);
    position = bindMetrics(statement, position, row.result);
    bindOutcome(statement, position, row.result);
}

std::vector<std::int64_t> ResultStore::Private::ids(const RowQuery& query)
{
    const std::string column = columnOf(query);
    std::string condition;
    if (query.pinnedOnly)
        condition = "AND id IN (SELECT result_id FROM pins)";
    else if (column != "id")
        condition = fmt::format("AND id IN (SELECT id FROM results ORDER BY id DESC LIMIT {})", query.window);
    SQLite::Statement statement(
        sql,
        fmt::format("SELECT id FROM results WHERE id < ? {} ORDER BY {}{} {}, id DESC LIMIT ? OFFSET ?", condition,
                    column == "id" ? "" : column + " IS NULL, ", column, query.descending ? "DESC" : "ASC"));
    const auto signedLimit = static_cast<std::int64_t>(std::min<std::uint64_t>(query.limit, 1'000'000));
    statement.bind(1, query.olderThan);
    statement.bind(2, signedLimit);
    statement.bind(3, static_cast<std::int64_t>(query.offset));
    std::vector<std::int64_t> found;
    while (statement.executeStep())
        found.push_back(statement.getColumn(0).getInt64());
    return found;
}

std::optional<StoredRow> ResultStore::Private::row(std::int64_t id)
{
    SQLite::Statement& statement = cached(readRow, &Private::rowText);
    const ResetAtEnd reset(statement);
    statement.bind(1, id);
    if (!statement.executeStep())
        return std::nullopt;
    StoredRow stored;
    stored.id = statement.getColumn(0).getInt64();
    stored.created = statement.getColumn(1).getInt64();
    stored.modelVersion = statement.getColumn(2).getInt();
    if (!statement.getColumn(3).isNull())
        stored.pin = statement.getColumn(3).getString();
    int position = readDesign(statement, 4, stored.design, catalog, stored.missingEntries);
    position = readMetrics(statement, position, stored.result.metrics);
    readOutcome(statement, position, stored.result);
    return stored;
}

ResultStore::ResultStore(Database& database, const Catalog& catalog, std::uint64_t rowLimit)
    : d(std::make_unique<Private>(database, catalog, rowLimit))
{
}
ResultStore::~ResultStore() = default;
ResultStore::ResultStore(ResultStore&&) noexcept = default;

tl::expected<std::vector<std::optional<Result>>, std::string> ResultStore::find(std::span<const ResultKey> keys)
{
    return d->guard([&] {
        std::vector<std::optional<Result>> found(keys.size());
        SQLite::Statement& statement = d->cached(d->findByKey, &Private::findText);
        SQLite::Transaction snapshot(d->sql); // one lock for all look-ups instead of one each
        for (std::size_t i = 0; i < keys.size(); ++i) {
            const ResetAtEnd reset(statement);
            bindKey(statement, 1, keys[i]);
            if (statement.executeStep())
                readOutcome(statement, readMetrics(statement, 0, found[i].emplace().metrics), *found[i]);
        }
        snapshot.commit();
        return found;
    });
}

tl::expected<std::size_t, std::string> ResultStore::insert(std::span<const NewRow> rows)
{
    return d->guard([&] {
        std::size_t added = 0;
        if (rows.empty())
            return added;
        SQLite::Statement& statement = d->cached(d->insertRow, &Private::insertText);
        SQLite::Transaction transaction(d->sql, SQLite::TransactionBehavior::IMMEDIATE);
        const std::int64_t provenance = provenanceId(d->sql, d->fingerprints);
        const std::int64_t now = secondsNow();
        const std::int64_t newestBefore = d->sql.execAndGet("SELECT ifnull(max(id), 0) FROM results").getInt64();
        for (const NewRow& row : rows) {
            const ResetAtEnd reset(statement);
            d->bind(statement, row, provenance, now);
            added += static_cast<std::size_t>(statement.exec());
        }
        d->addToCount(static_cast<std::int64_t>(added));
        // At most twice what came in, so that no single tick pays for a large excess; never what came in itself.
        if (const std::uint64_t total = d->count(); total > d->rowLimit)
            d->evict(std::min<std::uint64_t>(total - d->rowLimit, 2 * added), newestBefore);
        transaction.commit();
        return added;
    });
}

tl::expected<std::uint64_t, std::string> ResultStore::count()
{
    return d->guard([&] { return d->count(); });
}

tl::expected<std::vector<StoredRow>, std::string> ResultStore::rows(const RowQuery& query)
{
    return d->guard([&] {
        std::vector<StoredRow> found;
        SQLite::Transaction snapshot(d->sql);
        for (const std::int64_t id : d->ids(query)) {
            if (auto stored = d->row(id))
                found.push_back(std::move(*stored));
        }
        snapshot.commit();
        return found;
    });
}

tl::expected<std::optional<StoredRow>, std::string> ResultStore::row(std::int64_t id)
{
    return d->guard([&] { return d->row(id); });
}

tl::expected<std::optional<std::int64_t>, std::string> ResultStore::idOf(const ResultKey& key)
{
    return d->guard([&]() -> std::optional<std::int64_t> {
        SQLite::Statement statement(d->sql, "SELECT id FROM results WHERE key = ?");
        bindKey(statement, 1, key);
        if (!statement.executeStep())
            return std::nullopt;
        return statement.getColumn(0).getInt64();
    });
}

tl::expected<std::uint64_t, std::string> ResultStore::prune(std::uint64_t keep)
{
    return d->guard([&] {
        SQLite::Transaction transaction(d->sql, SQLite::TransactionBehavior::IMMEDIATE);
        const std::uint64_t total = d->count();
        const std::uint64_t removed =
            total > keep ? d->evict(total - keep, std::numeric_limits<std::int64_t>::max()) : 0;
        transaction.commit();
        return removed;
    });
}

} // namespace ralmscope
