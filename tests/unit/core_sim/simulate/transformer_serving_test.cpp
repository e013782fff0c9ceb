// SPDX-License-Identifier: GPL-3.0-or-later
#include "transformer_serving.h"

#include "shipped_catalog.h"

#include <gtest/gtest.h>

namespace ralmscope {
namespace {

const Catalog& catalog()
{
    return test::shippedCatalog();
}

const LanguageModel& model(std::string_view id)
{
    return catalog().models.at(static_cast<std::size_t>(catalog().find(CatalogKind::Model, id)));
}

const TransformerKernels& h100()
{
    static const TransformerKernels kernels = transformerKernels(
        catalog(), catalog().gpus.at(static_cast<std::size_t>(catalog().find(CatalogKind::Gpu, "h100-sxm"))), {});
    return kernels;
}

TEST(ServingMemory, SeventyBillionWeightsNeedTwoGpusOfEightyGigabytes)
{
    const LanguageModel& m = model("llama-3-70b");
    EXPECT_NEAR(servingMemory(m, h100(), {2, 1}, 1, {}).weights, 70.55e9, 0.2e9);
    EXPECT_EQ(largestBatch(m, h100(), {1, 1}, {}, 80e9), 0.0);
    EXPECT_GT(largestBatch(m, h100(), {2, 1}, {}, 80e9), 1.0);
}

TEST(ServingMemory, TheLargestBatchFitsAndOneMoreDoesNot)
{
    const LanguageModel& m = model("llama-3-8b");
    const RequestShape request{2048, 2048};
    const double most = largestBatch(m, h100(), {}, request, 80e9);
    EXPECT_LE(servingMemory(m, h100(), {}, most, request).total(), 80e9);
    EXPECT_GT(servingMemory(m, h100(), {}, most + 1, request).total(), 80e9);
}

TEST(ServingMemory, FewKvHeadsAreRepeatedOnManyGpus)
{
    const LanguageModel& m = model("llama-3-70b");
    EXPECT_EQ(servingMemory(m, h100(), {8, 1}, 4, {}).kvCache, servingMemory(m, h100(), {16, 1}, 4, {}).kvCache);
}

TEST(Speculation, CountsAcceptedTokens)
{
    EXPECT_EQ((Speculation{0, 0.9}).tokensPerStep(), 1.0);
    EXPECT_DOUBLE_EQ((Speculation{2, 0.5}).tokensPerStep(), 1.75);
    EXPECT_EQ((Speculation{4, 1.0}).tokensPerStep(), 5.0);
}

TEST(Speculation, HelpsASmallBatchOfALargeModel)
{
    const Speculation speculation{4, 0.8};
    const auto step = [&](const Speculation& s) {
        return speculativeStepSeconds(model("llama-3-70b"), h100(), model("llama-3-8b"), h100(), {4, 1}, 1, 1000, s);
    };
    EXPECT_LT(step(speculation) / speculation.tokensPerStep(), step({}));
    EXPECT_GT(step(speculation), step({}));
}

TEST(SteadyState, OneRequestAloneIsAnOfflineBatchOfOne)
{
    const LanguageModel& m = model("llama-3-8b");
    const SteadyState state = steadyState(m, h100(), {}, 1, {512, 256});
    EXPECT_NEAR(state.requestSeconds, offlineBatch(m, h100(), {}, 1, 512, 256).seconds(), 1e-9);
}

TEST(SteadyState, MoreRequestsAtATimeGiveMoreTokensEachOfThemLater)
{
    const LanguageModel& m = model("llama-3-8b");
    SteadyState before = steadyState(m, h100(), {}, 1, {512, 256});
    for (double batch = 2; batch <= 64; batch *= 2) {
        const SteadyState state = steadyState(m, h100(), {}, batch, {512, 256});
        EXPECT_GT(state.tokensPerSecond, before.tokensPerSecond);
        EXPECT_GT(state.timePerToken, before.timePerToken);
        before = state;
    }
}

TEST(SeparatePools, DecodingIsNotInterrupted)
{
    const LanguageModel& m = model("llama-3-8b");
    const SeparatePools pools = separatePools(m, h100(), {}, h100(), {}, 32, {512, 256}, 50e9);
    const SteadyState together = steadyState(m, h100(), {}, 32, {512, 256});
    EXPECT_LT(pools.timePerToken, together.timePerToken);
    EXPECT_GT(pools.timeToFirstToken, together.timeToFirstToken);
    EXPECT_GT(pools.prefillRequests, 0.0);
    EXPECT_GT(pools.decodeRequests, 0.0);
}

TEST(EncoderDecoder, TheEncoderReadsItsTokensOnceAndDecodingLooksAtThem)
{
    const LanguageModel& m = model("encdec-l");
    const StepWork encoder = encoderStep(m, h100(), {}, 8, 640);
    // Two layers: four square projections, an FFN of four times the width, scores and context.
    const double layer = 2.0 * 640 * 12 * m.dimension * m.dimension + 4.0 * 640 * 640 * m.dimension;
    EXPECT_NEAR(encoder.flops, 8.0 * 2.0 * layer, 0.01 * encoder.flops);
    const StepWork cross = crossAttentionStep(m, h100(), {}, 8, 640);
    EXPECT_GT(cross.seconds, 0.0);
    EXPECT_GT(crossAttentionStep(m, h100(), {}, 8, 1280).attention, cross.attention);
    EXPECT_EQ(encoderStep(model("llama-3-8b"), h100(), {}, 8, 640).seconds, 0.0);
    EXPECT_EQ(crossAttentionStep(model("llama-3-8b"), h100(), {}, 8, 640).seconds, 0.0);
}

TEST(LaunchBound, AStepTakesAtLeastItsLaunches)
{
    TransformerKernels eager = h100();
    eager.launch = {4e-4, 1e-4, 4.0};
    const LanguageModel& m = model("dec-s");
    const StepWork work = decodeStep(m, eager, {}, 1, 256);
    EXPECT_NEAR(stepSeconds(m, eager, {}, 1, work), m.decoderLayers * 4e-4, 0.01 * m.decoderLayers * 4e-4);
    eager.launch.perLayer = 1e-9;
    EXPECT_NEAR(stepSeconds(m, eager, {}, 1, work), work.seconds, 1e-3 * work.seconds);
}

} // namespace
} // namespace ralmscope
