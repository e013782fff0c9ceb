// SPDX-License-Identifier: GPL-3.0-or-later
#include "csv_argument.h"

#include "atomic_file.h"
#include "workspace.h"

#include <fmt/format.h>

namespace ralmscope::cli {

std::optional<CsvTable> readCsvArgument(const std::string& file)
{
    const auto text = readTextFile(file);
    if (!text) {
        printError(fmt::format("{}: {}", file, text.error()));
        return std::nullopt;
    }
    auto table = parseCsv(*text, file);
    if (!table) {
        printErrors(table.error());
        return std::nullopt;
    }
    return std::move(*table);
}

std::optional<CsvTable> readMeasuredTable(const std::string& file)
{
    auto table = readCsvArgument(file);
    if (table && table->rows.empty()) {
        printError(fmt::format("{}: has a line of column names and no row below it", file));
        return std::nullopt;
    }
    return table;
}

} // namespace ralmscope::cli
