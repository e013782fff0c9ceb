// SPDX-License-Identifier: GPL-3.0-or-later
#include "row_cells.h"

#include "table_mapping.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace ralmscope {

namespace {

std::vector<std::string_view> parts(std::string_view cell)
{
    std::vector<std::string_view> found;
    for (std::size_t slash = cell.find('/'); slash != std::string_view::npos; slash = cell.find('/')) {
        found.push_back(cell.substr(0, slash));
        cell.remove_prefix(slash + 1);
    }
    found.push_back(cell);
    return found;
}

} // namespace

const std::string& RowCells::text(std::string_view column) const
{
    return m_table.rows[m_row][static_cast<std::size_t>(m_table.column(column))];
}

double RowCells::number(std::string_view column, NumberRange range) const
{
    return numberIn(text(column), column, range);
}

double RowCells::numberIn(std::string_view cell, std::string_view column, NumberRange range) const
{
    const auto value = cellNumber(cell);
    if (value && range.contains(*value))
        return *value;
    problem(column, fmt::format("\"{}\" must be {}", cell, range.text()));
    return range.minimum;
}

std::vector<double> RowCells::numbers(std::string_view column, NumberRange range) const
{
    std::vector<double> values;
    for (const std::string_view part : parts(text(column)))
        values.push_back(numberIn(part, column, range));
    return values;
}

bool RowCells::flag(std::string_view column) const
{
    const std::string& cell = text(column);
    if (cell != "0" && cell != "1")
        problem(column, fmt::format("\"{}\" must be 0 or 1", cell));
    return cell == "1";
}

std::size_t RowCells::choice(std::string_view column, std::span<const std::string_view> allowed) const
{
    return choiceIn(text(column), column, allowed);
}

std::size_t RowCells::choiceIn(std::string_view cell, std::string_view column,
                               std::span<const std::string_view> allowed) const
{
    for (std::size_t i = 0; i < allowed.size(); ++i) {
        if (allowed[i] == cell)
            return i;
    }
    problem(column, fmt::format("\"{}\" is not known; allowed: {}", cell, fmt::join(allowed, " | ")));
    return 0;
}

std::vector<std::size_t> RowCells::choices(std::string_view column, std::span<const std::string_view> allowed) const
{
    std::vector<std::size_t> values;
    for (const std::string_view part : parts(text(column)))
        values.push_back(choiceIn(part, column, allowed));
    return values;
}

void RowCells::problem(std::string_view column, std::string message) const
{
    m_problems.push_back(rowProblem(m_table, m_row, column, std::move(message)));
}

} // namespace ralmscope
