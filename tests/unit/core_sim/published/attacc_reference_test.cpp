// SPDX-License-Identifier: GPL-3.0-or-later
#include "attacc_capacity.h"
#include "attacc_configuration.h"
#include "attacc_reference.h"
#include "shipped_catalog.h"

#include <gtest/gtest.h>

#include <cmath>

namespace ralmscope::attacc {
namespace {

constexpr double kGiB = 1024.0 * 1024.0 * 1024.0;

Point point(const char* model, const char* platform, System system, double input, double output, double batch)
{
    Point result;
    result.model = *findModel(model);
    result.platform = *findPlatform(platform);
    result.system = system;
    result.inputTokens = input;
    result.outputTokens = output;
    result.batch = batch;
    return result;
}

Point withAttAcc(const char* model, PimPlacement placement, double input, double output, double batch)
{
    Point result = point(model, "A100a", System::Pim, input, output, batch);
    result.placement = placement;
    result.powerLimited = true;
    result.feedForwardShared = true;
    result.headPipelining = true;
    return result;
}

Outcome evaluate(const Point& point)
{
    return evaluate(point, test::shippedStack(kStackId));
}

double largestBatch(const Point& point, double gpuBytes)
{
    return largestBatch(point, gpuBytes, test::shippedStack(kStackId));
}

// Expected values are outputs of the AttAcc simulator.

TEST(AttAccReference, GpuOnlyPointsAreReproduced)
{
    const Outcome outcome = evaluate(point("GPT-175B", "A100a", System::Gpu, 512, 128, 64));
    EXPECT_NEAR(outcome.prefill.total(), 7.46483052, 1e-7);
    EXPECT_NEAR(outcome.step.total(), 41.0324585e-3, 1e-9);
    EXPECT_NEAR(outcome.stepEnergy.total(), 27.1464122, 1e-4);
    EXPECT_NEAR(outcome.requiredBytes / kGiB, 503.737032, 1e-5);
}

TEST(AttAccReference, CpuAttentionIsReproduced)
{
    const Outcome outcome = evaluate(point("GPT-175B", "H100", System::Cpu, 512, 128, 16));
    EXPECT_NEAR(outcome.prefill.total(), 0.778311876, 1e-8);
    EXPECT_NEAR(outcome.step.total(), 39.5903132e-3, 1e-9);
    EXPECT_NEAR(outcome.stepEnergy.total(), 13.9583509, 1e-6);
}

TEST(AttAccReference, PimAttentionIsReproducedWithinATenthOfAPercent)
{
    const Outcome bank = evaluate(withAttAcc("LLAMA-65B", PimPlacement::Bank, 2048, 2048, 64));
    EXPECT_NEAR(bank.step.total(), 17.524943e-3, 1e-3 * 17.5e-3);
    EXPECT_NEAR(bank.stepEnergy.total(), 10.6799881, 1e-3 * 10.7);
    const Outcome buffer = evaluate(withAttAcc("MT-530B", PimPlacement::BufferDie, 512, 128, 128));
    EXPECT_NEAR(buffer.prefill.total(), 41.0051022, 1e-5);
    EXPECT_NEAR(buffer.step.total(), 97.6792465e-3, 1e-3 * 97.7e-3);
    EXPECT_NEAR(buffer.stepEnergy.total(), 111.832263, 1e-3 * 111.8);
}

TEST(AttAccReference, PartsAddUp)
{
    for (const System system : {System::Gpu, System::Cpu, System::Pim}) {
        const Outcome outcome = evaluate(point("LLAMA-65B", "A100a", system, 512, 128, 16));
        const LevelEnergy levels = outcome.stepEnergy.levels();
        EXPECT_DOUBLE_EQ(outcome.stepEnergy.total(), levels.dram + levels.onChip() + outcome.stepEnergy.communication);
        EXPECT_DOUBLE_EQ(outcome.step.fullyConnected(),
                         outcome.step.qkv + outcome.step.projection + outcome.step.feedForward);
    }
}

TEST(AttAccReference, EveryOptionHelpsOrIsNeutral)
{
    Point plain = withAttAcc("GPT-175B", PimPlacement::Bank, 2048, 128, 64);
    plain.feedForwardShared = plain.headPipelining = false;
    Point shared = plain;
    shared.feedForwardShared = true;
    Point pipelined = plain;
    pipelined.headPipelining = true;
    Point free = plain;
    free.powerLimited = false;
    const double base = evaluate(plain).step.total();
    EXPECT_LT(evaluate(shared).step.total(), base);
    EXPECT_LT(evaluate(pipelined).step.total(), base);
    EXPECT_LT(evaluate(free).step.total(), base);
}

TEST(AttAccReference, HeadsThatDoNotDivideAreLost)
{
    // 72 heads on 16 GPUs: 4 per GPU, so 64 are computed and the energy of attention is that of 64.
    Point opt = point("OPT-66B", "A100a", System::Pim, 2048, 128, 64);
    opt.gpus = 16;
    Point cut = opt;
    cut.model.heads = 64;
    cut.model.dimension = 64 * 128;
    EXPECT_DOUBLE_EQ(evaluate(opt).stepEnergy.attention.dram, evaluate(cut).stepEnergy.attention.dram);
}

TEST(AttAccReference, WithCpuAttentionTheNumberOfGpusIsIgnored)
{
    Point eight = point("GPT-175B", "A100a", System::Cpu, 512, 128, 16);
    Point sixteen = eight;
    sixteen.gpus = 16;
    EXPECT_EQ(evaluate(sixteen).step.total(), evaluate(eight).step.total());
    EXPECT_EQ(evaluate(sixteen).capacityBytes, evaluate(eight).capacityBytes);
}

TEST(AttAccReference, OneDecodingStepIsEnough)
{
    const Outcome outcome = evaluate(withAttAcc("GPT-13B", PimPlacement::BankGroup, 1, 2, 1));
    EXPECT_GT(outcome.step.total(), 0);
    EXPECT_TRUE(std::isfinite(outcome.stepEnergy.total()));
}

TEST(AttAccReference, MemoryIsNeededWhereTheSystemKeepsIt)
{
    EXPECT_EQ(largestBatch(withAttAcc("GPT-175B", PimPlacement::Bank, 512, 512, 1), 80 * kGiB), 142);
    EXPECT_EQ(largestBatch(point("GPT-175B", "A100a", System::Gpu, 512, 512, 1), 80 * kGiB), 70);
    EXPECT_EQ(largestBatch(point("GPT-175B", "A100a", System::Gpu, 512, 512, 1), 160 * kGiB), 212);
    EXPECT_EQ(largestBatch(withAttAcc("MT-530B", PimPlacement::Bank, 512, 512, 1), 80 * kGiB), 0)
        << "its weights exceed the GPUs' memory";
}

TEST(AttAccReference, OdditiesAreListed)
{
    EXPECT_GT(oddities().size(), 10u);
    for (const std::string_view oddity : oddities())
        EXPECT_EQ(oddity.back(), '.');
}

} // namespace
} // namespace ralmscope::attacc
