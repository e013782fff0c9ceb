// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog.h"
#include "csv_table.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ralmscope {

/// What a model says of a row beside its numbers.
struct RowRemark
{
    std::string group; ///< rows that were measured alike: GPU, variant and software
    std::string provenance; ///< which constants the numbers come from
    std::string leftOut; ///< why the row is not compared; empty if it is
    bool keptApart = false; ///< no constant was fitted to it

    /// Provenance, or why the row is left out.
    std::string text() const { return leftOut.empty() ? provenance : "left out: " + leftOut; }
};

/// Constants were fitted to some of the rows, and others were kept apart from that.
bool isSplit(const std::vector<RowRemark>& remarks);

/// A model of which a row of a table is no design: kernels of a GPU, runs of another simulator. Its inputs and outputs
/// are columns of tables of a fixed shape. A figure names it as "model" and then needs no mapping of columns to
/// parameters; its series name output columns.
struct TableModel
{
    std::string_view name;
    std::span<const std::string_view> inputs; ///< columns that every table must have
    std::span<const std::string_view> outputs; ///< columns that are predicted, in the tables' units

    /// One list of outputs for every row; NaN where the model gives no number. Errors name line and column of cells
    /// that are not allowed, all at once. Precondition: the table has all inputs.
    tl::expected<std::vector<std::vector<double>>, FileProblems> (*predict)(const CsvTable& table,
                                                                            const Catalog& catalog) = nullptr;

    /// One remark on every row, where the model has remarks.
    tl::expected<std::vector<RowRemark>, FileProblems> (*remarks)(const CsvTable& table,
                                                                  const Catalog& catalog) = nullptr;

    std::span<const std::string_view> optional{}; ///< columns that are read where a table has them

    /// Position in outputs, or -1.
    int output(std::string_view column) const;
    FileProblems missingColumns(const CsvTable& table) const;
};

/// Every table model there is.
std::span<const TableModel* const> tableModels();
/// nullptr if there is no such model.
const TableModel* findTableModel(std::string_view name);

} // namespace ralmscope
