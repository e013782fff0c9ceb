// SPDX-License-Identifier: GPL-3.0-or-later
#include "breakdown_chart.h"

#include <gtest/gtest.h>

#include <array>

namespace ralmscope {
namespace {

Result taking(double seconds)
{
    Result result;
    result.breakdown.add(Stage::LmDecode, DeviceKind::Gpu, seconds, 1.0);
    return result;
}

Result infeasible()
{
    Result result;
    result.verdict = {Status::Infeasible, Reason::GpuMemory, Parameter::GpuCount, 2e9, 0.0, 1e9};
    return result;
}

ChartModel chartOf(const std::array<Result, 3>& results)
{
    const std::array<BreakdownBar, 3> bars{{{"First", {}, false}, {"Current", {}, true}, {"Last", {}, false}}};
    return breakdownChart(BreakdownQuantity::Seconds, bars, results);
}

TEST(BreakdownChart, WhatDoesNotFitSaysSoWithItsReason)
{
    const ChartModel chart = chartOf({infeasible(), taking(0.1), taking(0.2)});
    EXPECT_EQ(chart.categoryTexts[0], "does not fit");
    EXPECT_EQ(chart.categoryNotes[0], describe(infeasible().verdict));
    EXPECT_FALSE(chart.categoryNotes[0].empty());
    EXPECT_EQ(chart.categoryNotes[1], "");
}

TEST(BreakdownChart, ManyStagesShareTheLastColourSmallestFirst)
{
    Result result;
    for (std::size_t stage = 0; stage < kStageCount; ++stage)
        result.breakdown.add(static_cast<Stage>(stage), DeviceKind::Gpu, 1.0 + static_cast<double>(stage), 1.0);
    const ChartModel chart = chartOf({result, result, result});
    ASSERT_LE(chart.segments.size(), 7u) << "no legend holds more";
    EXPECT_TRUE(chart.segments.back().name.starts_with("Other, up to "));
    double sum = 0.0;
    for (const BarSegment& segment : chart.segments)
        sum += segment.values[0];
    EXPECT_DOUBLE_EQ(sum, result.breakdown.seconds()) << "nothing is lost";
}

TEST(BreakdownChart, AnOutlierIsCutSoThatTheOthersStayReadable)
{
    const ChartModel chart = chartOf({taking(5.0), taking(0.1), taking(0.4)});
    ASSERT_TRUE(chart.cutAt);
    EXPECT_GT(*chart.cutAt, 0.4) << "a cut bar is still the longest";
    EXPECT_LT(*chart.cutAt, 0.8);
    EXPECT_LT(chart.x.maximum, 1.0);
    EXPECT_EQ(chart.segments.at(0).values[0], 5.0) << "numbers are as they are";
    EXPECT_FALSE(chartOf({taking(0.7), taking(0.1), taking(0.4)}).cutAt);
    EXPECT_FALSE(chartOf({taking(5.0), infeasible(), taking(0.4)}).cutAt) << "nothing to compare with";
}

} // namespace
} // namespace ralmscope
