// SPDX-License-Identifier: GPL-3.0-or-later
#include "step_charts.h"

#include "metric.h"
#include "model_fixture.h"
#include "parameter_choices.h"
#include "simulate.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace ralmscope {
namespace {

using enum Parameter;

const ChartModel& timelineOf(const StepCharts& charts, TimelineStep step)
{
    return charts.timelines[static_cast<std::size_t>(step)];
}

TEST(StepCharts, EveryOperatorLiesUnderItsRoofAndInsideTheAxes)
{
    const ChartModel chart = stepCharts(shippedState(), *shipped().catalog).roofline;
    const ChartSeries* roof = seriesOf(chart, SeriesRole::Limit);
    ASSERT_TRUE(roof);
    EXPECT_EQ(roof->device, DeviceKind::Gpu);
    const ChartSeries* points = seriesOf(chart, SeriesRole::Model);
    ASSERT_TRUE(points);
    ASSERT_GT(points->x.size(), 5u);
    EXPECT_EQ(points->labels.size(), points->x.size());
    EXPECT_EQ(points->notes.size(), points->x.size());
    const double peak = roof->y.back();
    const double bandwidth = roof->y.front() / roof->x.front();
    for (std::size_t i = 0; i < points->x.size(); ++i) {
        EXPECT_LE(points->y[i], 2.0 * std::min(peak, bandwidth * points->x[i])) << points->labels[i];
        EXPECT_GT(points->x[i], chart.x.minimum);
        EXPECT_LT(points->x[i], chart.x.maximum);
        EXPECT_GE(points->y[i], chart.y.minimum);
        EXPECT_LE(points->y[i], chart.y.maximum);
    }
}

TEST(StepCharts, LongestOperatorsAreNamedFirstAndSayTheirNumbers)
{
    SessionState state = shippedState();
    state.baseline.reset();
    const ChartModel chart = stepCharts(state, *shipped().catalog).roofline;
    const ChartSeries* points = seriesOf(chart, SeriesRole::Model);
    ASSERT_TRUE(points);
    const auto head = std::find(points->labels.begin(), points->labels.end(), "FFN up");
    ASSERT_NE(head, points->labels.end());
    const std::string& note = points->notes[static_cast<std::size_t>(head - points->labels.begin())];
    for (const char* part : {" × ", "FLOP", "B,", "% of the decoding step", "bound by", "of the roof of"})
        EXPECT_NE(note.find(part), std::string::npos) << part << " in " << note;
}

TEST(StepCharts, ThePinnedBaselineIsShownMuted)
{
    SessionState state = shippedState();
    state.baseline = Baseline{QStringLiteral("before"), state.design};
    state.design.set(WorkloadBatch, 1);
    const ChartSeries* series = seriesOf(stepCharts(state, *shipped().catalog).roofline, SeriesRole::Baseline);
    ASSERT_TRUE(series);
    EXPECT_EQ(series->name, "before");
    state.baseline.reset();
    EXPECT_FALSE(seriesOf(stepCharts(state, *shipped().catalog).roofline, SeriesRole::Baseline));
}

TEST(StepCharts, TimelinesAreAsLongAsTheLatenciesThatTheWindowShows)
{
    const SessionState state = shippedState();
    const Result result = simulate(state.design, *shipped().catalog);
    const StepCharts charts = stepCharts(state, *shipped().catalog);
    EXPECT_NEAR(timelineOf(charts, TimelineStep::Retrieving).x.maximum, result[Metric::RetrievalStep], 1e-12);
    EXPECT_NEAR(timelineOf(charts, TimelineStep::Plain).x.maximum, result[Metric::PlainStep], 1e-12);
    EXPECT_NEAR(timelineOf(charts, TimelineStep::First).x.maximum, result[Metric::FirstStep], 1e-12);
}

TEST(StepCharts, EveryBarLiesInALaneAndOnTheAxis)
{
    SessionState state = shippedState();
    state.design.set(MappingRetrievalOverlap, static_cast<double>(Overlap::TwoSubBatches));
    state.design.set(WorkloadBatch, 64);
    const ChartModel chart = timelineOf(stepCharts(state, *shipped().catalog), TimelineStep::Retrieving);
    EXPECT_EQ(chart.rows, 2);
    ASSERT_FALSE(chart.bars.empty());
    for (const TimelineBar& bar : chart.bars) {
        EXPECT_LT(bar.category, chart.categories.size());
        EXPECT_GE(bar.start, 0.0);
        EXPECT_LE(bar.end, chart.x.maximum);
        EXPECT_LE(bar.end - bar.start, bar.length * (1 + 1e-9));
        EXPECT_LT(bar.row, chart.rows);
        EXPECT_FALSE(bar.note.empty());
    }
}

TEST(StepCharts, ADesignThatDoesNotFitSaysWhyInEveryChart)
{
    SessionState state = shippedState();
    state.design.set(LmModel, shipped().catalog->find(CatalogKind::Model, "llama-3-70b"));
    const StepCharts charts = stepCharts(state, *shipped().catalog);
    EXPECT_TRUE(charts.roofline.empty());
    EXPECT_FALSE(charts.roofline.emptyText.empty());
    for (const ChartModel& chart : charts.timelines) {
        EXPECT_TRUE(chart.empty());
        EXPECT_EQ(chart.emptyText, charts.roofline.emptyText);
    }
}

TEST(StepCharts, AreComputedOnlyWhereTheyAreAskedFor)
{
    EXPECT_TRUE(directFrame(shippedState()).step.roofline.id.empty());
}

} // namespace
} // namespace ralmscope
