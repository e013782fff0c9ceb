// SPDX-License-Identifier: GPL-3.0-or-later
#include "step_timeline.h"

#include "shipped_catalog.h"
#include "simulate.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace ralmscope {
namespace {

using test::designWith;
using test::shippedCatalog;

struct Case
{
    const char* name;
    DesignPoint design;
};

StepTimeline timelineOf(const DesignPoint& design, TimelineStep step)
{
    return stepTimeline(design, shippedCatalog(), step);
}

bool has(const StepTimeline& timeline, std::string_view name, DeviceKind device)
{
    return std::any_of(timeline.spans.begin(), timeline.spans.end(),
                       [&](const TimelineSpan& span) { return span.name == name && span.device == device; });
}

const std::vector<Case>& cases()
{
    static const std::vector<Case> all{
        {"prototype", designWith({})},
        {"cpuSearch", designWith({{"retrieval.organisation", "cpu"}})},
        {"cpuIndex", designWith({{"retrieval.organisation", "fpga_cpu_index"}})},
        {"encoderDecoder", designWith({{"lm.model", "encdec-s"}, {"retrieval.interval", "8"}})},
        {"saturated", designWith({{"gpu.count", "64"}, {"workload.batch", "64"}})},
        {"halves", designWith({{"mapping.retrieval_overlap", "two_sub_batches"}, {"workload.batch", "64"}})},
        {"halvesRarely",
         designWith(
             {{"mapping.retrieval_overlap", "two_sub_batches"}, {"workload.batch", "8"}, {"retrieval.interval", "8"}})},
        {"served",
         designWith({{"lm.model", "llama-3-70b"},
                     {"lm.precision", "bf16"},
                     {"gpu.device", "h100-sxm"},
                     {"lm.stack", "vllm"},
                     {"gpu.count", "8"},
                     {"lm.tensor_parallel", "8"},
                     {"workload.prompt", "1024"},
                     {"workload.batch", "32"}})},
        {"drafted",
         designWith({{"lm.model", "llama-3-70b"},
                     {"lm.precision", "bf16"},
                     {"gpu.device", "h100-sxm"},
                     {"lm.stack", "vllm"},
                     {"gpu.count", "8"},
                     {"lm.tensor_parallel", "4"},
                     {"lm.speculation", "draft_model"},
                     {"lm.draft_model", "llama-3-8b"}})},
        {"prefillsApart",
         designWith({{"lm.model", "llama-3-8b"},
                     {"lm.precision", "bf16"},
                     {"gpu.device", "h100-sxm"},
                     {"lm.stack", "vllm"},
                     {"mapping.pools", "separate"},
                     {"gpu.prefill_count", "2"},
                     {"workload.prompt", "512"}})},
        {"papi",
         designWith({{"retrieval.organisation", "none"},
                     {"lm.model", "llama-65b"},
                     {"lm.precision", "fp16"},
                     {"lm.stack", "kernels-only"},
                     {"gpu.device", "a100-hbm3"},
                     {"gpu.count", "6"},
                     {"lm.tensor_parallel", "6"},
                     {"workload.batch", "64"},
                     {"workload.prompt", "64"},
                     {"workload.output_lengths", "dolly_creative_writing"},
                     {"mapping.attention", "pim"},
                     {"pim.attention_stacks", "60"},
                     {"pim.attention_device", "papi-attn-pim"},
                     {"mapping.fc", "dynamic"},
                     {"pim.fc_stacks", "30"},
                     {"pim.fc_device", "papi-fc-pim"}})},
        {"attacc",
         designWith({{"retrieval.organisation", "none"},
                     {"lm.model", "gpt-3-175b"},
                     {"lm.precision", "fp16"},
                     {"lm.stack", "kernels-only"},
                     {"gpu.device", "a100-hbm3"},
                     {"gpu.count", "8"},
                     {"lm.tensor_parallel", "8"},
                     {"workload.batch", "32"},
                     {"workload.prompt", "2048"},
                     {"workload.sequence", "128"},
                     {"mapping.attention", "pim"},
                     {"pim.attention_stacks", "40"},
                     {"pim.attention_device", "attacc-hbm3"},
                     {"mapping.head_pipelining", "1"},
                     {"mapping.ff_coprocessing", "1"}})},
    };
    return all;
}

TEST(StepTimeline, IsAsLongAsTheLatenciesOfTheResult)
{
    for (const Case& tested : cases()) {
        const DesignPoint& design = tested.design;
        const Result result = simulate(design, shippedCatalog());
        ASSERT_TRUE(result.verdict.usable()) << tested.name << describe(result.verdict);
        const auto retrieving = stepTimeline(design, shippedCatalog(), TimelineStep::Retrieving);
        const auto plain = stepTimeline(design, shippedCatalog(), TimelineStep::Plain);
        if (!plain.iteration.decays) { // else one iteration, where the latencies are means
            EXPECT_NEAR(retrieving.seconds, result[Metric::RetrievalStep], 1e-9 * retrieving.seconds) << tested.name;
            EXPECT_NEAR(plain.seconds, result[Metric::PlainStep], 1e-9 * plain.seconds) << tested.name;
        }
        const auto first = stepTimeline(design, shippedCatalog(), TimelineStep::First);
        EXPECT_NEAR(first.seconds, result[Metric::FirstStep], 1e-9 * first.seconds) << tested.name;
    }
}

TEST(StepTimeline, ABatchThatDecaysIsShownIterationByIteration)
{
    const DesignPoint papi = cases()[10].design;
    const auto at = [&](IterationChoice choice) {
        return stepTimeline(papi, shippedCatalog(), TimelineStep::Plain, choice);
    };
    const StepTimeline first = at(IterationChoice::First);
    const StepTimeline last = at(IterationChoice::Last);
    EXPECT_EQ(first.iteration.number, 1);
    EXPECT_EQ(first.iteration.rows, 64);
    EXPECT_EQ(last.iteration.number, first.iteration.of);
    EXPECT_EQ(last.iteration.rows, 1);
    const Result result = simulate(papi, shippedCatalog());
    EXPECT_GT(first.seconds, result[Metric::PlainStep]);
    EXPECT_LT(last.seconds, result[Metric::PlainStep]);
    for (const StepTimeline& timeline : {first, at(IterationChoice::FcMoves), last}) {
        const bool gpu = has(timeline, "FFN up", DeviceKind::Gpu);
        EXPECT_NE(gpu, has(timeline, "FFN up", DeviceKind::Pim)) << "the layers run on one side at a time";
        EXPECT_EQ(gpu, !timeline.iteration.fcInStacks);
        EXPECT_EQ(gpu, has(timeline, "All-reduce", DeviceKind::Network));
    }
    DesignPoint moving = papi;
    moving.set(Parameter::MappingAlpha, 20.0);
    const StepTimeline moved = stepTimeline(moving, shippedCatalog(), TimelineStep::Plain, IterationChoice::FcMoves);
    EXPECT_EQ(moved.iteration.rows, 20);
    EXPECT_TRUE(moved.iteration.fcInStacks);
    EXPECT_NEAR(moved.iteration.number, simulate(moving, shippedCatalog())[Metric::SwitchStep] + 1.0, 1.0);
}

TEST(StepTimeline, OperatorsStandInTheOrderInWhichALayerNeedsThem)
{
    const StepTimeline timeline = timelineOf(cases()[7].design, TimelineStep::Plain);
    std::vector<std::string> names;
    for (const TimelineSpan& span : timeline.spans)
        names.push_back(span.name);
    const std::vector<std::string> layer{
        "Norm", "QKV projection", "Rotary embedding", "Attention", "Output projection", "All-reduce",
        "Norm", "FFN up",         "Activation",       "FFN down",  "All-reduce",        "LM head"};
    ASSERT_GE(names.size(), layer.size());
    EXPECT_TRUE(std::equal(layer.begin(), layer.end(), names.begin()));
    EXPECT_EQ(timeline.layers.layers, 80);
    EXPECT_EQ(timeline.layers.start, 0.0);
    EXPECT_LT(timeline.layers.end, timeline.seconds) << "the head comes behind the layers";
}

TEST(StepTimeline, SpansOfAHalfFollowEachOtherWithoutGaps)
{
    for (const Case& tested : cases()) {
        for (const TimelineStep step : {TimelineStep::Retrieving, TimelineStep::Plain, TimelineStep::First}) {
            const StepTimeline timeline = timelineOf(tested.design, step);
            double end = 0.0;
            for (const TimelineSpan& span : timeline.spans) {
                if (span.subBatch != 0)
                    continue;
                EXPECT_EQ(span.start, end) << tested.name << span.name;
                EXPECT_GT(span.end, span.start);
                ASSERT_LT(span.lane, timeline.lanes.size());
                end = span.end;
            }
            EXPECT_EQ(end, timeline.seconds) << tested.name;
        }
    }
}

TEST(StepTimeline, RetrievalIsOnTheDevicesOfItsOrganisation)
{
    const StepTimeline onNodes = timelineOf(DesignPoint{}, TimelineStep::Retrieving);
    EXPECT_TRUE(has(onNodes, stageName(Stage::IndexScan), DeviceKind::Gpu));
    EXPECT_TRUE(has(onNodes, stageName(Stage::CodeScan), DeviceKind::Fpga));
    EXPECT_TRUE(has(onNodes, "QKV projection", DeviceKind::Gpu));
    EXPECT_TRUE(has(timelineOf(cases()[7].design, TimelineStep::Plain), "All-reduce", DeviceKind::Network));
    const StepTimeline onCpu = timelineOf(cases()[1].design, TimelineStep::Retrieving);
    EXPECT_TRUE(has(onCpu, stageName(Stage::CodeScan), DeviceKind::Cpu));
    for (const TimelineLane& lane : onCpu.lanes)
        EXPECT_NE(lane.device, DeviceKind::Fpga) << "lanes without work are left out";
}

TEST(StepTimeline, PrefillBelongsToTheFirstStep)
{
    const DesignPoint served = cases()[7].design;
    const StepTimeline first = timelineOf(served, TimelineStep::First);
    const StepTimeline later = timelineOf(served, TimelineStep::Retrieving);
    const auto onGpu = [](const StepTimeline& timeline) {
        double sum = 0.0;
        for (const TimelineSpan& span : timeline.spans)
            sum += span.stage == Stage::FullyConnected ? span.seconds : 0.0;
        return sum;
    };
    EXPECT_GT(onGpu(first), 10 * onGpu(later));
    const StepTimeline apart = timelineOf(cases()[9].design, TimelineStep::First);
    EXPECT_TRUE(has(apart, "KV cache", DeviceKind::Network));
}

TEST(StepTimeline, DraftsComeBeforeTheStepThatVerifiesThem)
{
    const StepTimeline timeline = timelineOf(cases()[8].design, TimelineStep::Retrieving);
    const auto draft = std::find_if(timeline.spans.begin(), timeline.spans.end(),
                                    [](const TimelineSpan& span) { return span.stage == Stage::Draft; });
    const auto verify = std::find_if(timeline.spans.begin(), timeline.spans.end(),
                                     [](const TimelineSpan& span) { return span.name == "QKV projection"; });
    ASSERT_NE(draft, timeline.spans.end());
    EXPECT_LT(draft, verify);
}

TEST(StepTimeline, AttentionInStacksHasALaneOfItsOwnBesideTheGpus)
{
    const StepTimeline timeline = timelineOf(cases()[11].design, TimelineStep::Plain);
    EXPECT_TRUE(has(timeline, stageName(Stage::Attention), DeviceKind::Pim));
    EXPECT_TRUE(has(timeline, "QKV projection", DeviceKind::Gpu));
    EXPECT_FALSE(has(timeline, "Attention", DeviceKind::Gpu));
}

TEST(StepTimeline, HalvesOverlapButNeverOnTheGpus)
{
    for (const std::size_t tested : {5u, 6u}) {
        const StepTimeline timeline = timelineOf(cases()[tested].design, TimelineStep::Retrieving);
        EXPECT_EQ(timeline.subBatches, 2);
        bool beside = false;
        for (const TimelineSpan& own : timeline.spans) {
            for (const TimelineSpan& other : timeline.spans) {
                if (own.subBatch != 0 || other.subBatch != 1)
                    continue;
                EXPECT_GE(other.start, 0.0);
                EXPECT_LE(other.end, timeline.seconds);
                const double shared = std::min(own.end, other.end) - std::max(own.start, other.start);
                beside |= shared > 0.0;
                if (own.device == DeviceKind::Gpu && own.lane == other.lane) {
                    EXPECT_LE(shared, 1e-9 * timeline.seconds) << own.name << " and " << other.name;
                }
            }
        }
        EXPECT_TRUE(beside);
    }
}

TEST(StepTimeline, WhatCannotRunIsEmptyAndSaysWhy)
{
    const StepTimeline timeline = timelineOf(designWith({{"lm.model", "llama-3-70b"}}), TimelineStep::Retrieving);
    EXPECT_TRUE(timeline.isEmpty());
    EXPECT_EQ(timeline.verdict.reason, Reason::GpuMemory);
}

} // namespace
} // namespace ralmscope
