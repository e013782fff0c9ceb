// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog.h"
#include "design_point.h"
#include "result.h"

#include <string>
#include <string_view>
#include <vector>

namespace SQLite {
class Statement;
}

namespace ralmscope {

// Designs and results as columns: how they are named, bound and read. One place, so that what is written is what is
// read.

/// "gpu_count, fpga_count, ..." in table order.
std::string parameterColumnList();
std::string metricColumnList();
/// Verdict, breakdown, binding and sources, in the order of bindOutcome().
std::string_view outcomeColumnList();
/// "?, ?, ..." for as many columns as the comma-separated list has.
std::string placeholders(std::string_view columnList);

// Each binds or reads from the given position on (from 1 when binding, from 0 when reading) and returns the next one.
// Bound texts are not copied: design and result must live, and the catalog too, until the statement has run.

/// Numbers; choice and catalog ids as text; NULL where automatic.
int bindDesign(SQLite::Statement& statement, int position, const DesignPoint& design, const Catalog& catalog);
int bindMetrics(SQLite::Statement& statement, int position, const Result& result);
int bindOutcome(SQLite::Statement& statement, int position, const Result& result);

/// Entries that the catalog does not have are named in `missing` and left at the first entry.
int readDesign(const SQLite::Statement& statement, int position, DesignPoint& design, const Catalog& catalog,
               std::vector<std::string>& missing);
int readMetrics(const SQLite::Statement& statement, int position, std::array<double, kMetricCount>& metrics);
int readOutcome(const SQLite::Statement& statement, int position, Result& result);

/// Binds one parameter's value, as bindDesign() does.
void bindValue(SQLite::Statement& statement, int position, const ParameterInfo& row, double value,
               const Catalog& catalog);

/// Resets a cached statement when a query is done or fails: an open one would hold an old state of the file.
class ResetAtEnd
{
public:
    explicit ResetAtEnd(SQLite::Statement& statement)
        : m_statement(statement)
    {
    }
    ~ResetAtEnd();
    ResetAtEnd(const ResetAtEnd&) = delete;
    ResetAtEnd& operator=(const ResetAtEnd&) = delete;

private:
    SQLite::Statement& m_statement;
};

} // namespace ralmscope
