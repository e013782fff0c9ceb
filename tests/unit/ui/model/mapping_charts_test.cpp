// SPDX-License-Identifier: GPL-3.0-or-later
#include "mapping_charts.h"

#include "model_fixture.h"
#include "parameter_table.h"
#include "simulate.h"

#include <gmock/gmock.h>

namespace ralmscope {
namespace {

ExploreRequest mappingRequest()
{
    ExploreRequest request{1, shippedState(), false, false, false};
    request.mapping = true;
    return request;
}

ExploreFrame frameOf(const ExploreRequest& request)
{
    const Catalog& catalog = *shipped().catalog;
    std::vector<Result> results;
    for (const DesignPoint& design : planExplore(request, catalog))
        results.push_back(simulate(design, catalog));
    return buildExplore(request, catalog, results, nullptr);
}

TEST(MappingCharts, PhysicsHasABarForEveryChoiceAndTheDesignsOwnInBold)
{
    const MappingBars bars = mappingBars(shippedState().design, *shipped().catalog);
    const ParameterInfo& row = info(Parameter::MappingPhysics);
    ASSERT_EQ(bars.physics.size(), row.choices.size());
    for (std::size_t i = 0; i < bars.physics.size(); ++i) {
        EXPECT_EQ(bars.physics[i].label, row.choiceLabels[i]);
        EXPECT_EQ(bars.physics[i].design[row.parameter], static_cast<double>(i));
        EXPECT_EQ(bars.physics[i].current, i == 0);
    }
}

TEST(MappingCharts, AFrameHasThemOnlyWhereTheyAreAskedFor)
{
    ExploreRequest request = mappingRequest();
    const std::size_t planned = planExplore(request, *shipped().catalog).size();
    EXPECT_EQ(frameOf(request).mapping.variants[0].id, "mappings");
    request.mapping = false;
    EXPECT_LT(planExplore(request, *shipped().catalog).size(), planned);
    EXPECT_EQ(frameOf(request).mapping.variants[0].id, "");
}

TEST(MappingCharts, BarsAddUpToTheTimeAndEnergyOfTheirDesigns)
{
    const MappingCharts charts = frameOf(mappingRequest()).mapping;
    ASSERT_EQ(charts.variants[0].categories.size(), charts.variantDesigns.size());
    ASSERT_EQ(charts.physics[0].categories.size(), charts.physicsDesigns.size());
    for (std::size_t i = 0; i < charts.variantDesigns.size(); ++i) {
        const Result result = simulate(charts.variantDesigns[i], *shipped().catalog);
        if (!result.verdict.usable())
            continue;
        double seconds = 0.0;
        for (const BarSegment& segment : charts.variants[0].segments)
            seconds += segment.values[i];
        EXPECT_NEAR(seconds, result.breakdown.seconds(), 1e-9 * seconds);
        double joules = 0.0;
        for (const BarSegment& segment : charts.variants[1].segments)
            joules += segment.values[i];
        EXPECT_NEAR(joules, result.breakdown.joules(), 1e-9 * joules);
    }
}

TEST(MappingCharts, WhatCannotRunSaysWhyInThePlaceOfItsBar)
{
    const DesignPoint design = shippedState().design;
    MappingBars bars;
    bars.variants = {{"fits", design, true}, {"does not", design, false}};
    std::vector<Result> results(2, simulate(design, *shipped().catalog));
    results[1].verdict = {Status::Infeasible, Reason::GpuMemory, Parameter::GpuCount, 2e9, 0.0, 1e9};
    const MappingCharts charts = mappingCharts(design, *shipped().catalog, bars, results, results[0]);
    EXPECT_EQ(charts.variants[0].categoryTexts[1], describe(results[1].verdict));
    EXPECT_EQ(charts.variants[0].emphasised, 0u);
    results[0].verdict = results[1].verdict;
    const MappingCharts none = mappingCharts(design, *shipped().catalog, bars, results, results[0]);
    EXPECT_TRUE(none.variants[0].empty());
    EXPECT_THAT(none.variants[0].emptyText, testing::HasSubstr(describe(results[1].verdict)));
}

} // namespace
} // namespace ralmscope
