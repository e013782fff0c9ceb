// SPDX-License-Identifier: GPL-3.0-or-later
#include "chart_style.h"

#include "sample_charts.h"

#include <gtest/gtest.h>

#include <cmath>

namespace ralmscope {
namespace {

constexpr double kDistinctGrey = 12.0; // L*

bool differInGrey(const QColor& left, const QColor& right)
{
    return std::fabs(lightness(left) - lightness(right)) >= kDistinctGrey;
}

TEST(ChartStyle, KnowsHowLightAColourIs)
{
    EXPECT_NEAR(lightness(Qt::black), 0.0, 0.1);
    EXPECT_NEAR(lightness(Qt::white), 100.0, 0.1);
    EXPECT_NEAR(lightness(QColor(0x00, 0x72, 0xb2)), 46.0, 1.0); // Okabe-Ito blue
}

TEST(ChartStyle, TellsSeriesOfAFigureApartWithoutColour)
{
    const ChartModel chart = sample::manySeries();
    const ChartStyle style = printStyle();
    for (std::size_t index = 1; index < chart.series.size(); ++index) {
        const SeriesLook before = style.series(chart, index - 1);
        const SeriesLook look = style.series(chart, index);
        EXPECT_TRUE(differInGrey(before.pen.color(), look.pen.color())) << chart.series[index].name;
        EXPECT_NE(before.pen.dashPattern(), look.pen.dashPattern()) << chart.series[index].name;
        EXPECT_NE(before.marker, look.marker) << chart.series[index].name;
    }
}

TEST(ChartStyle, TellsTheBaselineFromTheModelInGrey)
{
    const ChartModel chart = sample::latency();
    const SeriesLook baseline = printStyle().series(chart, 0);
    const SeriesLook model = printStyle().series(chart, 1);
    EXPECT_TRUE(differInGrey(baseline.pen.color(), model.pen.color()));
    EXPECT_NE(baseline.pen.style(), Qt::SolidLine);
    EXPECT_EQ(model.pen.style(), Qt::SolidLine);
}

TEST(ChartStyle, TellsNeighbouringSegmentsApartInGreyOrByHatch)
{
    ChartModel chart = sample::breakdown();
    // Every pair of kinds and stages may meet where the ones between are empty.
    chart.segments.push_back({"PIM", DeviceKind::Pim, 0, {}});
    chart.segments.push_back({"GPU, third stage", DeviceKind::Gpu, 2, {}});
    const ChartStyle style = printStyle();
    for (std::size_t left = 0; left < chart.segments.size(); ++left) {
        for (std::size_t right = left + 1; right < chart.segments.size(); ++right) {
            const SegmentLook one = style.segment(chart, left);
            const SegmentLook other = style.segment(chart, right);
            EXPECT_TRUE(differInGrey(one.fill, other.fill) || one.hatch != other.hatch)
                << chart.segments[left].name << " and " << chart.segments[right].name;
        }
    }
}

TEST(ChartStyle, KeepsFigureTextAndLinesAboveWhatPublishersAllow)
{
    const double pixelsPerPoint = 4.0;
    for (const ChartStyle& style : {printStyle(pixelsPerPoint), slideStyle(ThemeVariant::Dark, pixelsPerPoint)}) {
        for (const QFont& font : {style.tickFont, style.labelFont, style.strongFont})
            EXPECT_GE(font.pixelSize(), 7.0 * pixelsPerPoint);
        EXPECT_GE(style.thinWidth, 0.5 * pixelsPerPoint);
        EXPECT_GE(style.markerSize, 3.0 * pixelsPerPoint);
    }
}

TEST(Theme, GivesEveryDeviceItsColourAndItsStagesTints)
{
    for (const ThemeVariant variant : {ThemeVariant::Light, ThemeVariant::Dark}) {
        const Theme theme = screenTheme(variant);
        EXPECT_EQ(theme.accent, theme.device(DeviceKind::Gpu));
        EXPECT_NE(theme.device(DeviceKind::Gpu, 1), theme.device(DeviceKind::Gpu));
        EXPECT_GT(std::fabs(lightness(theme.text) - lightness(theme.background)), 70.0);
        EXPECT_GT(std::fabs(lightness(theme.muted) - lightness(theme.panel)), 40.0);
    }
}

TEST(Theme, SetsDigitsOfEqualWidth)
{
    const QFont font = screenTheme(ThemeVariant::Light).font(FontRole::Headline);
    EXPECT_DOUBLE_EQ(tabularWidth(font, QStringLiteral("1111")), tabularWidth(font, QStringLiteral("8888")));
}

} // namespace
} // namespace ralmscope
