// SPDX-License-Identifier: GPL-3.0-or-later
#include "explore_frame.h"

#include "model_fixture.h"
#include "parameter_choices.h"
#include "simulate.h"

#include <gmock/gmock.h>

#include <cmath>

namespace ralmscope {
namespace {

using enum Parameter;

bool insideRange(const ChartModel& chart)
{
    for (const ChartSeries& series : chart.series) {
        for (const auto* values : {&series.y, &series.low, &series.high}) {
            for (const double value : *values) {
                if (std::isfinite(value) && (value < chart.y.minimum || value > chart.y.maximum))
                    return false;
            }
        }
    }
    return true;
}

TEST(ExploreFrame, CurvesAreTheModelsOwnNumbers)
{
    const SessionState state = shippedState();
    const ExploreFrame frame = directFrame(state);
    for (std::size_t i = 0; i < frame.curves.size(); ++i) {
        const ChartSeries* series = seriesOf(frame.curves[i], SeriesRole::Model);
        ASSERT_TRUE(series);
        ASSERT_GT(series->x.size(), 20u);
        for (std::size_t p = 0; p < series->x.size(); ++p) {
            DesignPoint design = state.design;
            design.set(state.xAxis, series->x[p]);
            EXPECT_EQ(series->y[p], simulate(design, *shipped().catalog)[state.metrics[i]]);
        }
        ASSERT_TRUE(frame.curves[i].current);
        EXPECT_EQ(frame.curves[i].current->second, frame.current[state.metrics[i]]);
    }
}

TEST(ExploreFrame, DesignsThatDoNotFitAreGaps)
{
    SessionState state = shippedState();
    state.xAxis = DatabaseVectors;
    state.design.set(DatabaseVectors, 1e9);
    const ExploreFrame frame = directFrame(state);
    const ChartSeries* series = seriesOf(frame.curves[0], SeriesRole::Model);
    ASSERT_TRUE(series);
    EXPECT_TRUE(std::isfinite(series->y.front()));
    EXPECT_TRUE(std::isnan(series->y.back())) << "ten billion vectors do not fit one node";
    EXPECT_TRUE(insideRange(frame.curves[0]));
}

TEST(ExploreFrame, CodeLengthsBetweenTheDivisorsLeaveNoGap)
{
    SessionState state = shippedState();
    state.xAxis = DatabasePqBytes;
    const ChartSeries* series = nullptr;
    const ExploreFrame frame = directFrame(state);
    series = seriesOf(frame.curves[0], SeriesRole::Model);
    ASSERT_TRUE(series);
    ASSERT_GE(series->y.size(), 2u);
    EXPECT_TRUE(std::isfinite(series->y[0]) && std::isfinite(series->y[1]));
}

TEST(ExploreFrame, EverythingDrawnIsInsideTheAxes)
{
    SessionState state = shippedState();
    state.baseline = Baseline{QStringLiteral("CPU"), state.design};
    state.baseline->design.set(RetrievalOrganisation, static_cast<double>(Organisation::Cpu));
    for (const bool logarithmic : {false, true}) {
        state.logarithmic = {logarithmic, logarithmic, logarithmic};
        const ExploreFrame frame = directFrame(state, shipped().measured.get());
        for (const ChartModel& chart : frame.curves)
            EXPECT_TRUE(insideRange(chart)) << chart.id;
        EXPECT_TRUE(insideRange(frame.sequence));
    }
}

TEST(ExploreFrame, APinnedBaselineIsASecondCurveAndTheFirstBar)
{
    SessionState state = shippedState();
    state.baseline = Baseline{QStringLiteral("Four nodes"), state.design};
    state.baseline->design.set(FpgaCount, 8);
    const ExploreFrame frame = directFrame(state);
    ASSERT_TRUE(frame.baseline);
    for (const ChartModel& chart : frame.curves) {
        const ChartSeries* series = seriesOf(chart, SeriesRole::Baseline);
        ASSERT_TRUE(series);
        EXPECT_EQ(series->name, "Four nodes");
    }
    ASSERT_FALSE(frame.breakdown.categories.empty());
    EXPECT_EQ(frame.breakdown.categories.front(), "Four nodes");
    EXPECT_TRUE(seriesOf(frame.sequence, SeriesRole::Baseline));
}

TEST(ExploreFrame, BreakdownBarsAddUpToTheTimePerToken)
{
    const ExploreFrame frame = directFrame(shippedState());
    const ChartModel& chart = frame.breakdown;
    ASSERT_TRUE(chart.emphasised);
    double total = 0.0;
    for (const BarSegment& segment : chart.segments) {
        ASSERT_EQ(segment.values.size(), chart.categories.size());
        total += segment.values[*chart.emphasised];
    }
    EXPECT_NEAR(total, frame.current[Metric::Tpot], 1e-9 * total);
    EXPECT_GE(chart.x.maximum, total);
    EXPECT_EQ(chart.categoryTexts.size(), chart.categories.size());
    EXPECT_EQ(frame.breakdownDesigns.size(), chart.categories.size());
    EXPECT_TRUE(frame.breakdownDesigns[*chart.emphasised] == frame.state.design);
}

TEST(ExploreFrame, StagesTooThinToSeeShareOneColour)
{
    const ChartModel chart = directFrame(shippedState()).breakdown;
    EXPECT_LE(chart.segments.size(), 7u);
    for (const BarSegment& segment : chart.segments) {
        const double largest = *std::max_element(segment.values.begin(), segment.values.end());
        EXPECT_TRUE(largest > 0.005 * chart.x.maximum || segment.name.starts_with("Other")) << segment.name;
    }
}

TEST(ExploreFrame, TheBreakdownComparesOrganisationsAndNodeCounts)
{
    SessionState state = shippedState();
    state.design.set(FpgaCount, 2);
    EXPECT_THAT(directFrame(state).breakdown.categories,
                testing::ElementsAre(testing::StartsWith("CPU, "), "CPU + GPU index", "1 FPGA node", "2 FPGA nodes",
                                     "4 FPGA nodes"));
    state.design.set(RetrievalOrganisation, static_cast<double>(Organisation::Cpu));
    const ExploreFrame cpu = directFrame(state);
    EXPECT_EQ(cpu.breakdown.emphasised, 0u);
}

TEST(ExploreFrame, ABarIsNotDrawnTwice)
{
    SessionState state = shippedState();
    state.baseline = Baseline{QStringLiteral("CPU baseline"), state.design};
    state.baseline->design.set(RetrievalOrganisation, static_cast<double>(Organisation::Cpu));
    state.baseline->design.set(FpgaCount, 7); // changes nothing on a CPU
    EXPECT_THAT(directFrame(state).breakdown.categories,
                testing::ElementsAre("CPU baseline", "CPU + GPU index", "1 FPGA node", "4 FPGA nodes"));
}

TEST(ExploreFrame, TheSequenceShowsItsRetrievals)
{
    SessionState state = shippedState();
    state.design.set(WorkloadSequence, 512);
    state.design.set(RetrievalInterval, 8);
    const ExploreFrame frame = directFrame(state);
    const ChartSeries* series = seriesOf(frame.sequence, SeriesRole::Model);
    ASSERT_TRUE(series);
    EXPECT_EQ(frame.sequence.x.maximum, 64);
    EXPECT_EQ(series->y.front(), frame.current[Metric::FirstStep]);
    EXPECT_EQ(std::count(series->y.begin(), series->y.end(), frame.current[Metric::RetrievalStep]), 7);
    EXPECT_TRUE(std::is_sorted(series->x.begin(), series->x.end()));

    state.design.set(RetrievalInterval, 100);
    const ExploreFrame sparse = directFrame(state);
    EXPECT_GT(sparse.sequence.x.maximum, 100) << "the second retrieval is seen";
}

TEST(ExploreFrame, HelpsAreRealGainsLargestFirstWhatCostsThroughputLast)
{
    const ExploreFrame frame = directFrame(shippedState());
    ASSERT_FALSE(frame.helps.empty());
    EXPECT_LE(frame.helps.size(), 5u);
    double last = -1.0;
    bool trades = false;
    for (const Help& help : frame.helps) {
        EXPECT_LT(help.change, 0.0);
        const bool costs = help.throughput < 0.0;
        EXPECT_TRUE(costs || !trades);
        EXPECT_TRUE(help.change >= last || costs != trades);
        trades = costs;
        last = help.change;
        const Result after = simulate(help.step.design, *shipped().catalog);
        EXPECT_DOUBLE_EQ(after[Metric::Tpot] / frame.current[Metric::Tpot] - 1.0, help.change);
        EXPECT_DOUBLE_EQ(after[Metric::Tokens] / frame.current[Metric::Tokens] - 1.0, help.throughput);
    }
}

TEST(ExploreFrame, NotToRetrieveIsNoHelp)
{
    for (const Help& help : directFrame(shippedState()).helps)
        EXPECT_NE(help.step.design.choice<Organisation>(RetrievalOrganisation), Organisation::None);
}

TEST(ExploreFrame, WhatDoesNotFitIsHelpedByStepsThatMakeItFit)
{
    SessionState state = shippedState();
    state.design.set(DatabaseVectors, 2e9); // 80 GB of codes and ids on a node of 64 GB
    const ExploreFrame frame = directFrame(state);
    ASSERT_FALSE(frame.current.verdict.usable());
    ASSERT_FALSE(frame.helps.empty());
    for (const Help& help : frame.helps) {
        EXPECT_TRUE(std::isnan(help.change));
        EXPECT_TRUE(simulate(help.step.design, *shipped().catalog).verdict.usable());
    }
}

TEST(ExploreFrame, FreeDraftsAreNoHelp)
{
    for (const Help& help : directFrame(shippedState()).helps)
        EXPECT_NE(help.step.design.choice<SpeculationKind>(LmSpeculation), SpeculationKind::FreeDraft);
}

TEST(ExploreFrame, NineInTenErrorsAreABandAroundTheCurve)
{
    SessionState state = shippedState();
    EXPECT_TRUE(seriesOf(directFrame(state).curves[0], SeriesRole::Model)->low.empty()) << "off at first";
    state.currentBand = true;
    const ExploreFrame frame = directFrame(state, shipped().measured.get());
    const ChartSeries* series = seriesOf(frame.curves[0], SeriesRole::Model);
    ASSERT_TRUE(series && frame.errors[0]);
    ASSERT_EQ(series->high.size(), series->y.size());
    EXPECT_DOUBLE_EQ(series->high[3], series->y[3] * (1.0 + frame.errors[0]->p90));
    EXPECT_DOUBLE_EQ(series->low[3], series->y[3] / (1.0 + frame.errors[0]->p90));
    EXPECT_EQ(series->bandName, "p90 error");
}

TEST(ExploreFrame, TheBaselineHasItsBandUnlessSwitchedOff)
{
    SessionState state = shippedState();
    state.baseline = Baseline{QStringLiteral("The same"), state.design};
    const ExploreFrame frame = directFrame(state);
    for (const ChartModel& chart : frame.curves) {
        const ChartSeries* series = seriesOf(chart, SeriesRole::Baseline);
        ASSERT_TRUE(series) << chart.id;
        ASSERT_EQ(series->high.size(), series->y.size()) << chart.id;
    }
    state.baselineBand = false;
    EXPECT_TRUE(seriesOf(directFrame(state).curves[0], SeriesRole::Baseline)->high.empty());
}

TEST(ExploreFrame, NothingLiesBetweenTwoChoices)
{
    SessionState state = shippedState();
    state.xAxis = RetrievalOrganisation;
    EXPECT_EQ(seriesOf(directFrame(state).curves[0], SeriesRole::Model)->style, SeriesStyle::Marks);
    state.xAxis = RetrievalNprobe;
    EXPECT_EQ(seriesOf(directFrame(state).curves[0], SeriesRole::Model)->style, SeriesStyle::Line);
}

TEST(ExploreFrame, AnAxisWithoutEffectSaysSo)
{
    SessionState state = shippedState();
    state.design.set(RetrievalOrganisation, static_cast<double>(Organisation::Cpu));
    state.xAxis = FpgaCount;
    const ExploreFrame frame = directFrame(state);
    EXPECT_TRUE(frame.curves[0].empty());
    EXPECT_THAT(frame.curves[0].emptyText, testing::HasSubstr("another x axis"));
}

TEST(ExploreFrame, AnImpossibleDesignGivesReasonsInsteadOfCharts)
{
    SessionState state = shippedState();
    state.design.set(DatabaseVectors, 1e13);
    const ExploreFrame frame = directFrame(state);
    EXPECT_EQ(frame.current.verdict.status, Status::Infeasible);
    EXPECT_TRUE(frame.sequence.empty());
    EXPECT_FALSE(frame.sequence.emptyText.empty());
}

TEST(ExploreFrame, HiddenPartsAskForNothing)
{
    const Catalog& catalog = *shipped().catalog;
    EXPECT_EQ(planExplore({1, shippedState(), false, false, false}, catalog).size(), 1u);
    EXPECT_LT(planExplore({1, shippedState(), true, false, false}, catalog).size(), 70u);
}

} // namespace
} // namespace ralmscope
