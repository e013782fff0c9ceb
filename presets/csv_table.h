// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "file_problem.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

namespace ralmscope {

/// A table as text (RFC 4180): a header line and rows of as many cells.
struct CsvTable
{
    std::string file; ///< names the table in messages
    std::vector<std::string> header;
    std::vector<std::vector<std::string>> rows;
    std::vector<std::size_t> lines; ///< line of the file on which each row starts, from 1

    /// -1 if there is no such column.
    int column(std::string_view name) const;
};

/// Quoted cells may hold commas, line ends and doubled quotes; lines end in LF or CRLF; a byte-order mark and empty
/// lines are skipped. Text that is no UTF-8, other separators, wrong cell counts, repeated or empty column names and
/// unclosed quotes are reported with their line.
tl::expected<CsvTable, FileProblems> parseCsv(std::string_view text, const std::string& file);

/// "column gpu is missing", with the name of a column that differs in letter case and spaces only.
FileProblem missingColumn(const CsvTable& table, std::string_view name);

/// Quotes what must be quoted; lines end in LF.
std::string csvText(const CsvTable& table);

/// One cell of csvText().
std::string csvCell(std::string_view cell);

} // namespace ralmscope
