// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "csv_table.h"

#include <optional>
#include <string>

namespace ralmscope::cli {

/// The table of a CSV file named on the command line; nullopt, with what is wrong printed, if it cannot be read.
std::optional<CsvTable> readCsvArgument(const std::string& file);
/// The same of a table that must have rows.
std::optional<CsvTable> readMeasuredTable(const std::string& file);

} // namespace ralmscope::cli
