// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "csv_table.h"
#include "object_reader.h"

#include <span>
#include <string_view>
#include <vector>

namespace ralmscope {

/// Cells of one row of a table, checked. What is not allowed is appended to the problems with line, column, value and
/// what is allowed, and a harmless value is returned.
class RowCells
{
public:
    RowCells(const CsvTable& table, std::size_t row, FileProblems& problems)
        : m_table(table)
        , m_row(row)
        , m_problems(problems)
    {
    }

    /// Precondition for all: the table has the column.
    const std::string& text(std::string_view column) const;
    double number(std::string_view column, NumberRange range) const;
    /// 1 or 0.
    bool flag(std::string_view column) const;
    /// Position of the cell in `allowed`; 0 after a problem.
    std::size_t choice(std::string_view column, std::span<const std::string_view> allowed) const;
    /// Several of the same in one cell, parted by "/": "4/16/64". Never empty.
    std::vector<double> numbers(std::string_view column, NumberRange range) const;
    std::vector<std::size_t> choices(std::string_view column, std::span<const std::string_view> allowed) const;

private:
    double numberIn(std::string_view cell, std::string_view column, NumberRange range) const;
    std::size_t choiceIn(std::string_view cell, std::string_view column,
                         std::span<const std::string_view> allowed) const;
    void problem(std::string_view column, std::string message) const;

    const CsvTable& m_table;
    std::size_t m_row;
    FileProblems& m_problems;
};

/// Predictions of a table whose rows stand alone: `read` turns checked cells into a point, `evaluate` a point into the
/// outputs. All rows are read before an answer is given, up to a hundred problems.
template <typename Read, typename Evaluate>
tl::expected<std::vector<std::vector<double>>, FileProblems> predictRows(const CsvTable& table, Read read,
                                                                         Evaluate evaluate)
{
    constexpr std::size_t kMostProblems = 100;
    FileProblems problems;
    std::vector<std::vector<double>> predictions;
    for (std::size_t row = 0; row < table.rows.size() && problems.size() < kMostProblems; ++row) {
        const auto point = read(RowCells(table, row, problems));
        if (problems.empty())
            predictions.push_back(evaluate(point));
    }
    if (!problems.empty())
        return tl::unexpected(std::move(problems));
    return predictions;
}

} // namespace ralmscope
