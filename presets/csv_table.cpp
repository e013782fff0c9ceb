// SPDX-License-Identifier: GPL-3.0-or-later
#include "csv_table.h"

#include <algorithm>
#include <cctype>

#include <fmt/format.h>

namespace ralmscope {

namespace {

constexpr std::size_t kMostProblems = 50;

/// Splits text into records of cells; keeps track of lines.
class CsvScanner
{
public:
    explicit CsvScanner(std::string_view text)
        : m_rest(text)
    {
        if (m_rest.starts_with("\xEF\xBB\xBF"))
            m_rest.remove_prefix(3);
    }

    bool atEnd() const { return m_rest.empty(); }
    bool atEmptyLine() const { return atLineEnd(); }
    std::size_t line() const { return m_line; }

    /// Cells of the next record. `problem` is set if a quote is out of place.
    std::vector<std::string> record(std::string& problem)
    {
        std::vector<std::string> cells;
        for (;;) {
            cells.push_back(m_rest.starts_with('"') ? quoted(problem) : plain());
            if (m_rest.starts_with(',')) {
                m_rest.remove_prefix(1);
                continue;
            }
            if (!m_rest.empty() && !atLineEnd()) {
                problem = "text after a closing quote";
                plain();
                continue;
            }
            skipLineEnd();
            return cells;
        }
    }

private:
    bool atLineEnd() const { return m_rest.starts_with('\n') || m_rest.starts_with("\r\n"); }

    void skipLineEnd()
    {
        if (m_rest.empty())
            return;
        m_rest.remove_prefix(m_rest.front() == '\r' ? 2 : 1);
        ++m_line;
    }

    std::string plain()
    {
        std::size_t end = 0;
        while (end < m_rest.size() && m_rest[end] != ',' && m_rest[end] != '\n')
            ++end;
        std::string_view cell = m_rest.substr(0, end);
        if (cell.ends_with('\r') && end < m_rest.size() && m_rest[end] == '\n')
            cell.remove_suffix(1);
        m_rest.remove_prefix(cell.size());
        return std::string(cell);
    }

    std::string quoted(std::string& problem)
    {
        std::string cell;
        m_rest.remove_prefix(1);
        while (!m_rest.empty()) {
            const char c = m_rest.front();
            m_rest.remove_prefix(1);
            if (c == '"') {
                if (!m_rest.starts_with('"'))
                    return cell;
                m_rest.remove_prefix(1);
            }
            if (c == '\n')
                ++m_line;
            cell += c;
        }
        problem = "a quote is not closed";
        return cell;
    }

    std::string_view m_rest;
    std::size_t m_line = 1;
};

std::string lineText(std::size_t line)
{
    return fmt::format("line {}", line);
}

void checkHeader(const CsvTable& table, std::size_t line, FileProblems& problems)
{
    for (std::size_t i = 0; i < table.header.size(); ++i) {
        const std::string& name = table.header[i];
        const auto end = table.header.begin() + static_cast<std::ptrdiff_t>(i);
        if (name.empty())
            problems.push_back({table.file, lineText(line), fmt::format("column {} has no name", i + 1)});
        else if (std::find(table.header.begin(), end, name) != end)
            problems.push_back({table.file, lineText(line), fmt::format("column {} stands twice", name)});
    }
    if (table.header.size() == 1 && table.header.front().find_first_of(";\t") != std::string::npos)
        problems.push_back({table.file, lineText(line), "columns must be parted by commas, not semicolons or tabs"});
}

/// Letters and digits in lower case: names that differ in the rest only are the same to people.
std::string plainName(std::string_view name)
{
    std::string plain;
    for (const char c : name) {
        const auto letter = static_cast<unsigned char>(c);
        if (std::isalnum(letter) != 0)
            plain += static_cast<char>(std::tolower(letter));
    }
    return plain;
}

} // namespace

int CsvTable::column(std::string_view name) const
{
    const auto found = std::find(header.begin(), header.end(), name);
    return found == header.end() ? -1 : static_cast<int>(found - header.begin());
}

tl::expected<CsvTable, FileProblems> parseCsv(std::string_view text, const std::string& file)
{
    CsvTable table;
    table.file = file;
    if (text.find('\0') != std::string_view::npos || text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF"))
        return tl::unexpected(FileProblems{{file, "", "is no text in UTF-8; a CSV file in UTF-8 is needed"}});
    FileProblems problems;
    CsvScanner scanner(text);
    bool haveHeader = false;
    while (!scanner.atEnd() && problems.size() < kMostProblems) {
        const std::size_t line = scanner.line();
        std::string problem;
        const bool empty = scanner.atEmptyLine(); // "" is a row with one empty cell
        std::vector<std::string> cells = scanner.record(problem);
        if (!problem.empty())
            problems.push_back({file, lineText(line), problem});
        if (empty)
            continue;
        if (!haveHeader) {
            table.header = std::move(cells);
            checkHeader(table, line, problems);
            haveHeader = true;
        } else if (cells.size() != table.header.size()) {
            problems.push_back({file, lineText(line),
                                fmt::format("{} cells, the header has {} columns", cells.size(), table.header.size())});
        } else {
            table.rows.push_back(std::move(cells));
            table.lines.push_back(line);
        }
    }
    if (!haveHeader && problems.empty())
        problems.push_back({file, "", "is empty; a header line with the names of the columns is needed"});
    if (!problems.empty())
        return tl::unexpected(std::move(problems));
    return table;
}

FileProblem missingColumn(const CsvTable& table, std::string_view name)
{
    const auto alike = std::find_if(table.header.begin(), table.header.end(),
                                    [wanted = plainName(name)](const auto& each) { return plainName(each) == wanted; });
    const std::string hint = alike == table.header.end() ? "" : fmt::format("; there is \"{}\"", *alike);
    return {table.file, "", fmt::format("column {} is missing{}", name, hint)};
}

std::string csvCell(std::string_view cell)
{
    if (cell.find_first_of(",\"\r\n") == std::string_view::npos)
        return std::string(cell);
    std::string quoted = "\"";
    for (const char c : cell) {
        if (c == '"')
            quoted += '"';
        quoted += c;
    }
    return quoted + '"';
}

std::string csvText(const CsvTable& table)
{
    std::string text;
    const auto append = [&text](const std::vector<std::string>& cells) {
        for (std::size_t i = 0; i < cells.size(); ++i)
            text += (i > 0 ? "," : "") + csvCell(cells[i]);
        text += '\n';
    };
    append(table.header);
    for (const auto& row : table.rows)
        append(row);
    return text;
}

} // namespace ralmscope
