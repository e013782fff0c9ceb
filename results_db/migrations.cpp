// SPDX-License-Identifier: GPL-3.0-or-later
#include "migrations.h"

#include "backup.h"
#include "schema.h"

#include <algorithm>
#include <array>
#include <unordered_set>
#include <vector>

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <SQLiteCpp/Transaction.h>
#include <fmt/format.h>

namespace ralmscope {

namespace {

constexpr std::array<Migration, 1> kMigrations{{{1, "points, sweeps, pins, session, provenance", createTablesSql}}};
static_assert(kMigrations.back().version == kSchemaVersion);

int applicationId(SQLite::Database& sql)
{
    return sql.execAndGet("PRAGMA application_id").getInt();
}

std::unordered_set<std::string> columnsOf(SQLite::Database& sql, std::string_view table)
{
    std::unordered_set<std::string> names;
    SQLite::Statement statement(sql, fmt::format("SELECT name FROM pragma_table_info('{}')", table));
    while (statement.executeStep())
        names.insert(statement.getColumn(0).getString());
    return names;
}

/// Statements that add what the model's tables have and the file's tables have not.
std::vector<std::string> missingColumns(SQLite::Database& sql)
{
    std::vector<std::string> statements;
    for (const GrowingTable& table : kGrowingTables) {
        const std::unordered_set<std::string> present = columnsOf(sql, table.name);
        const auto add = [&](const std::vector<ColumnDefinition>& columns) {
            for (const ColumnDefinition& column : columns) {
                if (!present.contains(column.name))
                    statements.push_back(
                        fmt::format("ALTER TABLE {} ADD COLUMN {} {}", table.name, column.name, column.type));
            }
        };
        if (table.parameters)
            add(parameterColumns());
        if (table.metrics)
            add(metricColumns());
    }
    return statements;
}

bool viewIsCurrent(SQLite::Database& sql)
{
    SQLite::Statement statement(sql, "SELECT sql FROM sqlite_schema WHERE type = 'view' AND name = ?");
    statement.bind(1, std::string(kSweepView));
    return statement.executeStep() && statement.getColumn(0).getString() == sweepViewSql();
}

bool isCurrent(SQLite::Database& sql, int newest)
{
    return schemaVersion(sql) >= newest && missingColumns(sql).empty() && viewIsCurrent(sql);
}

} // namespace

std::span<const Migration> migrations()
{
    return kMigrations;
}

int schemaVersion(SQLite::Database& sql)
{
    return sql.execAndGet("PRAGMA user_version").getInt();
}

bool isForeign(SQLite::Database& sql)
{
    return applicationId(sql) != kApplicationId && sql.execAndGet("SELECT count(*) FROM sqlite_schema").getInt() > 0;
}

std::string migrate(SQLite::Database& sql, const std::string& path, std::span<const Migration> steps)
{
    const int newest = steps.back().version;
    if (isCurrent(sql, newest))
        return {};
    // Immediate: of two programs that start at the same time one migrates and the other finds it done.
    SQLite::Transaction transaction(sql, SQLite::TransactionBehavior::IMMEDIATE);
    if (isCurrent(sql, newest))
        return {};
    const int before = schemaVersion(sql);
    std::string backup;
    const std::vector<std::string> additions = before > 0 ? missingColumns(sql) : std::vector<std::string>{};
    if (before > 0 && (before < newest || !additions.empty()))
        backup = backUp(path);
    for (const Migration& step : steps) {
        if (step.version > before)
            sql.exec(step.sql());
    }
    for (const std::string& statement : missingColumns(sql))
        sql.exec(statement);
    sql.exec(fmt::format("DROP VIEW IF EXISTS {}", kSweepView));
    sql.exec(sweepViewSql());
    sql.exec(fmt::format("PRAGMA user_version = {}", newest));
    sql.exec(fmt::format("PRAGMA application_id = {}", kApplicationId));
    transaction.commit();
    return backup;
}

} // namespace ralmscope
