// SPDX-License-Identifier: GPL-3.0-or-later
#include "table_mapping.h"

#include "value_text.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include <fmt/format.h>

namespace ralmscope {

namespace {

const std::string& cellAt(const CsvTable& table, std::size_t row, int column)
{
    return table.rows[row][static_cast<std::size_t>(column)];
}

bool meets(const Condition& condition, std::string_view cell)
{
    if (condition.anyOf.empty()) {
        const auto number = cellNumber(cell);
        return number && *number >= condition.from && *number <= condition.to;
    }
    return std::any_of(condition.anyOf.begin(), condition.anyOf.end(),
                       [cell](const CellPattern& p) { return p.match(cell).has_value(); });
}

/// Number in a cell for one parameter; the row's own rules say what is allowed.
void applyNumber(DesignPoint& design, const ColumnMapping& mapping, const std::string& cell, const Catalog& catalog,
                 std::vector<std::string>& problems)
{
    std::string text = cell;
    if (mapping.scale != 1.0) {
        if (const auto number = cellNumber(cell))
            text = fmt::format("{}", *number * mapping.scale);
    }
    applySettings(design, {{*mapping.parameter, text}}, {}, catalog, problems);
}

void applyRules(DesignPoint& design, const ColumnMapping& mapping, const std::string& cell, const Catalog& catalog,
                std::vector<std::string>& problems)
{
    std::string allowed;
    for (const CellRule& rule : mapping.cells) {
        if (const auto captures = rule.match.match(cell))
            return applySettings(design, rule.set, *captures, catalog, problems);
        allowed += (allowed.empty() ? "" : " | ") + rule.match.text();
    }
    problems.push_back(fmt::format("\"{}\" is not known; allowed: {}", cell, allowed));
}

} // namespace

std::optional<double> cellNumber(std::string_view cell)
{
    double value = 0.0;
    const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
    const bool whole = error == std::errc() && end == cell.data() + cell.size();
    return whole && std::isfinite(value) ? std::optional(value) : std::nullopt;
}

FileProblem rowProblem(const CsvTable& table, std::size_t row, std::string_view column, std::string message)
{
    return {table.file, fmt::format("line {}, column {}", table.lines[row], column), std::move(message)};
}

bool matches(const Conditions& conditions, const CsvTable& table, std::size_t row)
{
    return std::all_of(conditions.begin(), conditions.end(), [&](const Condition& condition) {
        const int column = table.column(condition.column);
        return column >= 0 && meets(condition, cellAt(table, row, column));
    });
}

FileProblems missingColumns(const TableMapping& mapping, const CsvTable& table)
{
    FileProblems problems;
    for (const ColumnMapping& column : mapping.columns) {
        if (!column.optional && table.column(column.column) < 0)
            problems.push_back(missingColumn(table, column.column));
    }
    return problems;
}

DesignPoint designOfRow(const TableMapping& mapping, const CsvTable& table, std::size_t row, const Catalog& catalog,
                        FileProblems& problems)
{
    DesignPoint design = mapping.base;
    for (const ColumnMapping& column : mapping.columns) {
        const int index = table.column(column.column);
        if (index < 0)
            continue;
        std::vector<std::string> found;
        const std::string& cell = cellAt(table, row, index);
        if (column.parameter)
            applyNumber(design, column, cell, catalog, found);
        else
            applyRules(design, column, cell, catalog, found);
        for (std::string& message : found)
            problems.push_back(rowProblem(table, row, column.column, std::move(message)));
    }
    for (const RowRule& rule : mapping.rules) {
        std::vector<std::string> found;
        if (matches(rule.when, table, row))
            applySettings(design, rule.set, {}, catalog, found);
        for (std::string& message : found)
            problems.push_back({table.file, fmt::format("line {}", table.lines[row]), std::move(message)});
    }
    return design;
}

void applySettings(DesignPoint& design, const Settings& settings, const Captures& captures, const Catalog& catalog,
                   std::vector<std::string>& problems)
{
    for (const Setting& setting : settings) {
        const ParameterInfo& row = info(setting.parameter);
        std::string problem;
        const auto value = valueFromText(row, substitute(setting.value, captures), catalog, &problem);
        // Every cell speaks for its own parameters only: no automatic resets between columns.
        if (value)
            design.set(setting.parameter, *value);
        else
            problems.push_back(std::move(problem));
    }
}

} // namespace ralmscope
