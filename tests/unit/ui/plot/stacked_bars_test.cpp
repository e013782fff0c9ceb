// SPDX-License-Identifier: GPL-3.0-or-later
#include "stacked_bars.h"

#include "sample_charts.h"

#include <gtest/gtest.h>

namespace ralmscope {
namespace {

TEST(StackedBars, AnOutlierIsDrawnUpToTheCut)
{
    QCustomPlot plot;
    auto* bars = new StackedBars(plot.yAxis, plot.xAxis); // the plot owns it
    ChartModel chart = sample::breakdown();
    chart.segments[0].values[0] = 10.0;
    chart.cutAt = 0.08;
    bars->update(chart, screenStyle(screenTheme(ThemeVariant::Light)), 1e-3);
    EXPECT_DOUBLE_EQ(bars->drawnLength(0), 0.08);
    EXPECT_DOUBLE_EQ(bars->drawnLength(2), bars->total(2));
    EXPECT_GT(bars->total(0), 10.0) << "the number beside it is the whole";
    bool found = false;
    EXPECT_DOUBLE_EQ(bars->getValueRange(found).upper, 0.08);
}

TEST(StackedBars, AReasonHasTheRoomOfTheBarThatIsNotThere)
{
    QCustomPlot plot;
    auto* bars = new StackedBars(plot.yAxis, plot.xAxis);
    ChartModel chart = sample::breakdown();
    for (BarSegment& segment : chart.segments)
        segment.values[0] = 0.0;
    const ChartStyle style = screenStyle(screenTheme(ThemeVariant::Light));
    bars->update(chart, style, 1e-3);
    const double withNumbers = bars->totalWidth();
    chart.categoryTexts = {"Does not fit: 350 GB on one GPU, 80 GB available", "", "", ""};
    bars->update(chart, style, 1e-3);
    EXPECT_EQ(bars->totalWidth(), withNumbers) << "a long sentence must not squeeze the other bars";
}

} // namespace
} // namespace ralmscope
