// SPDX-License-Identifier: GPL-3.0-or-later
#include "paper_points.h"

#include "object_reader.h"
#include "table_coverage.h"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace ralmscope {

namespace {

constexpr std::size_t kMostProblems = 100;

/// Turns the rows of one table into points.
class PointReader
{
public:
    PointReader(const PaperFigure& figure, const Catalog& catalog, const CsvTable& table)
        : m_figure(figure)
        , m_catalog(catalog)
        , m_table(table)
    {
    }

    tl::expected<PaperPoints, FileProblems> read()
    {
        checkColumns();
        std::size_t excluded = 0;
        for (std::size_t row = 0; row < m_table.rows.size() && m_problems.size() < kMostProblems; ++row) {
            if (isKept(m_figure, m_table, row))
                readRow(row);
            else
                ++excluded;
        }
        if (excluded > 0)
            m_result.notices.push_back(
                fmt::format("{} of {} rows left out: {}", excluded, m_table.rows.size(), filterText()));
        if (!m_problems.empty())
            return tl::unexpected(std::move(m_problems));
        countMissing();
        for (PaperPoint& point : m_result.points)
            finishAverage(point);
        return std::move(m_result);
    }

private:
    void checkColumns()
    {
        m_problems =
            m_figure.model ? m_figure.model->missingColumns(m_table) : missingColumns(m_figure.mapping, m_table);
        std::set<std::string> missing;
        std::set<std::string> present;
        for (const FigureSeries& series : m_figure.series)
            (m_table.column(series.column) < 0 ? missing : present).insert(series.column);
        if (present.empty())
            m_problems.push_back(
                {m_table.file, "", fmt::format("no measured column; known: {}", fmt::join(missing, ", "))});
        else if (!missing.empty())
            m_result.notices.push_back(fmt::format("not compared, no such column: {}", fmt::join(missing, ", ")));
    }

    /// Models that remark on rows count them themselves.
    void countMissing()
    {
        if (m_figure.model && m_figure.model->remarks)
            return;
        if (m_empty > 0)
            m_result.notices.push_back(
                fmt::format("{} of {} rows hold no measured value", m_empty, m_table.rows.size()));
        for (const auto& [column, rows] : m_zeros)
            m_result.notices.push_back(fmt::format(
                "{} values of {} are 0: not compared, no error is relative to nothing", rows.size(), column));
    }

    std::string filterText() const
    {
        std::string text;
        for (const Condition& condition : m_figure.filter) {
            text += fmt::format("{}{} is not ", text.empty() ? "" : ", or ", condition.column);
            if (condition.anyOf.empty())
                text += fmt::format("{} .. {}", condition.from, condition.to);
            for (std::size_t i = 0; i < condition.anyOf.size(); ++i)
                text += (i > 0 ? " or " : "") + condition.anyOf[i].text();
        }
        return text;
    }

    std::string cell(std::size_t row, std::string_view column) const
    {
        const int index = m_table.column(column);
        return index < 0 ? std::string() : m_table.rows[row][static_cast<std::size_t>(index)];
    }

    /// A number of the row in SI units; nothing for an empty cell or a missing column; text and zeros are problems.
    std::optional<double> number(std::size_t row, const std::string& column, const FigureSeries& series)
    {
        const std::string text = cell(row, column);
        if (text.empty())
            return std::nullopt;
        const auto value = cellNumber(text);
        if (value && *value == 0.0 && m_figure.model && !series.tolerance.absolute) {
            m_zeros[column].insert(row);
            return std::nullopt; // instruments that gave no reading; there is no error relative to nothing
        }
        const bool good = value && (*value > 0.0 || (*value == 0.0 && series.tolerance.absolute));
        if (good)
            return *value * series.scale;
        numberProblem(row, column, text);
        return std::nullopt;
    }

    /// Several series may read the same cell: it is reported once.
    void numberProblem(std::size_t row, const std::string& column, const std::string& text)
    {
        if (m_badCells.insert({row, column}).second)
            m_problems.push_back(
                rowProblem(m_table, row, column, fmt::format("\"{}\" must be a number above 0, or empty", text)));
    }

    /// Cells of measured columns must be sound also where no series asks for them.
    void checkMeasured(std::size_t row)
    {
        for (const FigureSeries& series : m_figure.series) {
            const std::string text = cell(row, series.column);
            const auto value = cellNumber(text);
            if (!text.empty() && (!value || *value < 0.0))
                numberProblem(row, series.column, text);
        }
    }

    void readRow(std::size_t row)
    {
        const std::size_t before = m_problems.size();
        checkMeasured(row);
        const DesignPoint design = designOfRow(m_figure.mapping, m_table, row, m_catalog, m_problems);
        if (m_problems.size() != before)
            return;
        bool asked = false;
        bool answered = false;
        for (std::size_t i = 0; i < m_figure.series.size(); ++i) {
            const FigureSeries& series = m_figure.series[i];
            const bool excepted = !series.unless.empty() && matches(series.unless, m_table, row);
            if (excepted || !matches(series.when, m_table, row))
                continue;
            asked = true;
            const auto measured = number(row, series.column, series);
            answered = answered || measured;
            if (measured)
                addPoint(row, i, design, *measured);
        }
        if (asked && !answered && m_problems.size() == before)
            ++m_empty;
    }

    void addPoint(std::size_t row, std::size_t seriesIndex, const DesignPoint& design, double measured)
    {
        const FigureSeries& series = m_figure.series[seriesIndex];
        PaperPoint point;
        point.series = seriesIndex;
        point.rows = {row};
        point.metric = series.metric;
        point.label = series.label;
        point.unit = series.over ? std::string("x") : series.unit;
        if (m_figure.model)
            point.output = m_figure.model->output(series.quantity);
        point.measured = measured;
        point.low = number(row, series.lowColumn, series).value_or(point.low);
        point.high = number(row, series.highColumn, series).value_or(point.high);
        point.design = withSettings(row, design, series.set);
        if (series.over)
            point.over = withSettings(row, design, *series.over);
        if (!m_figure.tokenColumn.empty())
            point.token = tokenOf(row);
        if (!m_figure.averageOver.empty() && joinsAverage(point, row))
            return;
        point.note = noteOf(row);
        point.explanation = cell(row, m_figure.explanationColumn);
        m_result.points.push_back(std::move(point));
    }

    DesignPoint withSettings(std::size_t row, DesignPoint design, const Settings& settings)
    {
        std::vector<std::string> problems;
        applySettings(design, settings, {}, m_catalog, problems);
        for (std::string& problem : problems)
            m_problems.push_back({m_table.file, fmt::format("line {}", m_table.lines[row]), std::move(problem)});
        return design;
    }

    int tokenOf(std::size_t row)
    {
        const auto value = cellNumber(cell(row, m_figure.tokenColumn));
        if (value && NumberRange{0, 1e6, true}.contains(*value))
            return static_cast<int>(*value);
        m_problems.push_back(rowProblem(m_table, row, m_figure.tokenColumn, "must be a whole number 0 .. 1000000"));
        return -1;
    }

    /// Whether the row is a further run of a point that is there already; collects its value then.
    bool joinsAverage(const PaperPoint& point, std::size_t row)
    {
        std::string key = fmt::format("{}", point.series);
        for (const std::string& name : m_table.header) {
            if (isMappedColumn(name))
                key += '\x1f' + cell(row, name);
        }
        const auto [found, isNew] = m_groups.try_emplace(key, m_result.points.size());
        m_runs[found->second].push_back(point.measured);
        if (!isNew)
            m_result.points[found->second].rows.push_back(row);
        return !isNew;
    }

    bool isMappedColumn(const std::string& name) const
    {
        const auto& columns = m_figure.mapping.columns;
        const auto& averaged = m_figure.averageOver;
        return std::any_of(columns.begin(), columns.end(), [&](const ColumnMapping& c) { return c.column == name; })
            && std::find(averaged.begin(), averaged.end(), name) == averaged.end();
    }

    void finishAverage(PaperPoint& point) const
    {
        const auto found = m_runs.find(static_cast<std::size_t>(&point - m_result.points.data()));
        if (found == m_runs.end() || found->second.size() < 2)
            return;
        const std::vector<double>& runs = found->second;
        double sum = 0.0;
        for (const double run : runs)
            sum += run;
        point.measured = sum / static_cast<double>(runs.size());
        point.low = *std::min_element(runs.begin(), runs.end());
        point.high = *std::max_element(runs.begin(), runs.end());
        point.note += fmt::format(" (mean of {} runs)", runs.size());
    }

    std::string noteOf(std::size_t row) const
    {
        std::string note = m_figure.title + ": ";
        bool first = true;
        const auto add = [&](std::string_view column) {
            if (m_table.column(column) < 0 || cell(row, column).empty())
                return;
            note += fmt::format("{}{} {}", first ? "" : ", ", column, cell(row, column));
            first = false;
        };
        for (const ColumnMapping& column : m_figure.mapping.columns)
            add(column.column);
        if (m_figure.model) {
            std::for_each(m_figure.model->inputs.begin(), m_figure.model->inputs.end(), add);
            add("source");
        }
        return note;
    }

    const PaperFigure& m_figure;
    const Catalog& m_catalog;
    const CsvTable& m_table;
    PaperPoints m_result;
    FileProblems m_problems;
    std::set<std::pair<std::size_t, std::string>> m_badCells;
    std::size_t m_empty = 0;
    std::map<std::string, std::set<std::size_t>> m_zeros; ///< rows by column
    std::map<std::string, std::size_t> m_groups;
    std::map<std::size_t, std::vector<double>> m_runs;
};

} // namespace

tl::expected<PaperPoints, FileProblems> paperPoints(const PaperFigure& figure, const Catalog& catalog,
                                                    const CsvTable* replacement)
{
    return PointReader(figure, catalog, replacement ? *replacement : figure.table).read();
}

std::vector<TokenSeries> tokenSeries(const PaperFigure& figure, const Catalog& catalog)
{
    std::vector<TokenSeries> sequences;
    if (figure.tokenColumn.empty())
        return sequences;
    auto points = paperPoints(figure, catalog);
    if (!points)
        return sequences;
    std::stable_sort(points->points.begin(), points->points.end(),
                     [](const PaperPoint& a, const PaperPoint& b) { return a.token < b.token; });
    for (const PaperPoint& point : points->points) {
        auto found = std::find_if(sequences.begin(), sequences.end(),
                                  [&point](const TokenSeries& s) { return s.design == point.design; });
        if (found == sequences.end())
            found = sequences.insert(sequences.end(), {point.design, {}, {}, point.note});
        found->tokens.push_back(point.token);
        found->seconds.push_back(point.measured);
    }
    return sequences;
}

} // namespace ralmscope
