// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kernel_table.h"
#include "object_reader.h"

#include <optional>
#include <string_view>

namespace ralmscope {

/// Counts in measured tables: of rows and columns of matrices, sequences, tokens, heads; and of GPUs.
constexpr NumberRange kSizes{1, 1e9, true};
constexpr NumberRange kGpuCounts{1, 1024, true};

/// Cells of one row of a measured table by column name. Columns that are asked for make up the row's identity.
class RowReader
{
public:
    RowReader(const CsvTable& table, FileProblems& problems);

    void start(std::size_t row);
    bool has(std::string_view column) const { return m_table.column(column) >= 0; }
    /// A missing column is a problem if it is required, and empty.
    std::string text(std::string_view column, bool required = true);
    /// The same of a cell that must not be empty.
    std::string name(std::string_view column);
    /// A number format such as "bf16" or "fp8_block"; what is none is a problem.
    std::string format(std::string_view column);
    /// A number above 0; 1 after reporting that it is none.
    double positive(std::string_view column);
    /// A number within the range; its minimum after reporting that it is none.
    double number(std::string_view column, NumberRange range);
    /// The number of a cell that may be empty or 0, which give nothing; anything else is a problem.
    std::optional<double> number(std::string_view column);
    const std::string& identity() const { return m_identity; }

    /// A cell that does not belong to the identity; empty where the table has no such column.
    std::string aside(std::string_view column) const;
    /// The same as a number within the range; its minimum after reporting that it is none. Empty cells give nothing.
    std::optional<double> numberAside(std::string_view column, NumberRange range);
    void problem(std::string_view column, std::string message);

private:
    double checked(const std::string& cell, std::string_view column, NumberRange range);

    const CsvTable& m_table;
    FileProblems& m_problems;
    std::size_t m_row = 0;
    std::string m_identity;
};

/// Sets the row's GPU by the table's name for it; the generic one where the catalog has none like it.
void setGpu(KernelRow& row, const Catalog& catalog, std::string name);

/// The model that a measured table means by id, name or a name it is measured as; nullptr if there is none.
const LanguageModel* modelMeasuredAs(const Catalog& catalog, const std::string& name);

/// Whether a text names a number format that there is, alone or with a suffix: "bf16", "fp8_block", "fp16/bf16".
bool isNumberFormat(std::string_view text);

/// Number format of weights by a precision as tables write it: "fp16/bf16", "fp8", "mxfp4".
std::string weightFormat(const std::string& precision);

} // namespace ralmscope
