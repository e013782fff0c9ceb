// SPDX-License-Identifier: GPL-3.0-or-later
#include "gantt_bars.h"

#include "chart_renderer.h"
#include "hover_text.h"

#include <gtest/gtest.h>

namespace ralmscope {
namespace {

ChartModel timeline()
{
    ChartModel chart;
    chart.kind = ChartKind::Timeline;
    chart.x = {"Time", "s", false, 0.0, 1.0, {}};
    chart.categories = {"GPU", "FPGA"};
    chart.bars = {{"Scan", "half of it", DeviceKind::Fpga, 0, 1, 0, 0.0, 0.5, 0.5},
                  {"Blink", "", DeviceKind::Gpu, 1, 0, 0, 0.5, 0.5001, 0.0001},
                  {"Step", "", DeviceKind::Gpu, 0, 0, 0, 0.5001, 1.0, 0.4999}};
    return chart;
}

/// A plot of 600 by 200 pixels as the window draws it.
class GanttBarsTest : public testing::Test
{
protected:
    GanttBarsTest()
        : renderer(plot, screenStyle(screenTheme(ThemeVariant::Light)))
    {
        plot.setGeometry(0, 0, 600, 200);
        show(timeline());
    }
    void show(const ChartModel& chart)
    {
        renderer.update(chart, plot.size());
        plot.replot();
        for (int i = 0; i < plot.plottableCount(); ++i) {
            if (auto* found = qobject_cast<GanttBars*>(plot.plottable(i)))
                bars = found;
        }
    }

    QCustomPlot plot;
    ChartRenderer renderer;
    GanttBars* bars = nullptr;
};

TEST_F(GanttBarsTest, DurationsAreToScaleAndTheAxisStartsBehindTheNames)
{
    const QRectF scan = bars->rectOf(0);
    const QRectF step = bars->rectOf(2);
    EXPECT_NEAR(step.width() / scan.width(), 0.4999 / 0.5, 0.02);
    EXPECT_GT(scan.left(), bars->nameWidth(300) - 1.0);
    EXPECT_GT(scan.top(), step.bottom()) << "lanes run from top to bottom";
}

TEST_F(GanttBarsTest, WhatIsTooShortToSeeIsStillThereAndCanBeHit)
{
    const QRectF blink = bars->rectOf(1);
    EXPECT_GE(blink.width(), 1.0);
    EXPECT_EQ(renderer.barAt(blink.center() + QPointF(2.0, 0.0)), 1u);
    EXPECT_EQ(renderer.barAt(bars->rectOf(2).center()), 2u);
    EXPECT_FALSE(renderer.barAt({bars->rectOf(0).right() + 60.0, bars->rectOf(0).center().y()}));
}

TEST_F(GanttBarsTest, HalvesOfABatchShareALane)
{
    ChartModel chart = timeline();
    chart.rows = 2;
    chart.bars.push_back({"Step", "", DeviceKind::Gpu, 0, 0, 1, 0.0, 0.4, 0.4});
    show(chart);
    EXPECT_GT(bars->rectOf(3).top(), bars->rectOf(2).bottom() - 1.0);
    EXPECT_LT(bars->rectOf(3).bottom(), bars->rectOf(0).top());
}

TEST_F(GanttBarsTest, OtherKindsOfChartsHaveNoBarsToHit)
{
    const QPointF inside = bars->rectOf(2).center();
    ChartModel curves;
    curves.series.push_back({});
    show(curves);
    EXPECT_FALSE(renderer.barAt(inside));
}

TEST(HoverBar, TellsExactSecondsAndTheNote)
{
    const QString text = hoverBar(timeline(), 0, screenTheme(ThemeVariant::Dark));
    for (const char* part : {"Scan", "FPGA", "0.5 s", "half of it"})
        EXPECT_TRUE(text.contains(QLatin1String(part))) << part << " in " << text.toStdString();
}

} // namespace
} // namespace ralmscope
