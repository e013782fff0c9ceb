// SPDX-License-Identifier: GPL-3.0-or-later
#include "sweep_store.h"

#include "database.h"
#include "provenance_store.h"
#include "result_columns.h"
#include "result_key.h"
#include "simulate.h"
#include "sqlite_problem.h"

#include <iterator>

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <SQLiteCpp/Transaction.h>
#include <fmt/format.h>

namespace ralmscope {

namespace {

constexpr std::array<std::string_view, 3> kStatusIds{"running", "interrupted", "complete"};

std::string axisColumnList()
{
    std::string text;
    for (std::size_t i = 1; i <= kMaximumSweepAxes; ++i)
        text += fmt::format("{}axis{}", i > 1 ? ", " : "", i);
    return text;
}

/// [["gpu.count",[1,2,4]],...]: what a reader of the file needs to know which points there are.
std::string axesText(const Sweep& sweep)
{
    fmt::memory_buffer text;
    auto out = std::back_inserter(text);
    text.push_back('[');
    for (const Axis& axis : sweep.axes) {
        fmt::format_to(out, "{}[\"{}\",[", &axis == sweep.axes.data() ? "" : ",", info(axis.parameter).id);
        for (std::size_t i = 0; i < axis.values.size(); ++i)
            fmt::format_to(out, "{}{}", i > 0 ? "," : "", axis.values[i]);
        fmt::format_to(out, "]]");
    }
    text.push_back(']');
    return fmt::to_string(text);
}

constexpr std::string_view kRecordColumns =
    "id, name, status, size, (SELECT ifnull(max(ordinal) + 1, 0) FROM sweep_results"
    " WHERE sweep_id = sweeps.id), created";

SweepRecord readRecord(const SQLite::Statement& statement)
{
    SweepRecord record;
    record.id = statement.getColumn(0).getInt64();
    record.name = statement.getColumn(1).getString();
    const std::string status = statement.getColumn(2).getString();
    for (std::size_t i = 0; i < kStatusIds.size(); ++i) {
        if (kStatusIds[i] == status)
            record.status = static_cast<SweepStatus>(i);
    }
    record.size = static_cast<std::uint64_t>(statement.getColumn(3).getInt64());
    record.done = static_cast<std::uint64_t>(statement.getColumn(4).getInt64());
    record.created = statement.getColumn(5).getInt64();
    return record;
}

} // namespace

std::string_view sweepStatusId(SweepStatus status)
{
    return kStatusIds[static_cast<std::size_t>(status)];
}

class SweepStore::Private
{
public:
    Private(Database& file, const Catalog& entries)
        : database(file)
        , sql(file.sql())
        , catalog(entries)
    {
    }
    template <typename Function> auto guard(Function&& function) { return guarded(database.path(), function); }

    SQLite::Statement& appendStatement();
    void bindAxes(SQLite::Statement& statement, int position, const Sweep& sweep, std::uint64_t ordinal);

    Database& database;
    SQLite::Database& sql;
    const Catalog& catalog;
    std::unique_ptr<SQLite::Statement> appendRow;
};

SQLite::Statement& SweepStore::Private::appendStatement()
{
    if (!appendRow) {
        const std::string columns =
            fmt::format("sweep_id, ordinal, {}, status, problem, {}", axisColumnList(), metricColumnList());
        // Replace: of two programs that run the same sweep both write the same rows.
        appendRow = std::make_unique<SQLite::Statement>(
            sql, fmt::format("INSERT OR REPLACE INTO sweep_results ({}) VALUES ({})", columns, placeholders(columns)));
    }
    return *appendRow;
}

void SweepStore::Private::bindAxes(SQLite::Statement& statement, int position, const Sweep& sweep,
                                   std::uint64_t ordinal)
{
    const std::vector<double> values = sweep.axisValues(ordinal);
    for (std::size_t i = 0; i < kMaximumSweepAxes; ++i, ++position) {
        if (i < values.size())
            bindValue(statement, position, info(sweep.axes[i].parameter), values[i], catalog);
        else
            statement.bind(position);
    }
}

SweepStore::SweepStore(Database& database, const Catalog& catalog)
    : d(std::make_unique<Private>(database, catalog))
{
}
SweepStore::~SweepStore() = default;
SweepStore::SweepStore(SweepStore&&) noexcept = default;

tl::expected<SweepRecord, std::string> SweepStore::begin(const Sweep& sweep, const std::string& name)
{
    if (sweep.axes.size() > kMaximumSweepAxes)
        return tl::unexpected(
            fmt::format("a sweep has {} axes: allowed 1 .. {}", sweep.axes.size(), kMaximumSweepAxes));
    double size = 1.0;
    for (const Axis& axis : sweep.axes)
        size *= static_cast<double>(axis.values.size());
    if (size < 1.0 || size > static_cast<double>(kMaximumSweepSize))
        return tl::unexpected(fmt::format("a sweep has {:.6g} points: allowed 1 .. {}", size, kMaximumSweepSize));
    return d->guard([&] {
        const std::string columns = fmt::format("key, name, status, size, model_version, provenance_id, axes, {}, {}",
                                                axisColumnList(), parameterColumnList());
        SQLite::Transaction transaction(d->sql, SQLite::TransactionBehavior::IMMEDIATE);
        SQLite::Statement add(
            d->sql,
            fmt::format("INSERT INTO sweeps ({}) VALUES ({}) RETURNING id, created", columns, placeholders(columns)));
        const ResultKey key = sweepKey(sweep, d->catalog);
        add.bind(1, key.bytes.data(), static_cast<int>(key.bytes.size()));
        add.bind(2, name);
        add.bind(3, std::string(sweepStatusId(SweepStatus::Running)));
        add.bind(4, static_cast<std::int64_t>(sweep.size()));
        add.bind(5, kModelVersion);
        add.bind(6, provenanceId(d->sql, catalogFingerprints(d->catalog)));
        add.bind(7, axesText(sweep));
        int position = 8;
        for (std::size_t i = 0; i < kMaximumSweepAxes; ++i, ++position) {
            if (i < sweep.axes.size())
                add.bind(position, std::string(info(sweep.axes[i].parameter).id));
            else
                add.bind(position);
        }
        bindDesign(add, position, sweep.base, d->catalog);
        SweepRecord record;
        record.name = name;
        record.size = sweep.size();
        if (add.executeStep()) {
            record.id = add.getColumn(0).getInt64();
            record.created = add.getColumn(1).getInt64();
        }
        add.reset();
        transaction.commit();
        return record;
    });
}

tl::expected<std::optional<SweepRecord>, std::string> SweepStore::find(const Sweep& sweep)
{
    return d->guard([&]() -> std::optional<SweepRecord> {
        SQLite::Statement statement(
            d->sql, fmt::format("SELECT {} FROM sweeps WHERE key = ? ORDER BY id DESC LIMIT 1", kRecordColumns));
        const ResultKey key = sweepKey(sweep, d->catalog);
        statement.bind(1, key.bytes.data(), static_cast<int>(key.bytes.size()));
        if (!statement.executeStep())
            return std::nullopt;
        return readRecord(statement);
    });
}

tl::expected<void, std::string> SweepStore::append(std::int64_t id, const Sweep& sweep, std::uint64_t first,
                                                   std::span<const Result> results)
{
    return d->guard([&] {
        SQLite::Statement& statement = d->appendStatement();
        SQLite::Transaction transaction(d->sql, SQLite::TransactionBehavior::IMMEDIATE);
        for (std::size_t i = 0; i < results.size(); ++i) {
            const ResetAtEnd reset(statement);
            const Verdict& verdict = results[i].verdict;
            statement.bind(1, id);
            statement.bind(2, static_cast<std::int64_t>(first + i));
            d->bindAxes(statement, 3, sweep, first + i);
            constexpr int afterAxes = 3 + static_cast<int>(kMaximumSweepAxes);
            statement.bind(afterAxes, std::string(statusId(verdict.status)));
            if (verdict.reason == Reason::None)
                statement.bind(afterAxes + 1);
            else
                statement.bind(afterAxes + 1, describe(verdict));
            bindMetrics(statement, afterAxes + 2, results[i]);
            statement.exec();
        }
        transaction.commit();
    });
}

tl::expected<void, std::string> SweepStore::finish(std::int64_t id, SweepStatus status)
{
    return d->guard([&] {
        SQLite::Transaction transaction(d->sql, SQLite::TransactionBehavior::IMMEDIATE);
        SQLite::Statement update(d->sql, "UPDATE sweeps SET status = ? WHERE id = ?");
        update.bind(1, std::string(sweepStatusId(status)));
        update.bind(2, id);
        update.exec();
        if (status == SweepStatus::Complete) {
            SQLite::Statement remove(d->sql,
                                     "DELETE FROM sweeps WHERE id < ?1 AND status <> ?2"
                                     " AND key = (SELECT key FROM sweeps WHERE id = ?1)");
            remove.bind(1, id);
            remove.bind(2, std::string(sweepStatusId(SweepStatus::Running)));
            remove.exec();
        }
        transaction.commit();
    });
}

tl::expected<std::vector<SweepRow>, std::string> SweepStore::rows(std::int64_t id, std::uint64_t first,
                                                                  std::uint64_t limit)
{
    return d->guard([&] {
        SQLite::Statement statement(d->sql,
                                    fmt::format("SELECT ordinal, status, problem, {} FROM sweep_results"
                                                " WHERE sweep_id = ? AND ordinal >= ? ORDER BY ordinal LIMIT ?",
                                                metricColumnList()));
        statement.bind(1, id);
        statement.bind(2, static_cast<std::int64_t>(first));
        statement.bind(3, static_cast<std::int64_t>(std::min(limit, kMaximumSweepSize)));
        std::vector<SweepRow> rows;
        while (statement.executeStep()) {
            SweepRow& row = rows.emplace_back();
            row.ordinal = static_cast<std::uint64_t>(statement.getColumn(0).getInt64());
            row.status = statusFromId(statement.getColumn(1).getText()).value_or(Status::Invalid);
            row.problem = statement.getColumn(2).getText();
            readMetrics(statement, 3, row.metrics);
        }
        return rows;
    });
}

tl::expected<std::vector<SweepRecord>, std::string> SweepStore::list()
{
    return d->guard([&] {
        SQLite::Statement statement(d->sql, fmt::format("SELECT {} FROM sweeps ORDER BY id DESC", kRecordColumns));
        std::vector<SweepRecord> records;
        while (statement.executeStep())
            records.push_back(readRecord(statement));
        return records;
    });
}

tl::expected<void, std::string> SweepStore::remove(std::int64_t id)
{
    return d->guard([&] {
        SQLite::Statement statement(d->sql, "DELETE FROM sweeps WHERE id = ?");
        statement.bind(1, id);
        statement.exec();
    });
}

} // namespace ralmscope
