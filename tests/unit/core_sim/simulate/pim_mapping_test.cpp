// SPDX-License-Identifier: GPL-3.0-or-later
#include "fc_crossover.h"
#include "mapping_timeline.h"
#include "mapping_variants.h"
#include "shipped_catalog.h"
#include "simulate.h"
#include "step_profile.h"
#include "step_timeline.h"
#include "value_text.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace ralmscope {
namespace {

using test::shippedCatalog;
using Settings = std::vector<std::pair<std::string_view, std::string_view>>;

DesignPoint with(DesignPoint design, const Settings& settings)
{
    for (const auto& [id, text] : settings) {
        const ParameterInfo* row = findParameter(id);
        setByUser(design, row->parameter, valueFromText(*row, text, shippedCatalog()).value());
    }
    return design;
}

/// Six A100, thirty FC-PIM and sixty Attn-PIM stacks.
DesignPoint papi(const Settings& settings = {})
{
    const DesignPoint design = with(DesignPoint(),
                                    {{"retrieval.organisation", "none"},
                                     {"gpu.device", "a100-hbm3"},
                                     {"gpu.count", "6"},
                                     {"lm.tensor_parallel", "6"},
                                     {"lm.model", "llama-65b"},
                                     {"lm.stack", "kernels-only"},
                                     {"lm.precision", "fp16"},
                                     {"workload.batch", "64"},
                                     {"workload.prompt", "19"},
                                     {"workload.output_lengths", "dolly_creative_writing"},
                                     {"mapping.attention", "pim"},
                                     {"mapping.fc", "dynamic"},
                                     {"pim.attention_stacks", "60"},
                                     {"pim.fc_stacks", "30"},
                                     {"pim.attention_device", "papi-attn-pim"},
                                     {"pim.fc_device", "papi-fc-pim"}});
    return with(design, settings);
}

/// Eight A100 with forty AttAcc stacks.
DesignPoint attAcc(const Settings& settings = {})
{
    const DesignPoint design = with(DesignPoint(),
                                    {{"retrieval.organisation", "none"},
                                     {"gpu.device", "a100-hbm3"},
                                     {"gpu.count", "8"},
                                     {"lm.tensor_parallel", "8"},
                                     {"lm.model", "gpt-3-175b"},
                                     {"lm.stack", "kernels-only"},
                                     {"lm.precision", "fp16"},
                                     {"workload.batch", "64"},
                                     {"workload.prompt", "2048"},
                                     {"workload.sequence", "128"},
                                     {"mapping.attention", "pim"},
                                     {"pim.attention_stacks", "40"},
                                     {"pim.attention_device", "attacc-hbm3"}});
    return with(design, settings);
}

Result run(const DesignPoint& design)
{
    return simulate(design, shippedCatalog());
}

double seconds(const DesignPoint& design)
{
    const Result result = run(design);
    EXPECT_TRUE(result.verdict.usable()) << describe(result.verdict);
    return result[Metric::SequenceLatency];
}

TEST(PimMapping, DynamicIsNeverSlowerThanTheBetterStaticMapping)
{
    for (const char* batch : {"4", "16", "33", "38", "40", "48", "64"}) {
        for (const char* speculation : {"none", "free_draft"}) {
            const Settings load{{"workload.batch", batch}, {"lm.speculation", speculation}};
            const double dynamic = seconds(with(papi(load), {{"mapping.fc", "dynamic"}}));
            const double gpu = seconds(with(papi(load), {{"mapping.fc", "gpu"}}));
            const double pim = seconds(with(papi(load), {{"mapping.fc", "pim"}}));
            const double fixed = seconds(with(papi(load), {{"mapping.fc", "static"}}));
            // Moving costs nothing: FC stacks are the GPUs' memory. Phases of the decay part a little differently.
            EXPECT_LE(dynamic, 1.01 * std::min({gpu, pim, fixed})) << batch << " " << speculation;
        }
    }
}

TEST(PimMapping, AlphaZeroIsAllGpuAndAlphaWithoutBoundIsAllPim)
{
    EXPECT_DOUBLE_EQ(seconds(papi({{"mapping.alpha", "0"}})), seconds(papi({{"mapping.fc", "gpu"}})));
    EXPECT_DOUBLE_EQ(seconds(papi({{"mapping.alpha", "1000000"}})), seconds(papi({{"mapping.fc", "pim"}})));
    EXPECT_EQ(run(papi({{"mapping.alpha", "0"}}))[Metric::PimFcShare], 0.0);
    EXPECT_EQ(run(papi({{"mapping.alpha", "1000000"}}))[Metric::PimFcShare], 1.0);
}

TEST(PimMapping, MoreStacksAreNeverSlower)
{
    double before = 1e9;
    for (const char* stacks : {"20", "30", "31", "40", "64", "128"}) {
        const double now = seconds(papi({{"pim.fc_stacks", stacks}, {"mapping.fc", "pim"}}));
        EXPECT_LE(now, before * (1 + 1e-12)) << stacks;
        before = now;
    }
    before = 1e9;
    for (const char* stacks : {"40", "41", "48", "64", "80", "160"}) {
        const double now = seconds(attAcc({{"pim.attention_stacks", stacks}}));
        EXPECT_LE(now, before * (1 + 1e-12)) << stacks;
        before = now;
    }
}

TEST(PimMapping, MoreGpusMakePapiFasterAndAllReducesComeWithLayersOnGpus)
{
    const auto collectives = [](const Result& result) {
        double sum = 0.0;
        for (const StageCost& part : result.breakdown.entries())
            sum += part.stage == Stage::Communication && part.device == DeviceKind::Gpu ? part.seconds : 0.0;
        return sum;
    };
    double before = 1e9;
    for (const char* gpus : {"1", "2", "4", "6", "8", "12"}) {
        const Settings count{{"gpu.count", gpus}, {"lm.tensor_parallel", gpus}};
        const double now = seconds(papi(count));
        EXPECT_LT(now, before) << gpus;
        before = now;
        EXPECT_EQ(collectives(run(with(papi(count), {{"mapping.fc", "pim"}}))), 0.0) << gpus;
    }
    EXPECT_GT(collectives(run(papi({{"mapping.fc", "gpu"}}))), 0.0);
}

TEST(PimMapping, AlphaIsTheBestOfAllThresholds)
{
    for (const char* gpus : {"4", "6"}) {
        const Settings count{{"gpu.count", gpus}, {"lm.tensor_parallel", gpus}, {"lm.speculation", "free_draft"}};
        const double calibrated = seconds(papi(count));
        for (int alpha = 4; alpha <= 260; alpha += 8)
            EXPECT_LE(calibrated, 1.002 * seconds(with(papi(count), {{"mapping.alpha", std::to_string(alpha)}})))
                << alpha << " rows, " << gpus << " GPUs";
    }
}

TEST(PimMapping, ThePowerLimitNeverRaisesPower)
{
    for (const DesignPoint& design : {papi(), papi({{"mapping.fc", "pim"}}), attAcc()}) {
        const Result limited = run(with(design, {{"pim.power_limit", "1"}}));
        const Result free = run(with(design, {{"pim.power_limit", "0"}}));
        EXPECT_LE(limited[Metric::AveragePower], free[Metric::AveragePower] * (1 + 1e-12));
        EXPECT_GE(limited[Metric::SequenceLatency], free[Metric::SequenceLatency]);
    }
}

TEST(PimMapping, EnergyAndTimeOfThePartsAddUp)
{
    for (const DesignPoint& design :
         {papi(), attAcc(), attAcc({{"mapping.head_pipelining", "1"}, {"mapping.ff_coprocessing", "1"}}),
          attAcc({{"mapping.attention", "cpu"}, {"workload.batch", "16"}}), papi({{"mapping.physics", "papi_b"}}),
          attAcc({{"mapping.physics", "attacc_simulator"}})}) {
        const Result result = run(design);
        ASSERT_TRUE(result.verdict.usable()) << describe(result.verdict);
        double time = 0.0;
        double joules = 0.0;
        for (const StageCost& part : result.breakdown.entries()) {
            EXPECT_GE(part.seconds, 0.0);
            EXPECT_GE(part.joules, 0.0);
            time += part.seconds;
            joules += part.joules;
        }
        EXPECT_NEAR(time, result[Metric::Tpot], 1e-9 * time);
        EXPECT_NEAR(joules, result[Metric::EnergyPerToken], 1e-9 * joules);
    }
}

TEST(PimMapping, OverlapHidesAtMostTheShorterSide)
{
    const double plain = seconds(attAcc());
    const double pipelined = seconds(attAcc({{"mapping.head_pipelining", "1"}}));
    EXPECT_LT(pipelined, plain);
    double attention = 0.0;
    const Result result = run(attAcc());
    for (const StageCost& part : result.breakdown.entries())
        attention += part.stage == Stage::Attention || part.device == DeviceKind::Network ? part.seconds : 0.0;
    EXPECT_GE(pipelined, plain - 128 * attention) << "no more than attention and its transfers can hide";
    EXPECT_LE(seconds(attAcc({{"mapping.ff_coprocessing", "1"}})), plain);
}

TEST(PimMapping, RefreshIdlePowerAndContextAreInOursAndNotInTheSimulators)
{
    const Result ours = run(attAcc());
    const Result theirs = run(attAcc({{"mapping.physics", "attacc_simulator"}}));
    EXPECT_GT(ours[Metric::EnergyIdleShare], 0.0);
    EXPECT_EQ(theirs[Metric::EnergyIdleShare], 0.0);
    EXPECT_TRUE(std::isnan(theirs[Metric::LanguageError])) << "nobody has measured it";
}

TEST(PimMapping, WhatDoesNotFitIsNamedWithItsNumbers)
{
    const Result weights = run(papi({{"pim.fc_stacks", "8"}}));
    EXPECT_EQ(weights.verdict.reason, Reason::FcStackMemory);
    EXPECT_GT(weights.verdict.actual, weights.verdict.high);
    const Result cache = run(attAcc({{"workload.batch", "512"}}));
    EXPECT_EQ(cache.verdict.reason, Reason::AttentionStackMemory);
    EXPECT_EQ(run(attAcc({{"pim.attention_stacks", "0"}})).verdict.reason, Reason::CopyNeedsStacks);
    EXPECT_EQ(run(attAcc({{"gpu.device", "rtx-3090"}, {"mapping.physics", "attacc_simulator"}})).verdict.reason,
              Reason::PhysicsUnsupported);
    EXPECT_EQ(run(papi({{"gpu.device", "h100-sxm"}, {"mapping.physics", "papi_b"}})).verdict.parameter,
              Parameter::GpuDevice);
}

TEST(PimMapping, StacksThatAreTheMemoryOfTheGpusAreCountedOnce)
{
    // PAPI: five stacks of 12 GiB stand in the place of each GPU's 80 GB and hold everything.
    const Result result = run(papi());
    const double capacity = 5 * 12 * 1073741824.0;
    EXPECT_NEAR(result[Metric::GpuWeights], 130.6e9 / 6, 0.01 * 130.6e9 / 6);
    EXPECT_NEAR(result[Metric::GpuFree], capacity - result[Metric::GpuMemory], 1.0);
    EXPECT_NEAR(5 * result[Metric::PimFcMemory], result[Metric::GpuMemory], 1.0);
    // The cache beside the weights, where attention stays on the GPUs: 80 GB would have room for it.
    const Result full = run(papi({{"mapping.attention", "gpu"}, {"workload.batch", "128"}}));
    EXPECT_EQ(full.verdict.reason, Reason::StacksAsGpuMemory) << describe(full.verdict);
    EXPECT_EQ(full.verdict.high, capacity);
    EXPECT_NE(describe(full.verdict).find("FC stacks, which are its memory"), std::string::npos);
    // Other stacks lie beside the GPUs' own memory.
    const Result beside = run(papi({{"pim.fc_device", "attacc-hbm3"}}));
    EXPECT_EQ(beside[Metric::GpuWeights], 0.0);
    EXPECT_GT(beside[Metric::GpuFree], 79e9);
}

TEST(PimMapping, TheLargestBatchFitsAndOneMoreDoesNot)
{
    const Result result = run(attAcc());
    const auto most = std::to_string(static_cast<int>(result[Metric::LargestBatch]));
    const auto more = std::to_string(static_cast<int>(result[Metric::LargestBatch]) + 1);
    EXPECT_TRUE(run(attAcc({{"workload.batch", most}})).verdict.usable());
    EXPECT_EQ(run(attAcc({{"workload.batch", more}})).verdict.status, Status::Infeasible);
}

TEST(PimMapping, AllGpuMappingsWithEqualLengthsAreTheGpuModelsOwn)
{
    const DesignPoint gpu = attAcc({{"mapping.attention", "gpu"}, {"workload.batch", "8"}});
    const DesignPoint stacked = with(gpu, {{"pim.attention_stacks", "0"}});
    EXPECT_DOUBLE_EQ(seconds(gpu), seconds(stacked));
}

TEST(PimMapping, ThePublishedModesRepeatTheirModels)
{
    // AttAcc simulator: GPT-175B, 2048 in, 128 out, batch 16, bank level, everything on.
    const Result attacc = run(attAcc({{"workload.batch", "128"},
                                      {"mapping.physics", "attacc_simulator"},
                                      {"mapping.head_pipelining", "1"},
                                      {"mapping.ff_coprocessing", "1"},
                                      {"pim.power_limit", "1"}}));
    const Result dgx =
        run(attAcc({{"mapping.physics", "attacc_simulator"}, {"mapping.attention", "gpu"}, {"workload.batch", "1"}}));
    EXPECT_TRUE(attacc.verdict.usable() || attacc.verdict.reason == Reason::AttentionStackMemory);
    EXPECT_NEAR(dgx[Metric::PlainStep], 0.0273, 0.005) << "27.1 ms with AttAcc, 31 ms of DGX at batch 1";
    const Result b = run(papi({{"mapping.physics", "papi_b"}}));
    EXPECT_NEAR(b[Metric::Alpha], 14.3, 3.0) << "crossing of preset B";
}

TEST(FcCrossover, CurvesCrossAtAlpha)
{
    const FcCrossover chart = fcCrossover(papi(), shippedCatalog());
    ASSERT_FALSE(chart.isEmpty());
    EXPECT_EQ(chart.alpha, chart.crossing);
    EXPECT_GT(chart.crossing, 4.0);
    for (std::size_t i = 0; i < chart.points.size(); ++i) {
        const FcCrossoverPoint& point = chart.points[i];
        if (point.rows <= chart.crossing) {
            EXPECT_LE(point.pimSeconds, point.gpuSeconds * 1.02) << point.rows;
        }
        if (point.rows > 1.5 * chart.crossing) {
            EXPECT_GT(point.pimSeconds, point.gpuSeconds) << point.rows;
        }
        if (i > 0) {
            EXPECT_GE(point.pimSeconds, chart.points[i - 1].pimSeconds);
        }
    }
    EXPECT_EQ(fcCrossover(papi({{"mapping.alpha", "12"}}), shippedCatalog()).alpha, 12);
    EXPECT_TRUE(fcCrossover(DesignPoint(), shippedCatalog()).isEmpty());
    EXPECT_EQ(run(papi())[Metric::Alpha], chart.crossing);
}

TEST(MappingTimeline, ParallelismFallsAndFcMovesOnce)
{
    const DesignPoint design = papi({{"mapping.alpha", "20"}});
    const MappingTimeline chart = mappingTimeline(design, shippedCatalog());
    ASSERT_FALSE(chart.isEmpty());
    EXPECT_EQ(chart.iterations.front().rows, 64);
    EXPECT_EQ(chart.iterations.front().fcDevice, DeviceKind::Gpu);
    EXPECT_EQ(chart.iterations.back().fcDevice, DeviceKind::Pim);
    std::size_t moves = 0;
    for (std::size_t i = 1; i < chart.iterations.size(); ++i) {
        EXPECT_LE(chart.iterations[i].requests, chart.iterations[i - 1].requests);
        EXPECT_GE(chart.iterations[i].iteration, chart.iterations[i - 1].iteration);
        moves += chart.iterations[i].fcDevice != chart.iterations[i - 1].fcDevice ? 1 : 0;
    }
    EXPECT_EQ(moves, 1u);
    EXPECT_NEAR(chart.movesAt, run(design)[Metric::SwitchStep], 1e-6 * chart.movesAt);
}

TEST(MappingTimeline, DraftsArePartOfAnIterationAndAPapersModelHasNone)
{
    const DesignPoint design = papi({{"lm.speculation", "draft_model"}, {"lm.draft_model", "llama-7b"}});
    const MappingTimeline chart = mappingTimeline(design, shippedCatalog());
    ASSERT_FALSE(chart.isEmpty()) << describe(run(design).verdict);
    const double step = stepTimeline(design, shippedCatalog(), TimelineStep::Plain).seconds;
    EXPECT_NEAR(chart.iterations.front().seconds, step, 1e-9 * step);
    EXPECT_TRUE(mappingTimeline(papi({{"mapping.physics", "papi_b"}}), shippedCatalog()).isEmpty());
    EXPECT_TRUE(std::isnan(run(papi({{"mapping.physics", "papi_b"}}))[Metric::ModelFlopUtilisation]));
}

TEST(StepProfile, TheRooflineShowsTheChosenIteration)
{
    const DesignPoint design = papi({{"mapping.alpha", "20"}});
    const StepProfile first = stepProfile(design, shippedCatalog());
    const StepProfile moved = stepProfile(design, shippedCatalog(), IterationChoice::FcMoves);
    EXPECT_EQ(first.rows, 64);
    EXPECT_EQ(moved.rows, 20);
    const auto fcOn = [](const StepProfile& profile, DeviceKind device) {
        return std::any_of(profile.operators.begin(), profile.operators.end(), [&](const ProfiledOperator& work) {
            return work.pass == StepPass::Decode && work.device == device && work.stage == Stage::FullyConnected;
        });
    };
    EXPECT_TRUE(fcOn(first, DeviceKind::Gpu) && !fcOn(first, DeviceKind::Pim));
    EXPECT_TRUE(fcOn(moved, DeviceKind::Pim) && !fcOn(moved, DeviceKind::Gpu));
}

TEST(StepProfile, WorkInStacksStandsUnderTheirRoofs)
{
    for (const DesignPoint& design :
         {papi({{"mapping.fc", "pim"}}), attAcc(), attAcc({{"mapping.attention", "cpu"}, {"workload.batch", "16"}})}) {
        const StepProfile profile = stepProfile(design, shippedCatalog());
        ASSERT_FALSE(profile.isEmpty()) << describe(profile.verdict);
        double seconds = 0.0;
        std::size_t beside = 0;
        for (const ProfiledOperator& work : profile.operators) {
            if (work.pass != StepPass::Decode)
                continue;
            seconds += work.seconds;
            beside += work.device == DeviceKind::Pim || work.device == DeviceKind::Cpu ? 1 : 0;
            if (work.hasPoint()) {
                EXPECT_LE(work.rate, 1.001 * profile.roofs.at(work.roof).at(work.intensity())) << work.name;
            }
            EXPECT_FALSE(work.device == DeviceKind::Gpu && work.stage == Stage::Attention) << work.name;
        }
        EXPECT_GE(beside, 1u);
        EXPECT_NEAR(seconds, profile.decodeSeconds, 0.02 * profile.decodeSeconds) << "but for host time";
    }
}

TEST(MappingVariants, AreWhatTheHardwareCanRun)
{
    const auto all = mappingVariants(papi(), shippedCatalog());
    EXPECT_EQ(all.size(), 12u);
    EXPECT_EQ(std::count_if(all.begin(), all.end(), [](const MappingVariant& v) { return v.isCurrent; }), 1);
    const auto few = mappingVariants(attAcc({{"pim.fc_stacks", "0"}}), shippedCatalog());
    EXPECT_EQ(few.size(), 3u) << "attention on GPU, CPU and PIM";
    for (const MappingVariant& variant : all)
        EXPECT_NE(run(variant.design).verdict.status, Status::Invalid) << variant.name;
}

} // namespace
} // namespace ralmscope
