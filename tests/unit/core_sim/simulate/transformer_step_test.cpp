// SPDX-License-Identifier: GPL-3.0-or-later
#include "transformer_step.h"

#include "shipped_catalog.h"

#include <gtest/gtest.h>

namespace ralmscope {
namespace {

using test::shippedCatalog;

const LanguageModel& model(std::string_view id)
{
    const Catalog& catalog = shippedCatalog();
    return catalog.models.at(static_cast<std::size_t>(catalog.find(CatalogKind::Model, id)));
}

TransformerKernels kernelsOf(std::string_view gpu, const ServingChoice& choice = {})
{
    const Catalog& catalog = shippedCatalog();
    return transformerKernels(catalog, catalog.gpus.at(static_cast<std::size_t>(catalog.find(CatalogKind::Gpu, gpu))),
                              choice);
}

TEST(TransformerStep, ASmallBatchReadsTheWeightsOncePerToken)
{
    const TransformerKernels h100 = kernelsOf("h100-sxm");
    const LanguageModel& m = model("llama-3-8b");
    const StepWork step = decodeStep(m, h100, {}, 1, 512);
    const double weights = 2.0 * (parameterCount(m) - m.vocabulary * m.dimension);
    EXPECT_GT(step.seconds, weights / 3.35e12);
    EXPECT_LT(step.seconds, 2.0 * weights / 3.35e12);
    EXPECT_GT(step.bytes, weights);
    EXPECT_LT(step.bytes, 1.1 * weights);
}

TEST(TransformerStep, APrefillCountsTwoFlopPerParameterAndToken)
{
    const LanguageModel& m = model("llama-2-7b");
    const StepWork step = prefillStep(m, kernelsOf("a100-80gb"), {}, 1, 1024);
    EXPECT_NEAR(step.flops / (2.0 * 1024 * (parameterCount(m) - 2.0 * m.vocabulary * m.dimension)), 1.0, 0.05);
}

TEST(TransformerStep, PartsAddUp)
{
    const StepWork step = decodeStep(model("mixtral-8x7b"), kernelsOf("h100-sxm"), {2, 2}, 16, 2048);
    EXPECT_NEAR(step.gemm + step.attention + step.elementwise + step.communication, step.seconds, 1e-12);
}

TEST(TransformerStep, OneGpuCommunicatesNothing)
{
    const TransformerKernels a100 = kernelsOf("a100-80gb");
    EXPECT_EQ(decodeStep(model("llama-2-7b"), a100, {}, 8, 512).communication, 0.0);
    EXPECT_GT(decodeStep(model("llama-2-7b"), a100, {2, 1}, 8, 512).communication, 0.0);
    EXPECT_GT(decodeStep(model("llama-2-7b"), a100, {1, 2}, 8, 512).communication, 0.0);
}

TEST(TransformerStep, TheMeanStepTimesTheirNumberIsTheSumOfAllSteps)
{
    for (const char* gpu : {"h100-sxm", "l40s", "generic"}) {
        const TransformerKernels kernels = kernelsOf(gpu);
        for (const char* id : {"llama-3-70b", "opt-13b", "gpt-oss-120b"}) {
            for (const double batch : {1.0, 7.0, 64.0}) {
                double sum = 0.0;
                for (int i = 0; i < 512; ++i)
                    sum += decodeStep(model(id), kernels, {4, 1}, batch, 300.0 + i).seconds;
                const double mean = meanDecodeStep(model(id), kernels, {4, 1}, batch, 300, 512).seconds;
                EXPECT_NEAR(512.0 * mean / sum, 1.0, 1e-3) << gpu << " " << id << " " << batch;
            }
        }
    }
}

TEST(TransformerStep, ABatchNeverCostsMoreThanItsHalves)
{
    for (const char* id : {"llama-3-8b", "mixtral-8x7b", "qwen-3-235b-a22b"}) {
        const TransformerKernels kernels = kernelsOf("h100-sxm");
        for (double batch = 1; batch <= 256; batch *= 2) {
            EXPECT_LE(decodeStep(model(id), kernels, {}, 2 * batch, 1000).seconds,
                      2.0 * decodeStep(model(id), kernels, {}, batch, 1000).seconds);
            EXPECT_LE(prefillStep(model(id), kernels, {}, 2 * batch, 100).seconds,
                      2.0 * prefillStep(model(id), kernels, {}, batch, 100).seconds);
        }
    }
}

TEST(TransformerStep, NarrowWeightsAreReadFaster)
{
    const LanguageModel& m = model("llama-3-70b");
    const double sixteen = decodeStep(m, kernelsOf("h100-sxm"), {}, 1, 512).seconds;
    const double eight =
        decodeStep(m, kernelsOf("h100-sxm", {.weightFormat = "fp8", .kvFormat = "fp8"}), {}, 1, 512).seconds;
    EXPECT_LT(eight, 0.7 * sixteen);
}

TEST(TransformerStep, HostTimeIsPerStepSequenceAndSharedLayer)
{
    TransformerKernels kernels = kernelsOf("h100-sxm", {.hostStack = "vLLM 2024"});
    kernels.host.perStep = 1e-3;
    kernels.host.perSequence = 1e-5;
    kernels.host.perLayer = 1e-6;
    EXPECT_DOUBLE_EQ(hostSeconds(model("llama-3-8b"), kernels, {}, 10), 1.1e-3);
    EXPECT_DOUBLE_EQ(hostSeconds(model("llama-3-8b"), kernels, {2, 1}, 10), 1.1e-3 + 32e-6);
    const OfflineBatch run = offlineBatch(model("llama-3-8b"), kernels, {}, 10, 128, 128);
    EXPECT_EQ(run.steps, 127.0);
    EXPECT_GT(run.decode, 127 * 1.1e-3);
}

TEST(Experts, OneTokenVisitsItsOwnAndManyVisitAll)
{
    const LanguageModel& m = model("mixtral-8x7b");
    EXPECT_DOUBLE_EQ(visitedExperts(m, 1), 2.0);
    EXPECT_NEAR(visitedExperts(m, 2), 8.0 * (1.0 - 0.75 * 0.75), 1e-12);
    EXPECT_NEAR(visitedExperts(m, 1000), 8.0, 1e-9);
    EXPECT_EQ(visitedExperts(model("llama-3-8b"), 5), 1.0);
}

TEST(LanguageModels, GroupedQueriesNeedLessCache)
{
    EXPECT_DOUBLE_EQ(kvBytesPerToken(model("llama-3-8b"), 2.0), 2.0 * 2.0 * 32 * 1024);
    EXPECT_DOUBLE_EQ(kvBytesPerToken(model("llama-2-7b"), 2.0), 2.0 * 2.0 * 32 * 4096);
    EXPECT_DOUBLE_EQ(kvHeadsOf(model("opt-13b")), 40.0);
}

} // namespace
} // namespace ralmscope
