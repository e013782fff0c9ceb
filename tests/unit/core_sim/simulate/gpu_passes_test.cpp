// SPDX-License-Identifier: GPL-3.0-or-later
#include "gpu_passes.h"

#include "shipped_catalog.h"

#include <gtest/gtest.h>

#include <cmath>

namespace ralmscope {
namespace {

using test::designWith;
using test::shippedCatalog;
using test::simulated;

class Passes
{
public:
    explicit Passes(std::initializer_list<std::pair<std::string_view, std::string_view>> values)
        : m_design(resolve(designWith(values), shippedCatalog()))
        , passes(m_design)
    {
    }

private:
    ResolvedDesign m_design;

public:
    GpuPasses passes;
};

double launches(const char* model)
{
    const LanguageModel& m =
        shippedCatalog().models[static_cast<std::size_t>(shippedCatalog().find(CatalogKind::Model, model))];
    const SoftwareStack& fairseq = shippedCatalog().stacks.front();
    return m.decoderLayers * (fairseq.decoderLayerLaunch + (m.isEncoderDecoder() ? fairseq.crossAttentionLaunch : 0.0));
}

TEST(GpuPasses, EagerSoftwareIsBoundByItsLaunchesAtSmallBatches)
{
    const Passes p({{"lm.model", "dec-s"}});
    const double one = p.passes.decode({1, 256, 1}).seconds;
    EXPECT_NEAR(one, launches("dec-s"), 0.01 * one);
    EXPECT_NEAR(p.passes.decode({8, 256, 1}).seconds, one, 0.02 * one);
}

TEST(GpuPasses, LargeBatchesAreBoundByTheKernels)
{
    const Passes p({{"lm.model", "dec-s"}});
    const double many = p.passes.decode({1024, 256, 1}).seconds;
    EXPECT_NEAR(p.passes.decode({2048, 256, 1}).seconds / many, 2.0, 0.05);
}

TEST(GpuPasses, AStepIsNeverShorterThanItsLaunchesNorShorterWithMoreWork)
{
    const Passes p({{"lm.model", "encdec-l"}});
    for (double batch = 1; batch < 1e5; batch *= 2) {
        const double seconds = p.passes.decode({batch, 256, 1}).seconds;
        EXPECT_GE(seconds, launches("encdec-l") * (1 - 1e-12));
        EXPECT_LE(seconds, p.passes.decode({2 * batch, 256, 1}).seconds);
        EXPECT_LE(seconds, p.passes.decode({batch, 512, 1}).seconds);
    }
}

TEST(GpuPasses, OnlyAFirstBatchWaitsForItsCacheToGrow)
{
    const DecodeSpan span{64, 1, 512};
    EXPECT_EQ(Passes({{"lm.model", "dec-s"}}).passes.cacheGrowth(span).seconds, 0.0);
    const Passes first({{"lm.model", "dec-s"}, {"workload.first_batch", "true"}});
    const PassCost growth = first.passes.cacheGrowth(span);
    EXPECT_GT(growth.seconds, 0.0);
    EXPECT_EQ(growth.parts.seconds(), growth.seconds);
    EXPECT_GT(growth.parts.joules(), 0.0);
    EXPECT_EQ(first.passes.cacheGrowth({1, 1, 512}).seconds, 0.0);
}

TEST(GpuPasses, GrowthNeedsSoftwareThatCopiesItsCacheAndACacheOnTheGpus)
{
    const auto growth = [](std::string_view stack, std::string_view attention) {
        return simulated({{"lm.model", "llama-2-7b"},
                          {"lm.precision", "bf16"},
                          {"gpu.device", "h100-sxm"},
                          {"lm.stack", stack},
                          {"mapping.attention", attention},
                          {"retrieval.organisation", "none"},
                          {"workload.batch", "32"},
                          {"workload.first_batch", "true"}});
    };
    EXPECT_GT(growth("fairseq-pytorch", "gpu")[Metric::CacheGrowth], 0.0);
    EXPECT_TRUE(std::isnan(growth("fairseq-pytorch", "cpu")[Metric::CacheGrowth]));
    EXPECT_TRUE(std::isnan(growth("vllm", "gpu")[Metric::CacheGrowth]));
}

TEST(GpuPasses, AFirstBatchIsLongerByTheGrowthOfItsCache)
{
    const auto run = [](std::string_view first) {
        return simulated({{"lm.model", "dec-s"},
                          {"retrieval.organisation", "none"},
                          {"workload.batch", "256"},
                          {"workload.first_batch", first}});
    };
    const Result later = run("false");
    const Result first = run("true");
    EXPECT_TRUE(std::isnan(later[Metric::CacheGrowth]));
    EXPECT_NEAR(first[Metric::SequenceLatency], later[Metric::SequenceLatency] + first[Metric::CacheGrowth], 1e-9);
    EXPECT_EQ(first[Metric::FirstStep], later[Metric::FirstStep]);
    EXPECT_NEAR(first.breakdown.seconds(), first[Metric::Tpot], 1e-12);
}

TEST(GpuPasses, PartsSumToTheWhole)
{
    const Passes p({{"lm.model", "llama-3-70b"},
                    {"lm.precision", "bf16"},
                    {"gpu.device", "h100-sxm"},
                    {"lm.stack", "vllm"},
                    {"gpu.count", "8"},
                    {"lm.tensor_parallel", "4"},
                    {"lm.pipeline_parallel", "2"},
                    {"workload.prompt", "1000"}});
    for (const PassCost& pass : {p.passes.decode({32, 1000, 100}), p.passes.prefill(4)}) {
        EXPECT_NEAR(pass.parts.seconds(), pass.seconds, 1e-12 * pass.seconds);
        EXPECT_GT(pass.parts.joules(), 8 * pass.seconds * 100.0);
        EXPECT_LE(pass.parts.joules(), 8 * pass.seconds * 700.0 * (1 + 1e-12));
        EXPECT_GT(pass.errorMedian, 0.0);
        EXPECT_LT(pass.errorMedian, pass.errorP90);
        EXPECT_LT(pass.errorP90, pass.seconds);
    }
}

TEST(GpuPasses, DecoderOnlyModelsHaveNoEncoder)
{
    const Passes none({{"lm.model", "dec-l"}});
    EXPECT_EQ(none.passes.encode(8).seconds, 0.0);
    EXPECT_EQ(none.passes.crossSetup(8).seconds, 0.0);
    const Passes both({{"lm.model", "encdec-l"}});
    EXPECT_GT(both.passes.encode(8).seconds, shippedCatalog().stacks.front().encoderFixed);
    EXPECT_GT(both.passes.crossSetup(8).seconds, 0.0);
}

TEST(GpuPasses, OneGpuSendsNothing)
{
    const Passes p(
        {{"lm.model", "llama-3-8b"}, {"lm.precision", "bf16"}, {"gpu.device", "h100-sxm"}, {"lm.stack", "vllm"}});
    const PassCost pass = p.passes.decode({16, 500, 10});
    for (const StageCost& part : pass.parts.entries())
        EXPECT_NE(part.stage, Stage::Communication);
}

} // namespace
} // namespace ralmscope
