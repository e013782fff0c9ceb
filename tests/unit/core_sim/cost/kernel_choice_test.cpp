// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel_choice.h"

#include "shipped_catalog.h"

#include <gtest/gtest.h>

namespace ralmscope {
namespace {

KernelFit fitOf(std::string variant, std::string measuredAs, std::string stack)
{
    KernelFit fit;
    fit.variant = std::move(variant);
    fit.measuredAs = std::move(measuredAs);
    fit.stack = std::move(stack);
    return fit;
}

KernelQuery query(std::string_view variant, std::string_view measuredAs, std::string_view stack)
{
    return {KernelClass::Gemm, variant, measuredAs, stack};
}

Catalog smallCatalog()
{
    Catalog catalog;
    catalog.gpus.resize(3);
    catalog.gpus[0].id = "own";
    catalog.gpus[0].measuredAs = {"OWN-80GB"};
    catalog.gpus[0].kernels = {fitOf("bf16", "OWN-80GB", "vllm/1.0"), fitOf("bf16", "OWN-80GB", "sglang/2.0"),
                               fitOf("fp8", "OWN-80GB", "vllm/1.0")};
    catalog.gpus[1].id = "young";
    catalog.gpus[1].sibling = "own";
    catalog.gpus[2].id = std::string(kGenericGpu);
    catalog.gpus[2].kernels = {fitOf("bf16", "", ""), fitOf("nvfp4", "", "")};
    return catalog;
}

TEST(KernelChoice, TakesWhatWasMeasuredInTheSameWay)
{
    const Catalog catalog = smallCatalog();
    const KernelChoice choice = chooseKernel(catalog, catalog.gpus[0], query("bf16", "OWN-80GB", "sglang/2.0"));
    EXPECT_EQ(choice.match, KernelMatch::Measured);
    EXPECT_EQ(choice.fit->stack, "sglang/2.0");
    EXPECT_EQ(provenanceText(choice), "measured: OWN-80GB bf16 sglang/2.0");
}

TEST(KernelChoice, PrefersTheSameStackInAnotherVersionAndTheSameWidth)
{
    const Catalog catalog = smallCatalog();
    EXPECT_EQ(chooseKernel(catalog, catalog.gpus[0], query("fp16", "OWN-80GB", "sglang/9.9")).fit->stack, "sglang/2.0");
    EXPECT_EQ(chooseKernel(catalog, catalog.gpus[0], query("fp16", "x", "y")).match, KernelMatch::SameGpu);
    EXPECT_EQ(chooseKernel(catalog, catalog.gpus[0], query("fp8_block", "", "")).fit->variant, "fp8");
}

TEST(KernelChoice, FallsBackToTheSiblingAndThenToAllGpus)
{
    const Catalog catalog = smallCatalog();
    EXPECT_EQ(chooseKernel(catalog, catalog.gpus[1], query("bf16", "YOUNG", "")).match, KernelMatch::Sibling);
    const KernelChoice fp4 = chooseKernel(catalog, catalog.gpus[1], query("nvfp4", "YOUNG", ""));
    EXPECT_EQ(fp4.match, KernelMatch::Generic);
    EXPECT_EQ(provenanceText(fp4), "generic constants");
    EXPECT_EQ(chooseKernel(catalog, catalog.gpus[1], query("fp64", "YOUNG", "")).fit, nullptr);
}

TEST(GpuMeasuredAs, KnowsNamesAndTheirBeginnings)
{
    const Catalog catalog = smallCatalog();
    bool same = false;
    EXPECT_EQ(gpuMeasuredAs(catalog, "own-80gb", &same), &catalog.gpus[0]);
    EXPECT_TRUE(same);
    EXPECT_EQ(gpuMeasuredAs(catalog, "OWN-120GB", &same), &catalog.gpus[0]);
    EXPECT_FALSE(same);
    EXPECT_EQ(gpuMeasuredAs(catalog, "OWNER", &same), nullptr);
}

TEST(GpuMeasuredAs, KnowsWhatDriversCallIt)
{
    const Catalog catalog = smallCatalog();
    bool same = false;
    EXPECT_EQ(gpuMeasuredAs(catalog, "NVIDIA OWN 80GB", &same), &catalog.gpus[0]);
    EXPECT_TRUE(same);
    EXPECT_EQ(gpuMeasuredAs(catalog, "NVIDIA GeForce RTX 9999", &same), nullptr) << "a maker is no likeness";
}

TEST(MachineOf, AFormatWithoutUnitsRunsAtSixteenBitSpeed)
{
    Gpu gpu;
    gpu.fp16Flops = 100;
    gpu.fp8Flops = 200;
    EXPECT_EQ(machineOf(gpu, "bf16").peakFlops, 100);
    EXPECT_EQ(machineOf(gpu, "fp8_block").peakFlops, 200);
    EXPECT_EQ(machineOf(gpu, "nvfp4").peakFlops, 100);
    EXPECT_EQ(formatBytes("nvfp4"), 0.5);
    EXPECT_EQ(formatBytes("fp16"), 2.0);
}

TEST(ShippedGpus, NameSiblingsThatExist)
{
    const Catalog& catalog = test::shippedCatalog();
    for (const Gpu& gpu : catalog.gpus) {
        if (!gpu.sibling.empty()) {
            EXPECT_GE(catalog.find(CatalogKind::Gpu, gpu.sibling), 0) << gpu.id;
        }
        EXPECT_GT(gpu.sms, 0.0) << gpu.id;
        EXPECT_GT(gpu.linkBandwidth, 0.0) << gpu.id;
        for (const KernelClass kernel :
             {KernelClass::Gemm, KernelClass::PrefillAttention, KernelClass::DecodeAttention}) {
            EXPECT_NE(chooseKernel(catalog, gpu, {kernel, "bf16", {}, {}}).fit, nullptr) << gpu.id;
        }
    }
}

} // namespace
} // namespace ralmscope
