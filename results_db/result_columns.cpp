// SPDX-License-Identifier: GPL-3.0-or-later
#include "result_columns.h"

#include "schema.h"

#include <algorithm>
#include <charconv>
#include <cstdint>

#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Statement.h>
#include <fmt/format.h>

namespace ralmscope {

namespace {

constexpr int kOutcomeColumns = 10;

std::string joinedNames(const std::vector<ColumnDefinition>& columns)
{
    std::string text;
    for (const ColumnDefinition& column : columns)
        text += (text.empty() ? "" : ", ") + column.name;
    return text;
}

/// Choice ids as strings, so that they can be bound without a copy.
const std::string& choiceId(const ParameterInfo& row, std::size_t index)
{
    static const auto ids = [] {
        std::array<std::vector<std::string>, kParameterCount> all;
        for (const ParameterInfo& each : parameterTable())
            all[static_cast<std::size_t>(each.parameter)].assign(each.choices.begin(), each.choices.end());
        return all;
    }();
    return ids[static_cast<std::size_t>(row.parameter)][index];
}

std::string_view textOf(const SQLite::Column& column)
{
    const char* text = column.getText(nullptr);
    return text == nullptr ? std::string_view{} : std::string_view(text, static_cast<std::size_t>(column.getBytes()));
}

void bindText(SQLite::Statement& statement, int position, std::string_view text)
{
    statement.bind(position, std::string(text));
}

void bindNumber(SQLite::Statement& statement, int position, double value)
{
    if (isAuto(value))
        statement.bind(position);
    else
        statement.bind(position, value);
}

double numberOf(const SQLite::Column& column)
{
    return column.isNull() ? kAuto : column.getDouble();
}

/// A choice or catalog column: its id, or the number of a value that is none.
double valueOfText(const ParameterInfo& row, std::string_view text, const Catalog& catalog,
                   std::vector<std::string>& missing)
{
    if (row.type == ParameterType::Catalog) {
        if (const int index = catalog.find(row.catalog, text); index >= 0)
            return index;
    } else if (const auto value = plainValueFromText(row, text)) {
        return *value;
    }
    double number = 0.0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error == std::errc() && end == text.data() + text.size())
        return number;
    missing.push_back(fmt::format("{} = {}", row.id, text));
    return 0.0;
}

SourceTag sourceTagFromLetter(char letter)
{
    for (const SourceTag tag : {SourceTag::Measured, SourceTag::Published, SourceTag::Datasheet}) {
        if (sourceTagName(tag).front() == letter)
            return tag;
    }
    return SourceTag::Assumed;
}

Verdict readVerdict(const SQLite::Statement& statement, int position)
{
    Verdict verdict;
    verdict.status = statusFromId(textOf(statement.getColumn(position))).value_or(Status::Invalid);
    const SQLite::Column reason = statement.getColumn(position + 1);
    if (reason.isNull())
        return verdict;
    verdict.reason = reasonFromId(textOf(reason)).value_or(Reason::None);
    if (const ParameterInfo* row = findParameter(textOf(statement.getColumn(position + 2))))
        verdict.parameter = row->parameter;
    verdict.actual = numberOf(statement.getColumn(position + 3));
    verdict.low = numberOf(statement.getColumn(position + 4));
    verdict.high = numberOf(statement.getColumn(position + 5));
    return verdict;
}

void bindVerdict(SQLite::Statement& statement, int position, const Verdict& verdict)
{
    bindText(statement, position, statusId(verdict.status));
    if (verdict.reason == Reason::None) {
        for (int i = 1; i <= 5; ++i)
            statement.bind(position + i);
        return;
    }
    bindText(statement, position + 1, reasonId(verdict.reason));
    if (verdict.parameter == Parameter::Count_)
        statement.bind(position + 2);
    else
        bindText(statement, position + 2, info(verdict.parameter).id);
    bindNumber(statement, position + 3, verdict.actual);
    bindNumber(statement, position + 4, verdict.low);
    bindNumber(statement, position + 5, verdict.high);
}

} // namespace

std::string parameterColumnList()
{
    return joinedNames(parameterColumns());
}
std::string metricColumnList()
{
    return joinedNames(metricColumns());
}

std::string_view outcomeColumnList()
{
    return "status, reason, reason_parameter, reason_actual, reason_low, reason_high, breakdown, binding, "
           "binding_stage, "
           "sources";
}

std::string placeholders(std::string_view columnList)
{
    std::string text = "?";
    for (auto commas = std::count(columnList.begin(), columnList.end(), ','); commas > 0; --commas)
        text += ", ?";
    return text;
}

void bindValue(SQLite::Statement& statement, int position, const ParameterInfo& row, double value,
               const Catalog& catalog)
{
    if (row.type == ParameterType::Choice && isAllowed(row, value))
        statement.bindNoCopy(position, choiceId(row, static_cast<std::size_t>(value)));
    else if (row.type == ParameterType::Catalog && isAllowed(row, value)
             && value < static_cast<double>(catalog.size(row.catalog)))
        statement.bindNoCopy(position, catalog.entry(row.catalog, static_cast<std::size_t>(value)).id);
    else if ((row.type == ParameterType::Integer || row.type == ParameterType::Flag) && isAllowed(row, value))
        statement.bind(position, static_cast<std::int64_t>(value));
    else
        bindNumber(statement, position, value);
}

int bindDesign(SQLite::Statement& statement, int position, const DesignPoint& design, const Catalog& catalog)
{
    for (const ParameterInfo& row : parameterTable())
        bindValue(statement, position++, row, design[row.parameter], catalog);
    return position;
}

int bindMetrics(SQLite::Statement& statement, int position, const Result& result)
{
    for (const double value : result.metrics)
        bindNumber(statement, position++, value);
    return position;
}

int bindOutcome(SQLite::Statement& statement, int position, const Result& result)
{
    bindVerdict(statement, position, result.verdict);
    bindText(statement, position + 6, result.breakdown.toText());
    bindText(statement, position + 7, deviceKindId(result.binding));
    bindText(statement, position + 8, stageId(result.bindingStage));
    std::string letters;
    for (const SourceTag tag : result.provenance)
        letters += sourceTagName(tag).front();
    statement.bind(position + 9, letters);
    return position + kOutcomeColumns;
}

int readDesign(const SQLite::Statement& statement, int position, DesignPoint& design, const Catalog& catalog,
               std::vector<std::string>& missing)
{
    for (const ParameterInfo& row : parameterTable()) {
        const SQLite::Column column = statement.getColumn(position++);
        if (column.isNull()) // stored before the parameter existed, or automatic
            design.set(row.parameter, row.autoFrom.empty() ? row.defaultValue : kAuto);
        else if (row.type == ParameterType::Choice || row.type == ParameterType::Catalog)
            design.set(row.parameter, valueOfText(row, textOf(column), catalog, missing));
        else
            design.set(row.parameter, column.getDouble());
    }
    return position;
}

int readMetrics(const SQLite::Statement& statement, int position, std::array<double, kMetricCount>& metrics)
{
    for (double& value : metrics)
        value = numberOf(statement.getColumn(position++));
    return position;
}

int readOutcome(const SQLite::Statement& statement, int position, Result& result)
{
    result.verdict = readVerdict(statement, position);
    result.breakdown.fromText(textOf(statement.getColumn(position + 6)));
    result.binding = deviceKindFromId(textOf(statement.getColumn(position + 7))).value_or(DeviceKind::Gpu);
    result.bindingStage = stageFromId(textOf(statement.getColumn(position + 8))).value_or(Stage::LmDecode);
    const std::string_view letters = textOf(statement.getColumn(position + 9));
    for (std::size_t i = 0; i < kCostClassCount; ++i)
        result.provenance[i] = i < letters.size() ? sourceTagFromLetter(letters[i]) : SourceTag::Assumed;
    return position + kOutcomeColumns;
}

ResetAtEnd::~ResetAtEnd()
{
    m_statement.tryReset();
}

} // namespace ralmscope
