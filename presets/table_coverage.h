// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "paper_figure.h"

#include <string>
#include <vector>

namespace ralmscope {

/// The figure's filter keeps the row; a condition on a column that the table lacks keeps all.
bool isKept(const PaperFigure& figure, const CsvTable& table, std::size_t row);

/// "2083 rows not judged by measured_ms: dtype int8": of each measured column, rows with a value that belongs to no
/// judged series, counted by what the nearest of those series asks for. `leftOut`: rows that were counted already.
std::vector<std::string> unjudgedRows(const PaperFigure& figure, const CsvTable& table,
                                      const std::vector<bool>& leftOut);

/// Columns of the table that nothing of the figure reads, but for "source" and "note": perhaps misspelled ones.
std::vector<std::string> unusedColumns(const PaperFigure& figure, const CsvTable& table);

} // namespace ralmscope
