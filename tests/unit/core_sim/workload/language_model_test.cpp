// SPDX-License-Identifier: GPL-3.0-or-later
#include "language_model.h"

#include "shipped_catalog.h"

#include <gtest/gtest.h>

namespace ralmscope {
namespace {

const LanguageModel& model(std::string_view id)
{
    const Catalog& catalog = test::shippedCatalog();
    return catalog.models.at(static_cast<std::size_t>(catalog.find(CatalogKind::Model, id)));
}

TEST(LanguageModel, ALatentOf576ValuesIsTheWholeCacheOfATokenAndLayer)
{
    // 70.272 KB per token: Zhao et al., Insights into DeepSeek-V3 (ISCA 2025, arXiv 2505.09343), table 1.
    EXPECT_DOUBLE_EQ(kvBytesPerToken(model("deepseek-v3.1"), 2.0), 70272.0);
    EXPECT_DOUBLE_EQ(kvBytesPerToken(model("llama-3-405b"), 2.0), 516096.0) << "the same table";
    EXPECT_DOUBLE_EQ(kvBytesPerToken(model("qwen-2-72b"), 2.0), 327680.0) << "the same table";
}

TEST(LanguageModel, EveryGpuHoldsTheLatentWhole)
{
    EXPECT_DOUBLE_EQ(kvShards(model("deepseek-v3.1"), 8.0), 1.0);
    EXPECT_DOUBLE_EQ(kvShards(model("llama-3-70b"), 8.0), 8.0);
    EXPECT_DOUBLE_EQ(kvShards(model("llama-3-70b"), 16.0), 8.0) << "KV heads are repeated";
}

TEST(LanguageModel, ActiveParametersAreThePublishedOnes)
{
    // deepseek-ai/DeepSeek-V3, README_WEIGHTS.md; Mixtral of Experts (arXiv 2401.04088), section 2; names of Qwen-3.
    EXPECT_NEAR(activeParameterCount(model("deepseek-v3.1")) / 36.7e9, 1.0, 0.01);
    EXPECT_NEAR(activeParameterCount(model("mixtral-8x7b")) / 12.9e9, 1.0, 0.015);
    EXPECT_NEAR(activeParameterCount(model("qwen-3-235b-a22b")) / 22e9, 1.0, 0.02);
}

TEST(LanguageModel, WithoutExpertsAllButTheEmbeddingIsActive)
{
    const LanguageModel& m = model("llama-3-8b");
    EXPECT_DOUBLE_EQ(activeParameterCount(m), parameterCount(m) - m.vocabulary * m.dimension);
}

TEST(LanguageModel, AttentionOfALatentHasThePublishedWeights)
{
    // DeepSeek-V3: 1536 x (7168 + 128 x 192), 7168 x 576, 512 x 128 x 256 and 16384 x 7168.
    EXPECT_DOUBLE_EQ(attentionWeights(model("deepseek-r1")), 187105280.0);
}

TEST(LanguageModel, QueriesWithoutALatentComeFromTheInput)
{
    LanguageModel m = model("deepseek-v3.1");
    m.latentQueryRank = 0.0;
    const double before = 1536.0 * (7168.0 + 128.0 * 192.0);
    EXPECT_DOUBLE_EQ(attentionWeights(m), 187105280.0 - before + 7168.0 * 128.0 * 192.0);
}

TEST(LanguageModel, EveryLayerOfAHybridIsOneOfThree)
{
    const LanguageModel& nine = model("nemotron-nano-9b-v2");
    EXPECT_EQ(nine.recurrentLayers, 27.0);
    EXPECT_EQ(attentionLayers(nine), 4.0);
    EXPECT_EQ(ffnLayers(nine), 25.0);
    EXPECT_EQ(sublayers(nine), nine.decoderLayers);
    EXPECT_EQ(sublayers(model("llama-3-8b")), 2.0 * 32.0);
}

TEST(LanguageModel, AHybridCachesItsFewAttentionLayersAndAStateOfConstantSize)
{
    const LanguageModel& nine = model("nemotron-nano-9b-v2");
    EXPECT_DOUBLE_EQ(kvBytesPerToken(nine, 2.0), 4.0 * 2.0 * 1024.0 * 2.0);
    const double state = 128.0 * 80.0 * 128.0 * 4.0;
    const double window = 3.0 * (10240.0 + 2.0 * 8.0 * 128.0) * 2.0;
    EXPECT_DOUBLE_EQ(stateBytesPerSequence(nine), 27.0 * (state + window));
    EXPECT_EQ(stateBytesPerSequence(model("llama-3-8b")), 0.0);
}

TEST(LanguageModel, GroupsOfARecurrenceAreRepeatedBeyondTheirNumber)
{
    const LanguageModel& nine = model("nemotron-nano-9b-v2");
    EXPECT_DOUBLE_EQ(convolvedWidth(nine, 8.0), 1280.0 + 2.0 * 128.0);
    EXPECT_DOUBLE_EQ(convolvedWidth(nine, 16.0), 640.0 + 2.0 * 128.0);
}

} // namespace
} // namespace ralmscope
