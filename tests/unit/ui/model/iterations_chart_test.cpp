// SPDX-License-Identifier: GPL-3.0-or-later
#include "iterations_chart.h"

#include <gmock/gmock.h>

#include <cmath>

namespace ralmscope {
namespace {

using testing::HasSubstr;

/// Eight requests of two rows each, one of which ends every ten iterations; FC moves at 8 rows.
MappingTimeline decaying()
{
    MappingTimeline timeline;
    for (int i = 0; i < 8; ++i) {
        const double requests = 8.0 - i;
        const double rows = 2.0 * requests;
        timeline.iterations.push_back({10.0 * i, requests, rows, rows > 8.0 ? DeviceKind::Gpu : DeviceKind::Pim, 1e-3});
    }
    timeline.alpha = 8.0;
    timeline.movesAt = 40.0;
    return timeline;
}

const ChartSeries* seriesOn(const ChartModel& chart, DeviceKind device)
{
    for (const ChartSeries& series : chart.series) {
        if (series.device == device)
            return &series;
    }
    return nullptr;
}

TEST(IterationsChart, RowsHaveTheColourOfTheDeviceThatRunsTheLayers)
{
    const ChartModel chart = iterationsChart(decaying(), {});
    const ChartSeries* gpu = seriesOn(chart, DeviceKind::Gpu);
    const ChartSeries* pim = seriesOn(chart, DeviceKind::Pim);
    ASSERT_TRUE(gpu && pim);
    EXPECT_EQ(gpu->x.front(), 0.0);
    EXPECT_EQ(gpu->y.front(), 16.0);
    EXPECT_EQ(pim->x.front(), 40.0);
    EXPECT_EQ(pim->x.back(), 70.0);
    EXPECT_EQ(gpu->x[gpu->x.size() - 2], 40.0) << "the curve goes on to where the other one starts";
    EXPECT_TRUE(std::isnan(gpu->y.back()));
    EXPECT_THAT(gpu->notes.front(), HasSubstr("1.00 ms"));
}

TEST(IterationsChart, MarksAlphaAndTheIterationWhereTheLayersMove)
{
    const ChartModel chart = iterationsChart(decaying(), {});
    ASSERT_EQ(chart.marks.size(), 2u);
    EXPECT_EQ(chart.marks[0].axis, ChartMark::Axis::Y);
    EXPECT_EQ(chart.marks[0].from, 8.0);
    EXPECT_EQ(chart.marks[1].axis, ChartMark::Axis::X);
    EXPECT_EQ(chart.marks[1].from, 40.0);
    EXPECT_THAT(chart.marks[1].text, HasSubstr("40"));
}

TEST(IterationsChart, RequestsAreDrawnWhereSpeculationMakesThemDiffer)
{
    MappingTimeline timeline = decaying();
    EXPECT_EQ(iterationsChart(timeline, {}).series.front().role, SeriesRole::Guide);
    for (MappingIteration& point : timeline.iterations)
        point.requests = point.rows;
    EXPECT_NE(iterationsChart(timeline, {}).series.front().role, SeriesRole::Guide);
}

TEST(IterationsChart, AnAlphaFarAboveDoesNotSqueezeTheCurve)
{
    MappingTimeline timeline = decaying();
    timeline.alpha = 20.0;
    EXPECT_GE(iterationsChart(timeline, {}).y.maximum, 20.0);
    timeline.alpha = 4096.0;
    const ChartModel chart = iterationsChart(timeline, {});
    EXPECT_LT(chart.y.maximum, 30.0);
    EXPECT_THAT(chart.x.label, HasSubstr("4096"));
}

TEST(IterationsChart, WithoutARuleThereIsNoAlpha)
{
    MappingTimeline timeline = decaying();
    timeline.alpha = std::nan("");
    timeline.movesAt = std::nan("");
    EXPECT_TRUE(iterationsChart(timeline, {}).marks.empty());
}

TEST(IterationsChart, ADesignThatCannotRunSaysWhy)
{
    Verdict verdict;
    verdict.status = Status::Infeasible;
    verdict.reason = Reason::GpuMemory;
    EXPECT_EQ(iterationsChart({}, verdict).emptyText, describe(verdict));
}

} // namespace
} // namespace ralmscope
