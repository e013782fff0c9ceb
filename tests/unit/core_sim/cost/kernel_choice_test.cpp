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

TEST(ShippedGpus, AreKnownByTheSpellingsOfTablesAndDrivers)
{
    const Catalog& catalog = test::shippedCatalog();
    for (const auto& [name, id] : {std::pair("H100-SXM", "h100-sxm"),
                                   {"H100 SXM5 80GB", "h100-sxm"},
                                   {"NVIDIA H100 80GB HBM3", "h100-sxm"},
                                   {"H100 80GB", "h100-sxm"},
                                   {"NVIDIA H100 PCIe", "h100-pcie"},
                                   {"h100_pcie_80gb", "h100-pcie"},
                                   {"A100-SXM4-80GB", "a100-80gb"},
                                   {"NVIDIA A100-SXM4-80GB", "a100-80gb"},
                                   {"A100 80GB", "a100-80gb"},
                                   {"A100 40GB", "a100-40gb"},
                                   {"H200 141GB", "h200"},
                                   {"NVIDIA L40S", "l40s"},
                                   {"L40S 48GB", "l40s"},
                                   {"RTX4090", "rtx-4090"},
                                   {"NVIDIA GeForce RTX 4090", "rtx-4090"},
                                   {"GeForce RTX3090 24GB", "rtx-3090"},
                                   {"RTX PRO 6000", "rtx-pro-6000"},
                                   {"Tesla V100-SXM2-32GB", "v100"},
                                   {"AMD Instinct MI300X", "mi300x"},
                                   {"MI300X_192GB", "mi300x"},
                                   {"Gaudi3", "gaudi3"},
                                   {"Intel Gaudi 3", "gaudi3"},
                                   {"HPU-Gaudi2", "gaudi2"},
                                   {"Intel Arc Pro B60", "arc-b60"},
                                   {"GB200 NVL72", "gb200"},
                                   {"B300", "b300"},
                                   {"XPU-A", "rago-xpu-a"},
                                   {"RAGO XPU-B", "rago-xpu-b"},
                                   {"xpu_c", "rago-xpu-c"}}) {
        bool same = false;
        const Gpu* gpu = gpuMeasuredAs(catalog, name, &same);
        ASSERT_NE(gpu, nullptr) << name;
        EXPECT_EQ(gpu->id, id) << name;
        EXPECT_TRUE(same) << name;
    }
}

TEST(ShippedGpus, OtherCardsAreNotTakenForThem)
{
    for (const char* name : {"RTX A6000", "RTX 4090D", "V100 16GB", "H100 NVL", "A100 80GB PCIe", "L40", "MI250X"}) {
        bool same = true;
        gpuMeasuredAs(test::shippedCatalog(), name, &same);
        EXPECT_FALSE(same) << name;
    }
}

TEST(ShippedGpus, ATablesSpellingFindsTheConstantsKeptByAnother)
{
    const Gpu& h100 = *gpuMeasuredAs(test::shippedCatalog(), "h100-sxm");
    EXPECT_EQ(measuredSpelling(h100, "H100 SXM5 80GB"), "H100-SXM5-80GB");
    EXPECT_EQ(measuredSpelling(h100, "h100_dgx"), "h100_dgx");
    EXPECT_EQ(measuredSpelling(h100, "something else"), "something else");
}

TEST(ShippedGpus, BorrowEveryClassThatARelativeHasMeasured)
{
    // Of GB300 nothing is measured: host time stands four relatives away.
    const Catalog& catalog = test::shippedCatalog();
    const Gpu& gb300 = *gpuMeasuredAs(catalog, "GB300");
    for (std::size_t i = 0; i < kKernelClassCount; ++i) {
        const auto kernel = static_cast<KernelClass>(i);
        const std::string_view variant = kernel == KernelClass::Collective ? "all_reduce"
            : kernel == KernelClass::Elementwise                           ? "mlp_act"
            : kernel == KernelClass::BoardPower                            ? "e2e"
            : kernel == KernelClass::HostOverhead                          ? ""
                                                                           : "bf16";
        EXPECT_EQ(chooseKernel(catalog, gb300, {kernel, variant, {}, {}}).match, KernelMatch::Sibling)
            << kernelClassId(kernel);
    }
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
