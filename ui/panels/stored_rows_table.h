// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog.h"
#include "metric.h"
#include "parameter.h"
#include "stored_rows.h"

#include <QAbstractTableModel>

#include <memory>
#include <variant>
#include <vector>

namespace ralmscope {

/// Columns that are neither parameter nor metric.
enum class RowField
{
    Pin,
    Created,
    Verdict
};
using RowColumn = std::variant<RowField, Parameter, Metric>;

QString rowColumnName(const RowColumn& column);
/// What a table shows at first.
std::vector<RowColumn> defaultRowColumns();

/// Stored results as a table that grows as it is scrolled. Sorting and paging happen in the database: the model only
/// says what it wants (`wanted`) and takes the pages that come.
class StoredRowsTable : public QAbstractTableModel
{
    Q_OBJECT

public:
    explicit StoredRowsTable(std::shared_ptr<const Catalog> catalog, QObject* parent = nullptr);

    void setColumns(std::vector<RowColumn> columns);
    const std::vector<RowColumn>& columns() const { return m_columns; }
    void setPinnedOnly(bool pinnedOnly);
    void reload();
    void take(const RowPage& page);
    const StoredRow& row(int index) const { return m_rows.at(static_cast<std::size_t>(index)); }
    std::uint64_t total() const { return m_total; }
    QString cellText(const StoredRow& row, const RowColumn& column, bool exact) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    void sort(int column, Qt::SortOrder order) override;
    bool canFetchMore(const QModelIndex& parent) const override;
    void fetchMore(const QModelIndex& parent) override;

Q_SIGNALS:
    void wanted(const ralmscope::RowQuery& query);
    void pageTaken();

private:
    std::shared_ptr<const Catalog> m_catalog;
    std::vector<RowColumn> m_columns = defaultRowColumns();
    std::vector<StoredRow> m_rows;
    RowQuery m_query;
    std::uint64_t m_total = 0;
    bool m_waiting = false;
    bool m_complete = false;
};

} // namespace ralmscope
