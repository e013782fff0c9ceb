// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog.h"
#include "cell_pattern.h"
#include "csv_table.h"
#include "design_point.h"

#include <limits>
#include <optional>
#include <string>
#include <vector>

namespace ralmscope {

/// A parameter and the text of its value, in which {name} stands for a number captured from the cell.
struct Setting
{
    Parameter parameter = Parameter::GpuCount;
    std::string value;
};
using Settings = std::vector<Setting>;

/// What a cell that matches sets.
struct CellRule
{
    CellPattern match;
    Settings set;
};

/// How one column of a table becomes parameters: as the number of `parameter` (times `scale`), or by the first rule
/// that matches the cell.
struct ColumnMapping
{
    std::string column;
    bool optional = false; ///< a table without the column is fine
    std::optional<Parameter> parameter;
    double scale = 1.0;
    std::vector<CellRule> cells;
};

/// The row's cell in `column` matches one of the patterns, or is a number within the limits if there are no patterns.
struct Condition
{
    std::string column;
    std::vector<CellPattern> anyOf;
    double from = -std::numeric_limits<double>::infinity();
    double to = std::numeric_limits<double>::infinity();
};
using Conditions = std::vector<Condition>;

/// Sets more parameters on rows that meet all conditions.
struct RowRule
{
    Conditions when;
    Settings set;
};

/// From a row of a table to a design: the base design, then the columns in order, then the rules in order.
struct TableMapping
{
    DesignPoint base;
    std::vector<ColumnMapping> columns;
    std::vector<RowRule> rules;
};

/// The finite number that the whole cell is, if it is one.
std::optional<double> cellNumber(std::string_view cell);

/// A problem with one cell: "line 7, column K".
FileProblem rowProblem(const CsvTable& table, std::size_t row, std::string_view column, std::string message);

/// All conditions hold. A column that the table does not have does not match.
bool matches(const Conditions& conditions, const CsvTable& table, std::size_t row);

/// Columns that the mapping needs and the table lacks.
FileProblems missingColumns(const TableMapping& mapping, const CsvTable& table);

/// Design of one row. Cells that no rule matches and values that are not allowed are appended to `problems` with line,
/// column, value and what is allowed.
DesignPoint designOfRow(const TableMapping& mapping, const CsvTable& table, std::size_t row, const Catalog& catalog,
                        FileProblems& problems);

/// Applies settings; values that are not allowed give sentences in `problems`.
void applySettings(DesignPoint& design, const Settings& settings, const Captures& captures, const Catalog& catalog,
                   std::vector<std::string>& problems);

} // namespace ralmscope
