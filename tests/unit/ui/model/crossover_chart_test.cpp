// SPDX-License-Identifier: GPL-3.0-or-later
#include "crossover_chart.h"

#include <gmock/gmock.h>

namespace ralmscope {
namespace {

using testing::HasSubstr;

/// GPUs take 1 ms whatever the rows, the stacks 0.1 ms a row: they cross at ten.
FcCrossover crossingAtTen()
{
    FcCrossover crossover;
    for (double rows = 1.0; rows <= 1024.0; rows *= 2.0)
        crossover.points.push_back({rows, 1e-3, 1e-4 * rows});
    crossover.crossing = 10.0;
    crossover.alpha = 10.0;
    crossover.firstRows = 64.0;
    crossover.lastRows = 4.0;
    return crossover;
}

DesignPoint withStacks()
{
    DesignPoint design;
    design.set(Parameter::PimFcStacks, 30);
    return design;
}

TEST(CrossoverChart, ShowsBothDevicesAgainstRowsOnLogarithmicAxes)
{
    const ChartModel chart = crossoverChart(crossingAtTen(), withStacks(), {});
    ASSERT_EQ(chart.series.size(), 2u);
    EXPECT_EQ(chart.series[0].device, DeviceKind::Gpu);
    EXPECT_EQ(chart.series[1].device, DeviceKind::Pim);
    EXPECT_EQ(chart.series[1].y.back(), 0.1024);
    EXPECT_TRUE(chart.x.logarithmic && chart.y.logarithmic);
    EXPECT_EQ(chart.x.maximum, 1024.0);
    EXPECT_EQ(chart.y.unit, "s");
}

TEST(CrossoverChart, MarksTheRowsOfTheBatchAndAlpha)
{
    const ChartModel chart = crossoverChart(crossingAtTen(), withStacks(), {});
    ASSERT_EQ(chart.marks.size(), 2u);
    EXPECT_TRUE(chart.marks[0].isRange());
    EXPECT_EQ(chart.marks[0].from, 4.0);
    EXPECT_EQ(chart.marks[0].to, 64.0);
    EXPECT_EQ(chart.marks[1].from, 10.0);
    EXPECT_THAT(chart.marks[1].text, HasSubstr("the crossing"));
}

TEST(CrossoverChart, AnAlphaThatWasGivenStandsBesideTheCrossing)
{
    FcCrossover crossover = crossingAtTen();
    crossover.alpha = 32.0;
    const ChartModel chart = crossoverChart(crossover, withStacks(), {});
    ASSERT_EQ(chart.marks.size(), 3u);
    EXPECT_EQ(chart.marks[1].from, 10.0);
    EXPECT_EQ(chart.marks[2].from, 32.0);
}

TEST(CrossoverChart, ACrossingThatDoesNotExistIsNotMarked)
{
    FcCrossover crossover = crossingAtTen();
    crossover.crossing = 0.0; // never faster
    crossover.alpha = 0.0;
    EXPECT_EQ(crossoverChart(crossover, withStacks(), {}).marks.size(), 1u);
}

TEST(CrossoverChart, WithoutStacksItSaysWhatToDo)
{
    const ChartModel chart = crossoverChart({}, DesignPoint(), {});
    EXPECT_TRUE(chart.empty());
    EXPECT_THAT(chart.emptyText, HasSubstr("FC layers on"));
    Verdict verdict;
    verdict.status = Status::Infeasible;
    verdict.reason = Reason::GpuMemory;
    EXPECT_EQ(crossoverChart({}, withStacks(), verdict).emptyText, describe(verdict));
    EXPECT_FALSE(crossoverChart({}, withStacks(), {}).emptyText.empty());
}

} // namespace
} // namespace ralmscope
