// SPDX-License-Identifier: GPL-3.0-or-later
#include "window_fixture.h"

#include "message_bar.h"
#include "paper_card_widget.h"
#include "papers_view.h"
#include "results_view.h"
#include "stored_rows_table.h"

#include <QApplication>
#include <QClipboard>
#include <QPushButton>
#include <QTableView>
#include <QTest>

#include <algorithm>
#include <cmath>

namespace ralmscope {
namespace {

using enum Parameter;

class ResultsTest : public WindowTest
{
protected:
    void SetUp() override
    {
        WindowTest::SetUp();
        window->showView(View::Results);
        settle();
    }
    StoredRowsTable& rows() { return *window->results()->rows(); }
};

TEST_F(ResultsTest, WhatWasLookedAtIsInTheTable)
{
    EXPECT_GT(rows().rowCount(), 50);
    EXPECT_EQ(rows().total(), storedRows());
}

TEST_F(ResultsTest, DoubleClickOpensTheRowsDesign)
{
    const DesignPoint wanted = rows().row(3).design;
    QTableView* table = window->results()->table();
    const QPoint cell = table->visualRect(rows().index(3, 1)).center();
    QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, cell);
    QTest::mouseDClick(table->viewport(), Qt::LeftButton, {}, cell);
    EXPECT_EQ(window->currentView(), View::Explore);
    EXPECT_TRUE(session().design() == wanted);
    session().undoStack()->undo();
    EXPECT_FALSE(session().design() == wanted);
}

TEST_F(ResultsTest, ClickingAHeaderSorts)
{
    const auto& columns = rows().columns();
    const auto tpot = std::find(columns.begin(), columns.end(), RowColumn{Metric::Tpot}) - columns.begin();
    window->results()->table()->sortByColumn(static_cast<int>(tpot), Qt::AscendingOrder);
    settle();
    // Designs without that number come last.
    for (int i = 1; i < rows().rowCount() && !std::isnan(rows().row(i).result[Metric::Tpot]); ++i)
        EXPECT_LE(rows().row(i - 1).result[Metric::Tpot], rows().row(i).result[Metric::Tpot]);
    EXPECT_FALSE(std::isnan(rows().row(0).result[Metric::Tpot]));
}

TEST_F(ResultsTest, CopiedRowsAreTabSeparatedWithExactValues)
{
    window->results()->table()->selectRow(0);
    window->results()->table()->setFocus();
    QTest::keyClick(window->results(), Qt::Key_C, Qt::ControlModifier);
    const QStringList lines = QApplication::clipboard()->text().split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    ASSERT_EQ(lines.size(), 2);
    EXPECT_EQ(lines[0].count(QLatin1Char('\t')), lines[1].count(QLatin1Char('\t')));
}

TEST_F(ResultsTest, PruningAsksFirstAndInline)
{
    for (QPushButton* button : window->results()->findChildren<QPushButton*>()) {
        if (button->text().startsWith(QStringLiteral("Prune")))
            QTest::mouseClick(button, Qt::LeftButton);
    }
    EXPECT_FALSE(QApplication::activeModalWidget());
    EXPECT_TRUE(window->messages()->currentText().contains(QStringLiteral("Delete")));
}

TEST_F(WindowTest, PapersShowEveryShippedFigureWithItsErrors)
{
    window->showView(View::Papers);
    settle();
    ASSERT_GE(window->papers()->cards().size(), 8U);
    for (const PaperCardWidget* card : window->papers()->cards()) {
        EXPECT_TRUE(card->card().problem.empty()) << card->card().id << ": " << card->card().problem;
        EXPECT_FALSE(card->card().source.empty()) << card->card().id;
        EXPECT_FALSE(card->card().chart.empty()) << card->card().id;
    }
}

TEST_F(WindowTest, ClickingAMeasuredPointOpensItsDesignUndoably)
{
    window->showView(View::Papers);
    settle();
    for (PaperCardWidget* card : window->papers()->cards()) {
        const auto& designs = card->card().designs;
        const auto series =
            std::find_if(designs.begin(), designs.end(), [](const auto& points) { return !points.empty(); });
        if (series == designs.end())
            continue;
        const DesignPoint before = session().design();
        Q_EMIT card->designChosen(series->front(), QStringLiteral("point"));
        EXPECT_EQ(window->currentView(), View::Explore);
        EXPECT_TRUE(session().design() == series->front());
        session().undoStack()->undo();
        EXPECT_TRUE(session().design() == before);
        return;
    }
    FAIL() << "no figure has designs behind its points";
}

} // namespace
} // namespace ralmscope
