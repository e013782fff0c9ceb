// SPDX-License-Identifier: GPL-3.0-or-later
#include "step_profile.h"

#include "schedule.h"
#include "shipped_catalog.h"
#include "simulate.h"

#include <gtest/gtest.h>

#include <cmath>

namespace ralmscope {
namespace {

using test::designWith;
using test::shippedCatalog;

DesignPoint served()
{
    return designWith({{"lm.model", "llama-3-70b"},
                       {"lm.precision", "bf16"},
                       {"gpu.device", "h100-sxm"},
                       {"lm.stack", "vllm"},
                       {"gpu.count", "8"},
                       {"lm.tensor_parallel", "8"},
                       {"workload.prompt", "1024"},
                       {"workload.batch", "32"}});
}

double sumOf(const StepProfile& profile, StepPass pass, Stage stage)
{
    double sum = 0.0;
    for (const ProfiledOperator& entry : profile.operators)
        sum += entry.pass == pass && entry.stage == stage ? entry.seconds : 0.0;
    return sum;
}

const ProfiledOperator& find(const StepProfile& profile, StepPass pass, std::string_view name)
{
    for (const ProfiledOperator& entry : profile.operators) {
        if (entry.pass == pass && entry.name == name)
            return entry;
    }
    throw std::runtime_error("no operator " + std::string(name));
}

double partOf(const PassCost& pass, Stage stage)
{
    double sum = 0.0;
    for (const StageCost& part : pass.parts.entries())
        sum += part.stage == stage ? part.seconds : 0.0;
    return sum;
}

class StepProfileOf : public testing::TestWithParam<std::pair<const char*, DesignPoint>>
{
};

TEST_P(StepProfileOf, OperatorsSumToThePartsOfTheStepThatSimulateReports)
{
    const DesignPoint design = GetParam().second;
    const ResolvedDesign d = resolve(design, shippedCatalog());
    const LanguageStep step = languageStep(d, subBatchSize(d));
    const StepProfile profile = stepProfile(design, shippedCatalog());
    ASSERT_FALSE(profile.isEmpty()) << describe(profile.verdict);
    EXPECT_NEAR(profile.decodeSeconds, step.stepSeconds(), 1e-12 * step.stepSeconds());
    for (const Stage stage : {Stage::FullyConnected, Stage::Attention, Stage::Elementwise, Stage::Communication}) {
        const double part = partOf(step.decode, stage) / step.steps;
        EXPECT_NEAR(sumOf(profile, StepPass::Decode, stage), part, 1e-9 * step.stepSeconds()) << stageName(stage);
    }
    EXPECT_NEAR(sumOf(profile, StepPass::Draft, Stage::Draft), partOf(step.decode, Stage::Draft) / step.steps,
                1e-9 * step.stepSeconds());
}

TEST_P(StepProfileOf, SharesOfAPassDoNotExceedItAndNoPointLiesAboveItsRoof)
{
    const StepProfile profile = stepProfile(GetParam().second, shippedCatalog());
    double decode = 0.0;
    double prefill = 0.0;
    for (const ProfiledOperator& entry : profile.operators) {
        (entry.pass == StepPass::Prefill ? prefill : decode) += entry.share;
        if (entry.hasPoint()) {
            EXPECT_LE(entry.rate, profile.roofs[entry.roof].at(entry.intensity()) * 1.02) << entry.name;
        }
    }
    EXPECT_LE(decode, 1.0 + 1e-9);
    EXPECT_LE(prefill, 1.0 + 1e-9);
}

DesignPoint with(std::initializer_list<std::pair<std::string_view, std::string_view>> values)
{
    DesignPoint design = served();
    const DesignPoint changes = designWith(values);
    for (const auto& [id, text] : values)
        design.set(findParameter(id)->parameter, changes[findParameter(id)->parameter]);
    return design;
}

INSTANTIATE_TEST_SUITE_P(
    Designs, StepProfileOf,
    testing::Values(std::pair{"prototype", DesignPoint{}}, std::pair{"served", served()},
                    std::pair{"encoderDecoder", designWith({{"lm.model", "encdec-s"}})},
                    std::pair{"experts", with({{"lm.model", "mixtral-8x7b"}})},
                    std::pair{"pipeline", with({{"lm.tensor_parallel", "4"}, {"lm.pipeline_parallel", "2"}})},
                    std::pair{"drafted", with({{"lm.speculation", "draft_model"}, {"lm.draft_model", "llama-3-8b"}})}),
    [](const auto& tested) { return tested.param.first; });

TEST(StepProfile, WeightsAreReadOnceSoThatIntensityOfFcLayersIsNearTheRowsInSixteenBit)
{
    const StepProfile profile = stepProfile(served(), shippedCatalog());
    EXPECT_EQ(profile.rows, 32);
    EXPECT_NEAR(profile.fcIntensity, 32, 2);
    EXPECT_TRUE(std::isnan(profile.alpha)) << "all on GPUs: no rule about rows";
}

TEST(StepProfile, SmallBatchesReadWeightsAndPrefillComputes)
{
    const StepProfile profile = stepProfile(served(), shippedCatalog());
    EXPECT_EQ(find(profile, StepPass::Decode, "FFN up").bound, OperatorBound::Bandwidth);
    EXPECT_EQ(find(profile, StepPass::Prefill, "FFN up").bound, OperatorBound::Compute);
    EXPECT_GT(find(profile, StepPass::Prefill, "FFN up").intensity(), profile.roofs[0].ridge());
}

TEST(StepProfile, ShapesAreThoseOfOneGpu)
{
    const StepProfile profile = stepProfile(served(), shippedCatalog());
    EXPECT_EQ(find(profile, StepPass::Decode, "QKV projection").shape, "32 × 1280 × 8192, 80 times");
    // Both products of the copy: 2 x 32 x 10240 x 8192 in 80 layers.
    EXPECT_NEAR(find(profile, StepPass::Decode, "QKV projection").flops, 80 * 2.0 * 32 * 10240 * 8192, 1);
}

TEST(StepProfile, NarrowFormatsHaveARoofOfTheirOwn)
{
    const StepProfile wide = stepProfile(served(), shippedCatalog());
    EXPECT_EQ(wide.roofs.size(), 1u);
    const StepProfile narrow = stepProfile(with({{"lm.precision", "fp8"}}), shippedCatalog());
    ASSERT_EQ(narrow.roofs.size(), 2u);
    EXPECT_NEAR(narrow.roofs[0].peakFlops / narrow.roofs[1].peakFlops, 2.0, 0.01);
}

TEST(StepProfile, WhatDoesNotFitIsEmptyAndSaysWhy)
{
    const StepProfile profile = stepProfile(with({{"lm.tensor_parallel", "1"}, {"gpu.count", "1"}}), shippedCatalog());
    EXPECT_TRUE(profile.isEmpty());
    EXPECT_EQ(profile.verdict.reason, Reason::GpuMemory);
}

} // namespace
} // namespace ralmscope
