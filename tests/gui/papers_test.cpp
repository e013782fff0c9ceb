// SPDX-License-Identifier: GPL-3.0-or-later
#include "window_fixture.h"

#include "chart_view.h"
#include "export_panel.h"
#include "paper_card_widget.h"
#include "papers_view.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QTest>
#include <QTimer>

#include <algorithm>

namespace ralmscope {
namespace {

/// The Papers view, scrolled to the card of a figure of thousands of rows.
class PapersTest : public WindowTest
{
protected:
    void SetUp() override
    {
        WindowTest::SetUp();
        window->showView(View::Papers);
        settle();
        ASSERT_TRUE(window->papers()->showFigure(QStringLiteral("gpu-gemm")));
        settle();
        const auto& cards = window->papers()->cards();
        card = *std::find_if(cards.begin(), cards.end(),
                             [](const PaperCardWidget* each) { return each->card().id == "gpu-gemm"; });
        ASSERT_TRUE(card->errors());
    }

    /// Moves the mouse over a value of a chart and returns what the card beside it says.
    QString hovered(ChartView& view, double x, double y)
    {
        QWidget* plot = view.findChild<QWidget*>();
        QTest::mouseMove(plot, (view.pixelOf(x, y) - QPointF(plot->pos())).toPoint());
        for (const QLabel* label : window->findChildren<QLabel*>()) {
            if (label->isVisible() && label->inherits("ralmscope::ChartTooltip"))
                return label->text();
        }
        return {};
    }

    PaperCardWidget* card = nullptr;
};

TEST_F(PapersTest, TheCardOfAFigureIsScrolledTo)
{
    EXPECT_FALSE(card->visibleRegion().isEmpty());
    EXPECT_FALSE(window->papers()->showFigure(QStringLiteral("nonsense")));
}

TEST_F(PapersTest, HoveringAParityPointTellsItsRow)
{
    const ChartSeries& apart = card->card().chart.series.back();
    const std::size_t last = static_cast<std::size_t>(std::max_element(apart.x.begin(), apart.x.end())
                                                      - apart.x.begin()); // lonely: nothing else is as near
    const QString text = hovered(*card->chart(), apart.x[last], apart.y[last]);
    EXPECT_TRUE(text.contains(QStringLiteral("dtype"))) << text.toStdString();
    EXPECT_TRUE(text.contains(QStringLiteral("Constants:"))) << text.toStdString();
}

TEST_F(PapersTest, HoveringTheHistogramTellsItsBin)
{
    const ChartModel& errors = *card->card().errors;
    const QString text = hovered(*card->errors(), errors.series[0].x[10], 0.5 * errors.y.maximum);
    EXPECT_TRUE(text.contains(QString::fromStdString(errors.series[0].notes[10]))) << text.toStdString();
    EXPECT_TRUE(text.contains(QString::fromStdString(errors.series[1].notes[10]))) << text.toStdString();
}

TEST_F(PapersTest, BothChartsAreCopiedAsNumbers)
{
    for (ChartView* view : {card->chart(), card->errors()}) {
        view->setFocus();
        QTest::keyClick(view, Qt::Key_C, Qt::ControlModifier);
        const QString text = QApplication::clipboard()->text();
        EXPECT_TRUE(text.contains(QStringLiteral("kept apart"))) << text.left(300).toStdString();
    }
}

TEST_F(PapersTest, TheHistogramIsExportedFromItsMenu)
{
    QTimer::singleShot(0, [] {
        auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
        ASSERT_TRUE(menu);
        menu->setActiveAction(menu->actions().back());
        QTest::keyClick(menu, Qt::Key_Return);
    });
    Q_EMIT card->errors()->contextMenuAt(card->errors()->mapToGlobal(QPoint(20, 20)));
    auto* panel = window->findChild<ExportPanel*>();
    ASSERT_TRUE(panel);
    EXPECT_EQ(panel->choice().figure, QStringLiteral("errors:gpu-gemm"));
    const QString path = folder.filePath(QStringLiteral("errors.csv"));
    panel->formatBox()->setCurrentIndex(panel->formatBox()->findData(static_cast<int>(FigureFormat::Csv)));
    panel->pathEdit()->setText(path);
    QTest::mouseClick(panel->exportButton(), Qt::LeftButton);
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::ReadOnly)) << path.toStdString();
    EXPECT_TRUE(file.readAll().contains("below -50 %"));
}

} // namespace
} // namespace ralmscope
