// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema.h"

#include "sweep_store.h"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

namespace ralmscope {

namespace {

std::string_view columnType(ParameterType type)
{
    switch (type) {
    case ParameterType::Integer:
    case ParameterType::Flag:
        return "INTEGER";
    case ParameterType::Choice:
    case ParameterType::Catalog:
        return "TEXT";
    case ParameterType::Real:
        break;
    }
    return "REAL";
}

/// ", name type" for each column.
std::string declarations(const std::vector<ColumnDefinition>& columns)
{
    std::string sql;
    for (const ColumnDefinition& column : columns)
        sql += fmt::format(", {} {}", column.name, column.type);
    return sql;
}

/// ", axis1 TYPE, axis2 TYPE, ..."
std::string axisDeclarations(std::string_view type)
{
    std::string sql;
    for (std::size_t i = 1; i <= kMaximumSweepAxes; ++i)
        sql += fmt::format(", axis{} {}", i, type);
    return sql;
}

/// Value of a parameter at a point of a sweep: that of its axis, or else the base's.
std::string sweepValueSql(const ParameterInfo& row, const std::string& otherwise)
{
    std::string sql = fmt::format("CASE '{}'", row.id);
    for (std::size_t i = 1; i <= kMaximumSweepAxes; ++i)
        sql += fmt::format(" WHEN s.axis{0} THEN r.axis{0}", i);
    return sql + fmt::format(" ELSE {} END", otherwise);
}

/// The catalog parameter whose entry supplies this row's automatic value; nullptr if none does.
const ParameterInfo* supplierOf(const ParameterInfo& row)
{
    if (row.catalog == CatalogKind::None || row.type == ParameterType::Catalog)
        return nullptr;
    const auto table = parameterTable();
    const auto found = std::find_if(table.begin(), table.end(), [&row](const ParameterInfo& other) {
        return other.type == ParameterType::Catalog && other.catalog == row.catalog;
    });
    return found == table.end() ? nullptr : &*found;
}

} // namespace

std::string columnName(std::string_view id)
{
    std::string name(id);
    std::replace(name.begin(), name.end(), '.', '_');
    return name;
}

std::vector<ColumnDefinition> parameterColumns()
{
    std::vector<ColumnDefinition> columns;
    for (const ParameterInfo& row : parameterTable())
        columns.push_back({columnName(row.id), std::string(columnType(row.type))});
    return columns;
}

std::vector<ColumnDefinition> metricColumns()
{
    std::vector<ColumnDefinition> columns;
    for (const MetricInfo& row : metricTable())
        columns.push_back({columnName(row.id), "REAL"});
    return columns;
}

std::string createTablesSql()
{
    const std::string parameters = declarations(parameterColumns());
    const std::string metrics = declarations(metricColumns());
    std::string sql;
    // The catalogs that results were made with: entry ids and content hashes, as JSON.
    sql += "CREATE TABLE provenance (id INTEGER PRIMARY KEY, fingerprint TEXT NOT NULL UNIQUE,"
           " model_version INTEGER NOT NULL, catalog TEXT NOT NULL,"
           " created INTEGER NOT NULL DEFAULT (unixepoch()));";
    sql += fmt::format("CREATE TABLE results (id INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE,"
                       " model_version INTEGER NOT NULL{}{}, status TEXT NOT NULL, reason TEXT, reason_parameter TEXT,"
                       " reason_actual REAL, reason_low REAL, reason_high REAL, breakdown TEXT, binding TEXT,"
                       " binding_stage TEXT, sources TEXT, provenance_id INTEGER REFERENCES provenance(id),"
                       " created INTEGER NOT NULL);",
                       parameters, metrics);
    sql += "CREATE TABLE pins (result_id INTEGER PRIMARY KEY REFERENCES results(id), name TEXT NOT NULL,"
           " created INTEGER NOT NULL DEFAULT (unixepoch()));";
    sql += "CREATE TABLE session (key TEXT PRIMARY KEY, text TEXT NOT NULL) WITHOUT ROWID;";
    sql += "CREATE TABLE counters (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;"
           "INSERT INTO counters VALUES ('results', 0);";
    sql += fmt::format("CREATE TABLE sweeps (id INTEGER PRIMARY KEY, key BLOB NOT NULL, name TEXT NOT NULL,"
                       " status TEXT NOT NULL, size INTEGER NOT NULL, model_version INTEGER NOT NULL,"
                       " provenance_id INTEGER REFERENCES provenance(id), created INTEGER NOT NULL DEFAULT "
                       "(unixepoch()){}, axes TEXT NOT NULL"
                       "{});"
                       "CREATE INDEX sweeps_by_key ON sweeps(key);",
                       axisDeclarations("TEXT"), parameters);
    // Axis columns have no type: they hold numbers or ids, whichever the axis has.
    sql += fmt::format("CREATE TABLE sweep_results (sweep_id INTEGER NOT NULL REFERENCES sweeps(id) ON DELETE CASCADE,"
                       " ordinal INTEGER NOT NULL{}, status TEXT NOT NULL, problem TEXT{},"
                       " PRIMARY KEY (sweep_id, ordinal)) WITHOUT ROWID;",
                       axisDeclarations(""), metrics);
    return sql;
}

std::string sweepViewSql()
{
    fmt::memory_buffer sql;
    auto out = std::back_inserter(sql);
    fmt::format_to(out, "CREATE VIEW {} AS SELECT r.sweep_id, r.ordinal", kSweepView);
    for (const ParameterInfo& row : parameterTable()) {
        const std::string column = columnName(row.id);
        std::string base = "s." + column;
        // Another entry than the base's makes what the base's entry supplied automatic again.
        if (const ParameterInfo* supplier = supplierOf(row)) {
            const std::string entry = "s." + columnName(supplier->id);
            base = fmt::format("CASE WHEN {} IS {} THEN {} END", sweepValueSql(*supplier, entry), entry, base);
        }
        fmt::format_to(out, ", {} AS {}", sweepValueSql(row, base), column);
    }
    for (const MetricInfo& row : metricTable())
        fmt::format_to(out, ", r.{}", columnName(row.id));
    fmt::format_to(out,
                   ", r.status, r.problem, s.model_version FROM sweep_results r JOIN sweeps s ON s.id = r.sweep_id");
    return fmt::to_string(sql);
}

} // namespace ralmscope
