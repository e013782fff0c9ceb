// SPDX-License-Identifier: GPL-3.0-or-later
#include "row_reader.h"

#include "table_mapping.h"

#include <algorithm>

#include <fmt/format.h>

namespace ralmscope {

namespace {
constexpr double kMost = 1e18; ///< no size, rate or time of a table is larger
}

RowReader::RowReader(const CsvTable& table, FileProblems& problems)
    : m_table(table)
    , m_problems(problems)
{
}

void RowReader::start(std::size_t row)
{
    m_row = row;
    m_identity.clear();
}

std::string RowReader::text(std::string_view column, bool required)
{
    const int index = m_table.column(column);
    if (index < 0) {
        if (required && m_row == 0)
            m_problems.push_back({m_table.file, "", fmt::format("column {} is missing", column)});
        return {};
    }
    const std::string& cell = m_table.rows[m_row][static_cast<std::size_t>(index)];
    m_identity += cell + ',';
    return cell;
}

double RowReader::positive(std::string_view column)
{
    const std::string cell = text(column);
    if (!has(column))
        return 1.0;
    const auto value = cellNumber(cell);
    if (value && *value > 0.0 && *value < kMost)
        return *value;
    m_problems.push_back(
        rowProblem(m_table, m_row, column, fmt::format("\"{}\" must be a number above 0 and below 1e18", cell)));
    return 1.0;
}

std::optional<double> RowReader::number(std::string_view column)
{
    const std::string cell = text(column);
    const auto value = cellNumber(cell);
    if (value && *value > 0.0 && *value < kMost)
        return value;
    if (!cell.empty() && !(value && *value == 0.0))
        m_problems.push_back(rowProblem(m_table, m_row, column, fmt::format("\"{}\" must be a number", cell)));
    return std::nullopt;
}

void setGpu(KernelRow& row, const Catalog& catalog, std::string name)
{
    row.gpu = gpuMeasuredAs(catalog, name, &row.knownGpu);
    if (!row.gpu)
        row.gpu = gpuMeasuredAs(catalog, kGenericGpu);
    row.measuredAs = std::move(name);
}

const LanguageModel* modelMeasuredAs(const Catalog& catalog, const std::string& name)
{
    const auto found = std::find_if(catalog.models.begin(), catalog.models.end(), [&name](const LanguageModel& model) {
        return model.id == name || model.name == name
            || std::find(model.measuredAs.begin(), model.measuredAs.end(), name) != model.measuredAs.end();
    });
    return found == catalog.models.end() ? nullptr : &*found;
}

std::string weightFormat(const std::string& precision)
{
    if (precision.starts_with("fp8"))
        return "fp8";
    return precision.find("fp4") != std::string::npos ? "nvfp4" : "bf16";
}

} // namespace ralmscope
