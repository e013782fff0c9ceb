// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kernel_table.h"

#include <string_view>

namespace ralmscope {

/// Cells of one row of a measured table by column name. Columns that are asked for make up the row's identity.
class RowReader
{
public:
    RowReader(const CsvTable& table, FileProblems& problems);

    void start(std::size_t row);
    bool has(std::string_view column) const { return m_table.column(column) >= 0; }
    /// A missing column is a problem if it is required, and empty.
    std::string text(std::string_view column, bool required = true);
    /// A number above 0; 1 after reporting that it is none.
    double positive(std::string_view column);
    /// The number of a cell that may be empty or 0, which give nothing; anything else is a problem.
    std::optional<double> number(std::string_view column);
    const std::string& identity() const { return m_identity; }

private:
    const CsvTable& m_table;
    FileProblems& m_problems;
    std::size_t m_row = 0;
    std::string m_identity;
};

/// Sets the row's GPU by the table's name for it; the generic one where the catalog has none like it.
void setGpu(KernelRow& row, const Catalog& catalog, std::string name);

/// The model that a measured table means by id, name or a name it is measured as; nullptr if there is none.
const LanguageModel* modelMeasuredAs(const Catalog& catalog, const std::string& name);

/// Number format of weights by a precision as tables write it: "fp16/bf16", "fp8", "mxfp4".
std::string weightFormat(const std::string& precision);

} // namespace ralmscope
