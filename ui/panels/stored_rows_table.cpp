// SPDX-License-Identifier: GPL-3.0-or-later
#include "stored_rows_table.h"

#include "format_quantity.h"
#include "metric_table.h"
#include "parameter_table.h"
#include "qt_text.h"
#include "value_text.h"

#include <QDateTime>

#include <cmath>

namespace ralmscope {

namespace {

constexpr std::uint64_t kPage = 200;

template <typename... Functions> struct Overloaded : Functions...
{
    using Functions::operator()...;
};
template <typename... Functions> Overloaded(Functions...) -> Overloaded<Functions...>;

bool sameQuestion(const RowQuery& a, const RowQuery& b)
{
    return a.sortBy == b.sortBy && a.descending == b.descending && a.pinnedOnly == b.pinnedOnly;
}

bool isNumber(const RowColumn& column)
{
    const auto* parameter = std::get_if<Parameter>(&column);
    if (!parameter)
        return std::holds_alternative<Metric>(column);
    return info(*parameter).type == ParameterType::Integer || info(*parameter).type == ParameterType::Real;
}

QString fieldText(const StoredRow& row, RowField field, bool exact)
{
    switch (field) {
    case RowField::Pin:
        return row.pin ? qtext(*row.pin) : QString();
    case RowField::Created:
        return QDateTime::fromSecsSinceEpoch(row.created)
            .toString(exact ? QStringLiteral("yyyy-MM-dd HH:mm:ss") : QStringLiteral("MM-dd HH:mm"));
    case RowField::Verdict:
        return row.result.verdict.status == Status::Ok ? QStringLiteral("ok")
            : exact                                    ? qtext(describe(row.result.verdict))
                                                       : qtext(statusId(row.result.verdict.status));
    }
    return {};
}

} // namespace

QString rowColumnName(const RowColumn& column)
{
    return std::visit(Overloaded{[](RowField field) {
                                     return field == RowField::Pin    ? StoredRowsTable::tr("Pin")
                                         : field == RowField::Created ? StoredRowsTable::tr("Stored")
                                                                      : StoredRowsTable::tr("Verdict");
                                 },
                                 [](Parameter parameter) { return qtext(info(parameter).label); },
                                 [](Metric metric) { return qtext(info(metric).label); }},
                      column);
}

std::vector<RowColumn> defaultRowColumns()
{
    return {RowField::Pin,
            Metric::Tpot,
            Metric::Tokens,
            Metric::EnergyPerToken,
            Metric::SearchMedian,
            Parameter::GpuCount,
            Parameter::FpgaCount,
            Parameter::RetrievalOrganisation,
            Parameter::RetrievalDatabase,
            Parameter::LmModel,
            Parameter::WorkloadBatch,
            Parameter::RetrievalNprobe,
            Parameter::RetrievalK,
            Parameter::RetrievalInterval,
            RowField::Verdict,
            RowField::Created};
}

StoredRowsTable::StoredRowsTable(std::shared_ptr<const Catalog> catalog, QObject* parent)
    : QAbstractTableModel(parent)
    , m_catalog(std::move(catalog))
{
    m_query.limit = kPage;
}

void StoredRowsTable::setColumns(std::vector<RowColumn> columns)
{
    beginResetModel();
    m_columns = std::move(columns);
    endResetModel();
}

void StoredRowsTable::setPinnedOnly(bool pinnedOnly)
{
    m_query.pinnedOnly = pinnedOnly;
    reload();
}

void StoredRowsTable::reload()
{
    m_query.offset = 0;
    m_waiting = true;
    Q_EMIT wanted(m_query);
}

void StoredRowsTable::take(const RowPage& page)
{
    if (!sameQuestion(page.query, m_query) || page.query.offset != m_query.offset)
        return;
    m_waiting = false;
    m_total = page.total;
    m_complete = page.rows.size() < page.query.limit;
    if (page.query.offset == 0) {
        beginResetModel();
        m_rows = page.rows;
        endResetModel();
    } else if (!page.rows.empty()) {
        const int first = static_cast<int>(m_rows.size());
        beginInsertRows({}, first, first + static_cast<int>(page.rows.size()) - 1);
        m_rows.insert(m_rows.end(), page.rows.begin(), page.rows.end());
        endInsertRows();
    }
    Q_EMIT pageTaken();
}

int StoredRowsTable::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int StoredRowsTable::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
}

QString StoredRowsTable::cellText(const StoredRow& row, const RowColumn& column, bool exact) const
{
    return std::visit(Overloaded{[&](RowField field) { return fieldText(row, field, exact); },
                                 [&](Parameter parameter) {
                                     const ParameterInfo& entry = info(parameter);
                                     if (!applies(entry, row.design))
                                         return QString();
                                     return qtext(exact ? valueText(entry, row.design[parameter], *m_catalog)
                                                        : displayText(entry, row.design[parameter], *m_catalog));
                                 },
                                 [&](Metric metric) {
                                     const double value = row.result[metric];
                                     if (std::isnan(value))
                                         return QString();
                                     return qtext(exact ? formatExact(value)
                                                        : formatQuantity(value, info(metric).unit).text());
                                 }},
                      column);
}

QVariant StoredRowsTable::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const StoredRow& row = m_rows[static_cast<std::size_t>(index.row())];
    const RowColumn& column = m_columns[static_cast<std::size_t>(index.column())];
    if (role == Qt::DisplayRole)
        return cellText(row, column, false);
    if (role == Qt::ToolTipRole) {
        QString tip = cellText(row, column, true);
        if (const auto* metric = std::get_if<Metric>(&column); metric && !tip.isEmpty())
            tip = qtext(formatExact(row.result[*metric], info(*metric).unit));
        for (const std::string& missing : row.missingEntries)
            tip += tr("\nno longer in the catalog: %1").arg(qtext(missing));
        return tip;
    }
    if (role == Qt::TextAlignmentRole)
        return QVariant((isNumber(column) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    return {};
}

QVariant StoredRowsTable::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || static_cast<std::size_t>(section) >= m_columns.size())
        return {};
    const RowColumn& column = m_columns[static_cast<std::size_t>(section)];
    if (role == Qt::DisplayRole)
        return rowColumnName(column);
    if (role == Qt::TextAlignmentRole)
        return QVariant((isNumber(column) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole) {
        if (const auto* metric = std::get_if<Metric>(&column))
            return qtext(info(*metric).doc);
        if (const auto* parameter = std::get_if<Parameter>(&column))
            return qtext(info(*parameter).doc);
    }
    return {};
}

void StoredRowsTable::sort(int column, Qt::SortOrder order)
{
    m_query.sortBy = std::monostate{};
    if (column >= 0 && static_cast<std::size_t>(column) < m_columns.size()) {
        const RowColumn& chosen = m_columns[static_cast<std::size_t>(column)];
        if (const auto* metric = std::get_if<Metric>(&chosen))
            m_query.sortBy = *metric;
        else if (const auto* parameter = std::get_if<Parameter>(&chosen))
            m_query.sortBy = *parameter;
    }
    m_query.descending = order == Qt::DescendingOrder;
    reload();
}

bool StoredRowsTable::canFetchMore(const QModelIndex& parent) const
{
    return !parent.isValid() && !m_complete && !m_waiting && !m_rows.empty();
}

void StoredRowsTable::fetchMore(const QModelIndex&)
{
    m_query.offset = m_rows.size();
    m_waiting = true;
    Q_EMIT wanted(m_query);
}

} // namespace ralmscope
