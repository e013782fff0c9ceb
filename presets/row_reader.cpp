// SPDX-License-Identifier: GPL-3.0-or-later
#include "row_reader.h"

#include "table_mapping.h"

#include <algorithm>
#include <array>
#include <cctype>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace ralmscope {

namespace {

constexpr double kMost = 1e18; ///< no size, rate or time of a table is larger

constexpr std::array<std::string_view, 13> kFormats{"fp32",  "tf32",  "bf16", "fp16",    "fp8",      "int8",   "fp4",
                                                    "nvfp4", "mxfp4", "int4", "float32", "bfloat16", "float16"};

} // namespace

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
            m_problems.push_back(missingColumn(m_table, column));
        return {};
    }
    const std::string& cell = m_table.rows[m_row][static_cast<std::size_t>(index)];
    m_identity += cell + ',';
    return cell;
}

std::string RowReader::name(std::string_view column)
{
    std::string cell = text(column);
    if (cell.empty() && has(column))
        problem(column, "must not be empty");
    return cell;
}

std::string RowReader::format(std::string_view column)
{
    std::string cell = text(column);
    if (!isNumberFormat(cell) && has(column))
        problem(column,
                fmt::format("\"{}\" is no number format; allowed: {}, also with a suffix such as fp8_block", cell,
                            fmt::join(kFormats, " | ")));
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
    problem(column, fmt::format("\"{}\" must be a number above 0 and below 1e18", cell));
    return 1.0;
}

double RowReader::number(std::string_view column, NumberRange range)
{
    const std::string cell = text(column);
    return has(column) ? checked(cell, column, range) : range.minimum;
}

std::optional<double> RowReader::number(std::string_view column)
{
    const std::string cell = text(column);
    const auto value = cellNumber(cell);
    if (value && *value > 0.0 && *value < kMost)
        return value;
    if (!cell.empty() && !(value && *value == 0.0))
        problem(column, fmt::format("\"{}\" must be a number above 0 and below 1e18, 0 or empty", cell));
    return std::nullopt;
}

std::string RowReader::aside(std::string_view column) const
{
    const int index = m_table.column(column);
    return index < 0 ? std::string() : m_table.rows[m_row][static_cast<std::size_t>(index)];
}

std::optional<double> RowReader::numberAside(std::string_view column, NumberRange range)
{
    const std::string cell = aside(column);
    return cell.empty() ? std::nullopt : std::optional(checked(cell, column, range));
}

void RowReader::problem(std::string_view column, std::string message)
{
    FileProblem found = rowProblem(m_table, m_row, column, std::move(message));
    const auto same = [&found](const FileProblem& other) { return other.where == found.where; };
    if (std::none_of(m_problems.begin(), m_problems.end(), same)) // a cell may be read twice
        m_problems.push_back(std::move(found));
}

double RowReader::checked(const std::string& cell, std::string_view column, NumberRange range)
{
    const auto value = cellNumber(cell);
    if (value && range.contains(*value))
        return *value;
    problem(column, fmt::format("\"{}\" must be {}", cell, range.text()));
    return range.minimum;
}

void setGpu(KernelRow& row, const Catalog& catalog, std::string name)
{
    row.gpu = gpuMeasuredAs(catalog, name, &row.knownGpu);
    if (!row.gpu)
        row.gpu = gpuMeasuredAs(catalog, kGenericGpu);
    row.measuredAs = row.knownGpu ? measuredSpelling(*row.gpu, name) : std::move(name);
}

const LanguageModel* modelMeasuredAs(const Catalog& catalog, const std::string& name)
{
    const auto found = std::find_if(catalog.models.begin(), catalog.models.end(), [&name](const LanguageModel& model) {
        return model.id == name || model.name == name
            || std::find(model.measuredAs.begin(), model.measuredAs.end(), name) != model.measuredAs.end();
    });
    return found == catalog.models.end() ? nullptr : &*found;
}

bool isNumberFormat(std::string_view text)
{
    return std::any_of(kFormats.begin(), kFormats.end(), [text](std::string_view format) {
        const bool ends = text.size() == format.size()
            || (text.size() > format.size() && std::isalnum(static_cast<unsigned char>(text[format.size()])) == 0);
        return text.starts_with(format) && ends;
    });
}

std::string weightFormat(const std::string& precision)
{
    for (const char* format : {"fp8", "int8", "int4", "fp32"}) {
        if (precision.starts_with(format))
            return format;
    }
    return precision.find("fp4") != std::string::npos ? "nvfp4" : "bf16";
}

} // namespace ralmscope
