// SPDX-License-Identifier: GPL-3.0-or-later
#include "chart_view.h"

#include "sample_charts.h"

#include <QLabel>
#include <QSignalSpy>
#include <QTest>

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>

namespace ralmscope {
namespace {

/// A shown chart and the plot inside it that gets the mouse.
class ChartViewTest : public testing::Test
{
protected:
    ChartViewTest()
        : view(screenTheme(ThemeVariant::Light))
    {
        view.resize(320, 240);
        view.show();
        show(sample::latency());
    }

    void show(ChartModel chart)
    {
        view.setChart(std::move(chart));
        QTest::qWait(1);
    }

    QPoint inPlot(double x, double y) const { return view.pixelOf(x, y).toPoint() - plot()->pos(); }
    QWidget* plot() const { return view.findChild<QWidget*>(); }

    ChartView view;
};

TEST_F(ChartViewTest, DraggingTheCursorSendsValuesOfTheAxis)
{
    QSignalSpy started(&view, &ChartView::cursorDragStarted);
    QSignalSpy dragged(&view, &ChartView::cursorDragged);
    QSignalSpy finished(&view, &ChartView::cursorDragFinished);
    QTest::mousePress(plot(), Qt::LeftButton, {}, inPlot(64.0, 0.09));
    QTest::mouseMove(plot(), inPlot(16.0, 0.09));
    QTest::mouseMove(plot(), QPoint(5000, 20));
    QTest::mouseRelease(plot(), Qt::LeftButton, {}, inPlot(16.0, 0.09));
    ASSERT_EQ(started.size(), 1);
    ASSERT_GE(dragged.size(), 2);
    EXPECT_NEAR(dragged[0][0].toDouble(), 16.0, 1.0);
    EXPECT_DOUBLE_EQ(dragged[1][0].toDouble(), 128.0) << "kept inside the axis";
    EXPECT_EQ(finished.size(), 1);
}

TEST_F(ChartViewTest, PressingElsewhereDragsNothing)
{
    QSignalSpy started(&view, &ChartView::cursorDragStarted);
    QTest::mousePress(plot(), Qt::LeftButton, {}, inPlot(4.0, 0.09));
    EXPECT_EQ(started.size(), 0);
    view.setCursorDraggable(false);
    QTest::mousePress(plot(), Qt::LeftButton, {}, inPlot(64.0, 0.09));
    EXPECT_EQ(started.size(), 0);
}

TEST_F(ChartViewTest, ClickingAMeasuredPointNamesIt)
{
    QSignalSpy activated(&view, &ChartView::pointActivated);
    QTest::mouseClick(plot(), Qt::LeftButton, {}, inPlot(16.0, 0.0241));
    ASSERT_EQ(activated.size(), 1);
    EXPECT_EQ(activated[0][0].toInt(), 2);
    EXPECT_EQ(activated[0][1].toInt(), 1);
}

TEST_F(ChartViewTest, ClickingABarNamesItsCategory)
{
    show(sample::breakdown());
    QSignalSpy activated(&view, &ChartView::categoryActivated);
    QTest::mouseClick(plot(), Qt::LeftButton, {}, inPlot(0.01, 3.0));
    ASSERT_EQ(activated.size(), 1);
    EXPECT_EQ(activated[0][0].toInt(), 3);
}

TEST_F(ChartViewTest, TheKeyLAsksForTheOtherScale)
{
    QSignalSpy toggled(&view, &ChartView::logarithmicToggled);
    QTest::keyClick(&view, Qt::Key_L);
    ASSERT_EQ(toggled.size(), 1);
    EXPECT_TRUE(toggled[0][0].toBool());
}

TEST_F(ChartViewTest, ALogarithmicScaleIsRefusedWithTheReason)
{
    ChartModel chart = sample::latency();
    chart.series[1].y[3] = 0.0;
    show(chart);
    QSignalSpy toggled(&view, &ChartView::logarithmicToggled);
    QSignalSpy refused(&view, &ChartView::logarithmicRefused);
    QTest::mouseClick(&view, Qt::LeftButton, {}, QPoint(view.width() - 20, 17)); // the "log" label
    EXPECT_EQ(toggled.size(), 0);
    ASSERT_EQ(refused.size(), 1);
    EXPECT_TRUE(refused[0][0].toString().contains(QStringLiteral("Model"))) << refused[0][0].toString().toStdString();
}

TEST_F(ChartViewTest, WheelAndArrowKeysStepTheParameter)
{
    QSignalSpy stepped(&view, &ChartView::cursorStepped);
    QTest::keyClick(&view, Qt::Key_Right);
    QTest::keyClick(&view, Qt::Key_Left);
    ASSERT_EQ(stepped.size(), 2);
    EXPECT_EQ(stepped[0][0].toInt(), 1);
    EXPECT_EQ(stepped[1][0].toInt(), -1);
}

TEST_F(ChartViewTest, CopyIsARequest)
{
    QSignalSpy copied(&view, &ChartView::copyRequested);
    QTest::keyClick(&view, Qt::Key_C, Qt::ControlModifier);
    EXPECT_EQ(copied.size(), 1);
}

TEST_F(ChartViewTest, DimsAfterAWhileUntilTheAnswerComes)
{
    view.setStale(true);
    EXPECT_FALSE(view.isDimmed()) << "short waits do not flicker";
    EXPECT_TRUE(QTest::qWaitFor([this] { return view.isDimmed(); }, 5000));
    show(sample::latency());
    EXPECT_FALSE(view.isDimmed());
}

TEST_F(ChartViewTest, HoveringShowsAndLeavingHidesTheValues)
{
    QTest::mouseMove(plot(), inPlot(8.0, 0.05));
    const auto tooltips = view.findChildren<QLabel*>();
    const auto shown = [&] {
        return std::any_of(tooltips.begin(), tooltips.end(), [](const QLabel* label) {
            return label->isVisible() && label->text().contains(QStringLiteral("Batch"));
        });
    };
    EXPECT_TRUE(shown());
    QEvent leave(QEvent::Leave);
    QCoreApplication::sendEvent(plot(), &leave);
    EXPECT_FALSE(shown());
}

TEST_F(ChartViewTest, ReusesItsGraphs)
{
    for (int round = 0; round < 3; ++round) {
        show(sample::manySeries());
        show(sample::breakdown());
        show(sample::latency());
    }
    const qsizetype objects = view.findChildren<QObject*>().size();
    for (int round = 0; round < 50; ++round)
        show(sample::latency());
    EXPECT_EQ(view.findChildren<QObject*>().size(), objects);
}

TEST_F(ChartViewTest, SurvivesEveryKindOfBadValue)
{
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const double infinity = std::numeric_limits<double>::infinity();
    for (const bool logarithmic : {false, true}) {
        ChartModel chart = sample::latency();
        chart.y.logarithmic = logarithmic;
        chart.y.maximum = infinity;
        chart.series[0].y[0] = infinity;
        chart.series[1].y[1] = nan;
        chart.series[1].low[2] = -infinity;
        chart.series[1].y[4] = -1.0;
        chart.series[2].x[0] = nan;
        chart.series[2].high.resize(1);
        chart.current = {{nan, infinity}};
        show(chart);
        EXPECT_FALSE(view.grab().isNull());
    }
    ChartModel bars = sample::breakdown();
    bars.segments[0].values = {nan, infinity, -1.0};
    bars.emphasised = 99;
    show(bars);
    EXPECT_FALSE(view.grab().isNull());
}

TEST_F(ChartViewTest, SaysWhyItIsEmpty)
{
    ChartModel chart;
    chart.title = "Latency";
    chart.emptyText = "This design does not fit.";
    show(chart);
    const auto labels = view.findChildren<QLabel*>();
    EXPECT_TRUE(std::any_of(labels.begin(), labels.end(), [](const QLabel* label) {
        return label->isVisible() && label->text() == QStringLiteral("This design does not fit.");
    }));
    view.setChart(nullptr);
    EXPECT_TRUE(view.chart()->empty());
}

TEST_F(ChartViewTest, HasANameForScreenReaders)
{
    EXPECT_EQ(view.accessibleName(), QStringLiteral("Time per token in ms"));
}

} // namespace
} // namespace ralmscope
