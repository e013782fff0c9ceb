// SPDX-License-Identifier: GPL-3.0-or-later
#include "memory_bars.h"

#include "model_fixture.h"
#include "parameter_choices.h"
#include "simulate.h"

#include <gmock/gmock.h>

#include <numeric>

namespace ralmscope {
namespace {

using enum Parameter;
using testing::HasSubstr;

/// Llama-3 70B in 16 bits on eight GPUs of 80 GB.
DesignPoint served(double tensorParallel)
{
    const Catalog& catalog = *shipped().catalog;
    DesignPoint design;
    design.set(RetrievalOrganisation, static_cast<double>(Organisation::None));
    design.set(GpuDevice, catalog.find(CatalogKind::Gpu, "h100-sxm"));
    design.set(LmModel, catalog.find(CatalogKind::Model, "llama-3-70b"));
    design.set(LmStack, catalog.find(CatalogKind::Stack, "vllm"));
    design.set(LmPrecision, static_cast<double>(Precision::Bf16));
    design.set(GpuCount, 8);
    design.set(LmTensorParallel, tensorParallel);
    design.set(WorkloadPrompt, 1024);
    design.set(WorkloadBatch, 32);
    return design;
}

std::vector<FitBar> barsOf(const DesignPoint& design)
{
    const Catalog& catalog = *shipped().catalog;
    return memoryBars(resolve(design, catalog), simulate(design, catalog));
}

double filled(const FitBar& bar)
{
    return std::accumulate(bar.parts.begin(), bar.parts.end(), 0.0,
                           [](double sum, const MemoryPart& part) { return sum + part.share; });
}

TEST(MemoryBars, PartsFillWhatIsNeeded)
{
    const auto bars = barsOf(served(8));
    ASSERT_EQ(bars.size(), 1u);
    const FitBar& gpu = bars[0];
    EXPECT_TRUE(gpu.fits);
    EXPECT_TRUE(gpu.problem.empty());
    EXPECT_THAT(gpu.text, testing::MatchesRegex("[0-9.]+ of 80 GB"));
    EXPECT_THAT(gpu.freeText, HasSubstr("GB free"));
    ASSERT_EQ(gpu.parts.size(), 3u);
    EXPECT_EQ(gpu.parts[0].name, "weights");
    EXPECT_EQ(gpu.parts[0].text, "17.6") << "70.6 billion parameters of 2 B over 8 GPUs";
    EXPECT_NEAR(filled(gpu), gpu.fraction, 1e-9);
}

TEST(MemoryBars, WhatIsTooMuchIsSaidInBytes)
{
    const FitBar gpu = barsOf(served(1)).at(0);
    EXPECT_FALSE(gpu.fits);
    EXPECT_GT(gpu.fraction, 1.0);
    EXPECT_THAT(gpu.problem, testing::AllOf(HasSubstr("does not fit"), HasSubstr("GB too much")));
    EXPECT_TRUE(gpu.freeText.empty());
    EXPECT_NEAR(filled(gpu), gpu.fraction, 1e-9);
}

TEST(MemoryBars, GpusThatOnlyPrefillHaveABarOfTheirOwn)
{
    DesignPoint design = served(8);
    design.set(MappingPools, static_cast<double>(Pools::Separate));
    design.set(GpuPrefillCount, 8);
    const auto bars = barsOf(design);
    ASSERT_EQ(bars.size(), 2u);
    EXPECT_EQ(bars[0].label, "Decoding GPU");
    EXPECT_EQ(bars[1].label, "Prefill GPU");
    EXPECT_LT(bars[1].fraction, bars[0].fraction);
    EXPECT_NEAR(filled(bars[1]), bars[1].fraction, 1e-9);
}

TEST(MemoryBars, NodesHoldCodesAndIds)
{
    const auto bars = barsOf(shippedState().design);
    ASSERT_EQ(bars.size(), 2u);
    EXPECT_EQ(bars[1].device, DeviceKind::Fpga);
    EXPECT_EQ(bars[1].text, "40 of 64 GB");
}

TEST(MemoryBars, NothingIsKnownOfAnInvalidDesign)
{
    EXPECT_TRUE(barsOf(served(64)).empty()) << "eight GPUs are no copy of 64";
}

TEST(MemoryBars, TheLargestBatchIsInWords)
{
    Result result;
    EXPECT_EQ(largestBatchText(result), "");
    result[Metric::LargestBatch] = 205;
    EXPECT_EQ(largestBatchText(result), "batch up to 205");
    result[Metric::LargestBatch] = 0;
    EXPECT_EQ(largestBatchText(result), "no batch fits");
}

} // namespace
} // namespace ralmscope
