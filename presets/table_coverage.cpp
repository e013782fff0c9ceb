// SPDX-License-Identifier: GPL-3.0-or-later
#include "table_coverage.h"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

namespace ralmscope {

namespace {

/// More kinds of rows than these are counted together.
constexpr std::size_t kMostReasons = 8;

std::string cellText(const CsvTable& table, std::size_t row, std::string_view column)
{
    const int index = table.column(column);
    return index < 0 ? std::string() : table.rows[row][static_cast<std::size_t>(index)];
}

/// Why a row does not meet a condition: "stack vLLM 2023", "heads_per_stack below 5".
std::string failure(const Condition& condition, const CsvTable& table, std::size_t row)
{
    if (table.column(condition.column) < 0)
        return fmt::format("no column {}", condition.column);
    const std::string cell = cellText(table, row, condition.column);
    if (cell.empty())
        return fmt::format("{} empty", condition.column);
    if (!condition.anyOf.empty())
        return fmt::format("{} {}", condition.column, cell);
    const auto number = cellNumber(cell);
    if (!number)
        return fmt::format("{} no number", condition.column);
    return *number < condition.from ? fmt::format("{} below {}", condition.column, condition.from)
                                    : fmt::format("{} above {}", condition.column, condition.to);
}

/// Everything in which a row differs from what a series asks for; empty if it belongs to it.
std::vector<std::string> failures(const FigureSeries& series, const CsvTable& table, std::size_t row)
{
    std::vector<std::string> found;
    for (const Condition& condition : series.when) {
        if (!matches({condition}, table, row))
            found.push_back(failure(condition, table, row));
    }
    if (found.empty() && !series.unless.empty() && matches(series.unless, table, row))
        found.push_back(fmt::format("an exception of {}", series.name));
    return found;
}

/// What keeps a row out of the nearest judged series of a column; empty if it belongs to one, or there is none.
std::string whyUnjudged(const PaperFigure& figure, const std::string& column, const CsvTable& table, std::size_t row)
{
    std::vector<std::string> nearest;
    for (const FigureSeries& series : figure.series) {
        if (series.column != column || series.kind == ComparisonKind::Informational)
            continue;
        std::vector<std::string> found = failures(series, table, row);
        if (found.empty())
            return {};
        if (nearest.empty() || found.size() < nearest.size())
            nearest = std::move(found);
    }
    std::string text;
    for (const std::string& part : nearest)
        text += (text.empty() ? "" : ", ") + part;
    return text;
}

void addNames(std::set<std::string>& names, const Conditions& conditions)
{
    for (const Condition& condition : conditions)
        names.insert(condition.column);
}

} // namespace

bool isKept(const PaperFigure& figure, const CsvTable& table, std::size_t row)
{
    return std::all_of(figure.filter.begin(), figure.filter.end(), [&](const Condition& condition) {
        return table.column(condition.column) < 0 || matches({condition}, table, row);
    });
}

std::vector<std::string> unjudgedRows(const PaperFigure& figure, const CsvTable& table,
                                      const std::vector<bool>& leftOut)
{
    std::set<std::string> columns;
    for (const FigureSeries& series : figure.series)
        columns.insert(series.column);
    std::vector<std::string> notices;
    for (const std::string& column : columns) {
        std::map<std::string, std::size_t> counts;
        for (std::size_t row = 0; row < table.rows.size(); ++row) {
            const bool counted = (row < leftOut.size() && leftOut[row]) || !isKept(figure, table, row);
            if (counted || cellText(table, row, column).empty())
                continue;
            if (const std::string why = whyUnjudged(figure, column, table, row); !why.empty())
                ++counts[why];
        }
        std::vector<std::pair<std::string, std::size_t>> sorted(counts.begin(), counts.end());
        std::stable_sort(sorted.begin(), sorted.end(),
                         [](const auto& a, const auto& b) { return a.second > b.second; });
        std::size_t others = 0;
        for (std::size_t i = 0; i < sorted.size(); ++i) {
            if (i < kMostReasons)
                notices.push_back(
                    fmt::format("{} rows not judged by {}: {}", sorted[i].second, column, sorted[i].first));
            else
                others += sorted[i].second;
        }
        if (others > 0)
            notices.push_back(fmt::format("{} rows not judged by {}: {} other reasons", others, column,
                                          sorted.size() - kMostReasons));
    }
    return notices;
}

std::vector<std::string> unusedColumns(const PaperFigure& figure, const CsvTable& table)
{
    std::set<std::string> used{"source", "note", figure.tokenColumn, figure.explanationColumn};
    used.insert(figure.averageOver.begin(), figure.averageOver.end());
    addNames(used, figure.filter);
    for (const ColumnMapping& column : figure.mapping.columns)
        used.insert(column.column);
    for (const RowRule& rule : figure.mapping.rules)
        addNames(used, rule.when);
    for (const FigureSeries& series : figure.series) {
        used.insert({series.column, series.lowColumn, series.highColumn});
        addNames(used, series.when);
        addNames(used, series.unless);
    }
    if (figure.model) {
        for (const auto& columns : {figure.model->inputs, figure.model->optional})
            used.insert(columns.begin(), columns.end());
    }
    std::vector<std::string> unused;
    std::copy_if(table.header.begin(), table.header.end(), std::back_inserter(unused),
                 [&used](const std::string& name) { return !used.contains(name); });
    return unused;
}

} // namespace ralmscope
