// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metric_table.h"
#include "parameter_table.h"

#include <string>
#include <string_view>
#include <vector>

namespace ralmscope {

// The schema, made from the parameter and metric tables, so that a new row there is a new column here.

/// Number of the newest structure this program knows (PRAGMA user_version).
inline constexpr int kSchemaVersion = 1;
/// "RLMS" (PRAGMA application_id): tells our files from other programs' databases.
inline constexpr int kApplicationId = 0x524c4d53;

/// "retrieval.nprobe" -> "retrieval_nprobe": ids as names that SQL needs no quotes for.
std::string columnName(std::string_view id);

struct ColumnDefinition
{
    std::string name;
    std::string type;
};

/// Columns of a table that come from the two tables of the model; the others belong to numbered migrations.
std::vector<ColumnDefinition> parameterColumns();
std::vector<ColumnDefinition> metricColumns();

/// Tables whose columns follow the model's tables.
struct GrowingTable
{
    std::string_view name;
    bool parameters;
    bool metrics;
};
inline constexpr GrowingTable kGrowingTables[]{
    {"results", true, true}, {"sweeps", true, false}, {"sweep_results", false, true}};

/// Statements that create every table of version 1.
std::string createTablesSql();

/// CREATE VIEW "sweep_points": one row per stored point of a sweep with every parameter and metric.
std::string sweepViewSql();
inline constexpr std::string_view kSweepView = "sweep_points";

} // namespace ralmscope
