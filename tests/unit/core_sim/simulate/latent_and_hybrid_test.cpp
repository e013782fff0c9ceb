// SPDX-License-Identifier: GPL-3.0-or-later
// Models with multi-head latent attention and with Mamba-2 layers, from kernels to whole designs.
#include "gpu_passes.h"
#include "language_origin.h"
#include "model_memory.h"
#include "shipped_catalog.h"
#include "simulate.h"
#include "transformer_serving.h"

#include <gmock/gmock.h>

namespace ralmscope {
namespace {

using test::designWith;
using test::shippedCatalog;
using test::simulated;

const LanguageModel& model(std::string_view id)
{
    const Catalog& catalog = shippedCatalog();
    return catalog.models.at(static_cast<std::size_t>(catalog.find(CatalogKind::Model, id)));
}

TransformerKernels h200(std::string_view format = "fp8")
{
    const Catalog& catalog = shippedCatalog();
    ServingChoice choice;
    choice.weightFormat = format;
    return transformerKernels(
        catalog, catalog.gpus.at(static_cast<std::size_t>(catalog.find(CatalogKind::Gpu, "h200"))), choice);
}

double bytesOf(const StepOperators& operators, OperatorKind kind)
{
    double sum = 0.0;
    for (const StepOperator& entry : operators)
        sum += entry.kind == kind ? entry.bytes : 0.0;
    return sum;
}

bool holds(const StepOperators& operators, OperatorKind kind)
{
    return bytesOf(operators, kind) > 0.0;
}

TEST(LatentAttentionStep, DecodingReadsTheWholeLatentOnEveryGpuAndOnceForAllHeads)
{
    const LanguageModel& m = model("deepseek-v3.1");
    for (const double tensor : {1.0, 4.0, 8.0}) {
        const DecodeSpan one{16.0, 1000.0, 1.0};
        StepOperators operators;
        meanAttention(m, h200(), {tensor, 1.0}, one, &operators);
        EXPECT_DOUBLE_EQ(bytesOf(operators, OperatorKind::Attention), 16.0 * 1000.0 * kvBytesPerToken(m, 2.0));
    }
}

TEST(LatentAttentionStep, DecodingAbsorbsKeysAndPrefillMakesThem)
{
    const LanguageModel& m = model("deepseek-v3.1");
    StepOperators decode;
    denseStep(m, h200(), {8.0, 1.0}, 16.0, &decode);
    EXPECT_TRUE(holds(decode, OperatorKind::KeyAbsorption));
    EXPECT_TRUE(holds(decode, OperatorKind::ValueUp));
    EXPECT_FALSE(holds(decode, OperatorKind::KeyValueUp));
    StepOperators prefill;
    prefillStep(m, h200(), {8.0, 1.0}, 1.0, 1024.0, 0.0, &prefill);
    EXPECT_TRUE(holds(prefill, OperatorKind::KeyValueUp));
    EXPECT_FALSE(holds(prefill, OperatorKind::KeyAbsorption));
}

TEST(LatentAttentionStep, AFewProposalsOverALongCacheAreAbsorbedAndALongChunkIsNot)
{
    const LanguageModel& m = model("deepseek-v3.1");
    StepOperators few;
    prefillStep(m, h200(), {8.0, 1.0}, 4.0, 4.0, 8192.0, &few);
    EXPECT_TRUE(holds(few, OperatorKind::KeyAbsorption));
    // Made once per token of the cache, keys and values save 2176 - 640 FLOP per head for each new token.
    StepOperators chunk;
    prefillStep(m, h200(), {8.0, 1.0}, 4.0, 512.0, 8192.0, &chunk);
    EXPECT_TRUE(holds(chunk, OperatorKind::KeyValueUp));
}

TEST(LatentAttentionStep, APrefillIsTwoFlopPerActiveParameterAndToken)
{
    const LanguageModel& m = model("deepseek-v3.1");
    const StepWork step = prefillStep(m, h200(), {1.0, 1.0}, 1.0, 512.0);
    EXPECT_NEAR(step.flops / (2.0 * 512.0 * (activeParameterCount(m) - m.vocabulary * m.dimension)), 1.0, 0.05);
}

TEST(HybridStep, OnlyTheAttentionLayersGrowWithTheContext)
{
    const LanguageModel& m = model("nemotron-nano-9b-v2");
    const StepWork short_ = decodeStep(m, h200("bf16"), {}, 32.0, 1000.0);
    const StepWork long_ = decodeStep(m, h200("bf16"), {}, 32.0, 9000.0);
    EXPECT_GT(short_.recurrence, 0.0);
    EXPECT_DOUBLE_EQ(long_.recurrence, short_.recurrence);
    EXPECT_NEAR(long_.bytes - short_.bytes, 32.0 * 8000.0 * kvBytesPerToken(m, 2.0), 1.0);
}

TEST(HybridStep, EveryStepReadsAndWritesTheStateOfEverySequence)
{
    const LanguageModel& m = model("nemotron-nano-9b-v2");
    const double state = 27.0 * 128.0 * 80.0 * 128.0 * 4.0;
    for (const double tensor : {1.0, 8.0}) {
        StepOperators operators;
        denseStep(m, h200("bf16"), {tensor, 1.0}, 64.0, &operators);
        EXPECT_NEAR(bytesOf(operators, OperatorKind::StateUpdate) * tensor / (64.0 * 2.0 * state), 1.0, 0.02);
    }
    // Four proposals and the token before them: one read, five writes, so that rejected ones can be undone.
    StepOperators verified;
    denseStep(m, h200("bf16"), {}, 5.0, &verified, 5.0);
    EXPECT_NEAR(bytesOf(verified, OperatorKind::StateUpdate) / (6.0 * state), 1.0, 0.02);
}

TEST(HybridStep, TheScanOfAPrefillIsLinearInThePrompt)
{
    const LanguageModel& m = model("nemotron-nano-12b-v2");
    const auto scan = [&](double tokens) {
        StepOperators operators;
        prefillStep(m, h200("bf16"), {}, 1.0, tokens, 0.0, &operators);
        EXPECT_FALSE(holds(operators, OperatorKind::StateUpdate));
        return bytesOf(operators, OperatorKind::StateScan);
    };
    EXPECT_DOUBLE_EQ(scan(8192.0), 8.0 * scan(1024.0));
}

TEST(LatentAndHybridSteps, PartsAddUpAndTheMeanStepStandsForAllSteps)
{
    for (const char* id : {"deepseek-v3.1", "nemotron-nano-9b-v2"}) {
        for (const double batch : {1.0, 7.0, 64.0}) {
            double sum = 0.0;
            for (int i = 0; i < 512; ++i)
                sum += decodeStep(model(id), h200(), {4, 1}, batch, 300.0 + i).seconds;
            const StepWork mean = meanDecodeStep(model(id), h200(), {4, 1}, batch, 300, 512);
            EXPECT_NEAR(512.0 * mean.seconds / sum, 1.0, 1e-3) << id << " " << batch;
            EXPECT_NEAR(mean.gemm + mean.attention + mean.elementwise + mean.recurrence + mean.communication,
                        mean.seconds, 1e-12);
        }
    }
}

TEST(LatentAndHybridSteps, ABatchNeverCostsMoreThanItsHalves)
{
    for (const char* id : {"deepseek-v3.1", "nemotron-nano-12b-v2"}) {
        for (double batch = 1; batch <= 256; batch *= 2) {
            EXPECT_LE(decodeStep(model(id), h200(), {8, 1}, 2 * batch, 1000).seconds,
                      2.0 * decodeStep(model(id), h200(), {8, 1}, batch, 1000).seconds);
            EXPECT_LE(prefillStep(model(id), h200(), {8, 1}, 2 * batch, 200).seconds,
                      2.0 * prefillStep(model(id), h200(), {8, 1}, batch, 200).seconds);
        }
    }
}

TEST(LatentAndHybridSteps, WhatNobodyMeasuredIsSaidToBeAssumed)
{
    const auto origin = [](const char* id) {
        const DesignPoint design = designWith({{"retrieval.organisation", "none"},
                                               {"gpu.device", "h200"},
                                               {"gpu.count", "8"},
                                               {"lm.tensor_parallel", "8"},
                                               {"lm.precision", "fp8"},
                                               {"lm.stack", "sglang"},
                                               {"lm.model", id},
                                               {"workload.batch", "64"},
                                               {"workload.prompt", "1024"}});
        const Result result = simulate(design, shippedCatalog());
        EXPECT_TRUE(result.verdict.usable()) << describe(result.verdict);
        std::string all;
        for (const KernelOrigin& part : languageOrigin(resolve(design, shippedCatalog()), result.breakdown).parts)
            all += part.from + "\n";
        return all;
    };
    EXPECT_THAT(origin("deepseek-v3.1"), testing::HasSubstr("no latent attention was measured"));
    EXPECT_THAT(origin("nemotron-nano-9b-v2"), testing::HasSubstr("no update of recurrent states was measured"));
    EXPECT_THAT(origin("llama-3-70b"), testing::Not(testing::HasSubstr("assumed")));
}

DesignPoint deepSeek(std::string_view tensor, std::string_view gpus = "8")
{
    return designWith({{"retrieval.organisation", "none"},
                       {"gpu.device", "h200"},
                       {"gpu.count", gpus},
                       {"lm.tensor_parallel", tensor},
                       {"lm.precision", "fp8"},
                       {"lm.model", "deepseek-v3.1"},
                       {"workload.prompt", "1000"},
                       {"workload.sequence", "1000"},
                       {"workload.batch", "16"}});
}

TEST(LatentMemory, MoreTensorParallelGpusHoldTheSameCacheEach)
{
    const GpuMemoryUse eight = gpuMemoryUse(resolve(deepSeek("8"), shippedCatalog()));
    const GpuMemoryUse sixteen = gpuMemoryUse(resolve(deepSeek("16", "16"), shippedCatalog()));
    EXPECT_DOUBLE_EQ(eight.kvPerSequence, 2000.0 * 70272.0);
    EXPECT_DOUBLE_EQ(sixteen.kvPerSequence, eight.kvPerSequence);
    EXPECT_DOUBLE_EQ(sixteen.weights, 0.5 * eight.weights);
    EXPECT_NEAR(eight.weights, 671e9 / 8.0, 0.01 * 671e9 / 8.0);
}

TEST(HybridMemory, AStateIsHeldPerSequenceWhateverItsLength)
{
    const auto perSequence = [](std::string_view prompt) {
        const DesignPoint design = designWith({{"retrieval.organisation", "none"},
                                               {"gpu.device", "h200"},
                                               {"lm.precision", "bf16"},
                                               {"lm.model", "nemotron-nano-9b-v2"},
                                               {"workload.prompt", prompt},
                                               {"workload.sequence", "500"}});
        return gpuMemoryUse(resolve(design, shippedCatalog())).kvPerSequence;
    };
    const LanguageModel& m = model("nemotron-nano-9b-v2");
    EXPECT_DOUBLE_EQ(perSequence("1000"), stateBytesPerSequence(m) + 1500.0 * kvBytesPerToken(m, 2.0));
    EXPECT_DOUBLE_EQ(perSequence("3000") - perSequence("1000"), 2000.0 * kvBytesPerToken(m, 2.0));
}

TEST(HybridMemory, ServingHoldsItToo)
{
    const LanguageModel& m = model("nemotron-nano-9b-v2");
    const ServingMemory memory = servingMemory(m, h200("bf16"), {2.0, 1.0}, 10.0, {100.0, 100.0});
    EXPECT_DOUBLE_EQ(memory.kvCache, 10.0 * (200.0 * kvBytesPerToken(m, 2.0) / 2.0 + stateBytesPerSequence(m) / 2.0));
}

Result mapped(std::string_view modelId, std::string_view attention, std::string_view fc)
{
    return simulated({{"retrieval.organisation", "none"},
                      {"gpu.device", "h200"},
                      {"gpu.count", "8"},
                      {"lm.tensor_parallel", "8"},
                      {"lm.model", modelId},
                      {"lm.precision", "fp8"},
                      {"lm.stack", "kernels-only"},
                      {"workload.prompt", "500"},
                      {"workload.batch", "8"},
                      {"cpu.device", "epyc-7313"},
                      {"mapping.attention", attention},
                      {"mapping.fc", fc},
                      {"pim.attention_stacks", "64"},
                      {"pim.fc_stacks", "80"},
                      {"pim.attention_device", "papi-attn-pim"},
                      {"pim.fc_device", "papi-fc-pim"}});
}

TEST(LatentMapping, AttentionInStacksIsRefusedWithTheReason)
{
    const Verdict verdict = mapped("deepseek-v3.1", "pim", "gpu").verdict;
    EXPECT_EQ(verdict.status, Status::Infeasible);
    EXPECT_EQ(verdict.reason, Reason::LatentInStacks);
    EXPECT_THAT(describe(verdict), testing::HasSubstr("128 heads read one latent, 242 FLOP per byte"));
}

TEST(LatentMapping, FullyConnectedLayersRunInStacksAndAttentionOnCpus)
{
    const Result inStacks = mapped("deepseek-v3.1", "gpu", "pim");
    EXPECT_TRUE(inStacks.verdict.usable()) << describe(inStacks.verdict);
    const Result onCpu = mapped("deepseek-v3.1", "cpu", "gpu");
    EXPECT_TRUE(onCpu.verdict.usable()) << describe(onCpu.verdict);
}

TEST(HybridMapping, AttentionLayersGoToStacksAndStatesStay)
{
    const Result result = mapped("nemotron-nano-9b-v2", "pim", "gpu");
    ASSERT_TRUE(result.verdict.usable()) << describe(result.verdict);
    const GpuMemoryUse use = gpuMemoryUse(resolve(designWith({{"retrieval.organisation", "none"},
                                                              {"gpu.device", "h200"},
                                                              {"gpu.count", "8"},
                                                              {"lm.tensor_parallel", "8"},
                                                              {"lm.model", "nemotron-nano-9b-v2"},
                                                              {"mapping.attention", "pim"},
                                                              {"pim.attention_stacks", "64"}}),
                                                  shippedCatalog()));
    EXPECT_DOUBLE_EQ(use.kvPerSequence, stateBytesPerSequence(model("nemotron-nano-9b-v2")) / 8.0);
}

TEST(LatentMapping, PublishedModelsRefuseBoth)
{
    for (const char* id : {"deepseek-v3.1", "nemotron-nano-9b-v2"}) {
        const Result result = simulated({{"retrieval.organisation", "none"},
                                         {"mapping.physics", "attacc_simulator"},
                                         {"gpu.device", "a100-hbm3"},
                                         {"gpu.count", "16"},
                                         {"lm.tensor_parallel", "16"},
                                         {"lm.model", id},
                                         {"lm.precision", "fp16"}});
        EXPECT_EQ(result.verdict.reason, Reason::PhysicsUnsupported) << describe(result.verdict);
    }
}

} // namespace
} // namespace ralmscope
