// SPDX-License-Identifier: GPL-3.0-or-later
#include "row_cells.h"

#include "table_mapping.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace ralmscope {

const std::string& RowCells::text(std::string_view column) const
{
    return m_table.rows[m_row][static_cast<std::size_t>(m_table.column(column))];
}

double RowCells::number(std::string_view column, NumberRange range) const
{
    const std::string& cell = text(column);
    const auto value = cellNumber(cell);
    if (value && range.contains(*value))
        return *value;
    problem(column, fmt::format("\"{}\" must be {}", cell, range.text()));
    return range.minimum;
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
    const std::string& cell = text(column);
    for (std::size_t i = 0; i < allowed.size(); ++i) {
        if (allowed[i] == cell)
            return i;
    }
    problem(column, fmt::format("\"{}\" is not known; allowed: {}", cell, fmt::join(allowed, " | ")));
    return 0;
}

void RowCells::problem(std::string_view column, std::string message) const
{
    m_problems.push_back(rowProblem(m_table, m_row, column, std::move(message)));
}

} // namespace ralmscope
