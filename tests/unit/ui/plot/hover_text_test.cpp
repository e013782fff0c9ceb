// SPDX-License-Identifier: GPL-3.0-or-later
#include "hover_text.h"

#include "sample_charts.h"

#include <gtest/gtest.h>

#include <limits>

namespace ralmscope {
namespace {

QPointF pixels(double x, double y)
{
    return {10.0 * x, 1000.0 - 10000.0 * y};
}

const Theme kTheme = [] {
    Theme theme;
    theme.text = Qt::black;
    theme.muted = Qt::gray;
    return theme;
}();

TEST(HoverText, ShowsTheExactRawValueAndTheChangeAgainstTheBaseline)
{
    ChartModel chart = sample::latency();
    chart.series[1].y.back() = 0.012345678901234567;
    chart.series[0].y.back() = 0.1;
    const auto hover = hoverCurves(chart, pixels(120.0, 0.05), pixels, kTheme);
    ASSERT_TRUE(hover);
    EXPECT_DOUBLE_EQ(hover->x, 128.0);
    EXPECT_TRUE(hover->text.contains(QStringLiteral("0.012345678901234567 s"))) << hover->text.toStdString();
    EXPECT_TRUE(hover->text.contains(QStringLiteral("12.35 ms"))) << hover->text.toStdString();
    EXPECT_TRUE(hover->text.contains(QStringLiteral("-88 %"))) << hover->text.toStdString();
    EXPECT_EQ(hover->marks.size(), 2U);
}

TEST(HoverText, SaysWhatABandMeans)
{
    ChartModel chart = sample::latency();
    chart.series[0].bandName = "p90 error";
    chart.series[0].low.clear();
    chart.series[0].high.clear();
    for (const double value : chart.series[0].y) {
        chart.series[0].low.push_back(value / 1.13);
        chart.series[0].high.push_back(value * 1.13);
    }
    const auto hover = hoverCurves(chart, pixels(120.0, 0.05), pixels, kTheme);
    ASSERT_TRUE(hover);
    EXPECT_TRUE(hover->text.contains(QStringLiteral("p90 error ± 13 %"))) << hover->text.toStdString();
}

TEST(HoverText, TellsWhereAMeasuredPointComesFrom)
{
    const ChartModel chart = sample::latency();
    const auto hover = hoverCurves(chart, pixels(64.0, 0.0375), pixels, kTheme);
    ASSERT_TRUE(hover);
    EXPECT_EQ(hover->measured, (SeriesPoint{2, 2}));
    EXPECT_TRUE(hover->text.contains(QStringLiteral("row 3")));
    EXPECT_TRUE(hover->text.contains(QStringLiteral("measured on the prototype")));
    EXPECT_TRUE(hover->text.contains(QStringLiteral("0.0352 s")));
}

TEST(HoverText, NamesTheBinOfAHistogramInsteadOfItsMiddle)
{
    ChartModel chart;
    chart.x = {"Error", "%", false, -0.05, 0.05, {}};
    chart.y.unit = "%";
    ChartSeries bars;
    bars.name = "fitted";
    bars.style = SeriesStyle::Bars;
    bars.x = {-0.025, 0.025};
    bars.y = {0.25, 0.75};
    bars.notes = {"-5 to 0 %: 1 of 4 values", "0 to +5 %: 3 of 4 values"};
    chart.series = {bars};
    const auto hover = hoverCurves(chart, pixels(0.045, 0.1), pixels, kTheme);
    ASSERT_TRUE(hover);
    EXPECT_TRUE(hover->text.contains(QStringLiteral("0 to +5 %: 3 of 4 values"))) << hover->text.toStdString();
    EXPECT_TRUE(hover->text.contains(QStringLiteral("75")));
    EXPECT_FALSE(hover->text.contains(QStringLiteral("2.5 %"))) << hover->text.toStdString();
}

TEST(HoverText, EscapesWhatCameFromFiles)
{
    ChartModel chart = sample::latency();
    chart.series[1].name = "<b>&";
    const auto hover = hoverCurves(chart, pixels(128.0, 0.0), pixels, kTheme);
    ASSERT_TRUE(hover);
    EXPECT_TRUE(hover->text.contains(QStringLiteral("&lt;b&gt;&amp;")));
}

TEST(HoverText, IsSilentWhereNothingIsFinite)
{
    ChartModel chart = sample::latency();
    for (ChartSeries& series : chart.series)
        series.y.assign(series.y.size(), std::numeric_limits<double>::quiet_NaN());
    EXPECT_FALSE(hoverCurves(chart, pixels(4.0, 0.0), pixels, kTheme));
    EXPECT_FALSE(hoverCurves(ChartModel{}, pixels(4.0, 0.0), pixels, kTheme));
}

TEST(HoverText, ListsTheSegmentsOfABarWithShares)
{
    const QString text = hoverCategory(sample::breakdown(), 2, kTheme);
    EXPECT_TRUE(text.contains(QStringLiteral("FPGA scan")));
    EXPECT_TRUE(text.contains(QStringLiteral("0.0111 s")));
    EXPECT_TRUE(text.contains(QStringLiteral("29 %"))) << text.toStdString();
    EXPECT_FALSE(text.contains(QStringLiteral("CPU search"))) << "segments of no length are left out";
}

TEST(HoverText, ABarThatIsNotThereSaysWhy)
{
    ChartModel chart = sample::breakdown();
    chart.categoryTexts = {"does not fit", "", "", ""};
    chart.categoryNotes = {"needs 80 GB < 100 GB", "", "", ""};
    const QString text = hoverCategory(chart, 0, kTheme);
    EXPECT_TRUE(text.contains(QStringLiteral("does not fit")));
    EXPECT_TRUE(text.contains(QStringLiteral("needs 80 GB &lt; 100 GB"))) << text.toStdString();
    EXPECT_TRUE(hoverCategory(chart, 2, kTheme).contains(QStringLiteral("FPGA scan")));
}

} // namespace
} // namespace ralmscope
