// SPDX-License-Identifier: GPL-3.0-or-later
#include "nice_range.h"

#include <gmock/gmock.h>

#include <limits>

namespace ralmscope {
namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr double kInf = std::numeric_limits<double>::infinity();

ChartSeries values(std::vector<double> y)
{
    ChartSeries series;
    series.y = std::move(y);
    return series;
}

TEST(NiceCeiling, IsTheNextRoundNumber)
{
    EXPECT_DOUBLE_EQ(niceCeiling(0.037), 0.04);
    EXPECT_DOUBLE_EQ(niceCeiling(1.0), 1.0);
    EXPECT_DOUBLE_EQ(niceCeiling(1705), 2000);
    EXPECT_DOUBLE_EQ(niceCeiling(8.1), 10);
    EXPECT_DOUBLE_EQ(niceCeiling(0), 1);
    EXPECT_DOUBLE_EQ(niceCeiling(kNan), 1);
    EXPECT_DOUBLE_EQ(niceCeiling(kInf), 1);
}

TEST(FitAxis, LinearAxesStartAtZeroAndHoldEverythingFinite)
{
    ChartAxis axis;
    ChartSeries series = values({3.0, kNan, 7.0, kInf});
    series.high = {3.5, kNan, 9.2, 1.0};
    fitAxis(axis, {&series, 1});
    EXPECT_EQ(axis.minimum, 0.0);
    EXPECT_GE(axis.maximum, 9.2);
    EXPECT_LE(axis.maximum, 12.0);
}

TEST(FitAxis, RestsWhileDataChangeALittle)
{
    ChartAxis a;
    ChartAxis b;
    const ChartSeries first = values({33.0});
    const ChartSeries second = values({36.0});
    fitAxis(a, {&first, 1});
    fitAxis(b, {&second, 1});
    EXPECT_EQ(a.maximum, b.maximum);
}

TEST(FitAxis, LogarithmicAxesAreWholeDecadesOfThePositiveValues)
{
    ChartAxis axis;
    axis.logarithmic = true;
    const ChartSeries series = values({0.0, -1.0, 0.02, 3.0});
    fitAxis(axis, {&series, 1});
    EXPECT_DOUBLE_EQ(axis.minimum, 0.01);
    EXPECT_DOUBLE_EQ(axis.maximum, 10.0);
}

TEST(FitLogarithmicAxis, EndsAreOneTwoOrFiveTimesAPowerOfTen)
{
    ChartAxis axis;
    const ChartSeries series = values({0.0, 0.0071, 3.1});
    fitLogarithmicAxis(axis, {&series, 1});
    EXPECT_DOUBLE_EQ(axis.minimum, 0.005);
    EXPECT_DOUBLE_EQ(axis.maximum, 5.0);
    fitLogarithmicAxis(axis, {});
    EXPECT_LT(axis.minimum, axis.maximum);
}

TEST(FitAxis, WithoutDataIsStillARange)
{
    for (const bool logarithmic : {false, true}) {
        ChartAxis axis;
        axis.logarithmic = logarithmic;
        fitAxis(axis, {});
        EXPECT_LT(axis.minimum, axis.maximum);
        EXPECT_TRUE(!logarithmic || axis.minimum > 0.0);
    }
}

} // namespace
} // namespace ralmscope
