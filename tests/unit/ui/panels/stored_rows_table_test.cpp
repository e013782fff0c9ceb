// SPDX-License-Identifier: GPL-3.0-or-later
#include "stored_rows_table.h"

#include "catalog_files.h"
#include "metric_table.h"

#include <QAbstractItemModelTester>
#include <QTest>

#include <gtest/gtest.h>

namespace ralmscope {
namespace {

class StoredRowsTableTest : public testing::Test
{
protected:
    static std::shared_ptr<const Catalog> catalog()
    {
        static const auto shared =
            std::make_shared<const Catalog>(loadCatalog(locateDataDirectories()).value().catalog);
        return shared;
    }
    StoredRowsTableTest()
    {
        QObject::connect(&table, &StoredRowsTable::wanted, [this](const RowQuery& query) { asked.push_back(query); });
    }
    /// Answers the last question with `n` rows.
    void answer(std::uint64_t n, std::uint64_t total)
    {
        RowPage page;
        page.query = asked.back();
        page.total = total;
        for (std::uint64_t i = 0; i < n; ++i) {
            StoredRow row;
            row.id = static_cast<std::int64_t>(page.query.offset + i);
            row.result[Metric::Tpot] = 0.0375;
            page.rows.push_back(row);
        }
        table.take(page);
    }

    StoredRowsTable table{catalog()};
    QAbstractItemModelTester tester{&table, QAbstractItemModelTester::FailureReportingMode::Fatal};
    std::vector<RowQuery> asked;
};

TEST_F(StoredRowsTableTest, GrowsByPagesAsItIsScrolled)
{
    table.reload();
    answer(200, 250);
    EXPECT_EQ(table.rowCount(), 200);
    if (table.canFetchMore({})) // the tester may have asked already
        table.fetchMore({});
    EXPECT_EQ(asked.back().offset, 200U);
    answer(50, 250);
    EXPECT_EQ(table.rowCount(), 250);
    EXPECT_FALSE(table.canFetchMore({}));
}

TEST_F(StoredRowsTableTest, SortingIsTheDatabasesWork)
{
    table.reload();
    answer(200, 1000);
    table.sort(1, Qt::AscendingOrder);
    EXPECT_EQ(std::get<Metric>(asked.back().sortBy), std::get<Metric>(table.columns()[1]));
    EXPECT_FALSE(asked.back().descending);
    EXPECT_EQ(asked.back().offset, 0U);
}

TEST_F(StoredRowsTableTest, AnAnswerToAnOlderQuestionIsDropped)
{
    table.reload();
    const RowQuery old = asked.back();
    table.sort(1, Qt::AscendingOrder);
    RowPage late;
    late.query = old;
    late.rows.resize(3);
    table.take(late);
    EXPECT_EQ(table.rowCount(), 0);
}

TEST_F(StoredRowsTableTest, ShowsPrefixedNumbersAndExactOnesOnHover)
{
    table.reload();
    answer(1, 1);
    const QModelIndex tpot = table.index(0, 1);
    EXPECT_EQ(tpot.data(Qt::DisplayRole).toString(), QStringLiteral("37.5 ms"));
    EXPECT_EQ(tpot.data(Qt::ToolTipRole).toString(), QStringLiteral("0.0375 s"));
}

} // namespace
} // namespace ralmscope
