// SPDX-License-Identifier: GPL-3.0-or-later
#include "latent_attention.h"

#include "kernel_choice.h"
#include "shipped_catalog.h"

#include <gtest/gtest.h>

#include <vector>

namespace ralmscope {
namespace {

struct Machine
{
    KernelMachine machine;
    DecodeConstants decode;
    PrefillConstants prefill;

    double seconds(const LatentAttentionCall& call) const
    {
        return latentAttentionSeconds(call, machine, decode, prefill);
    }
};

Machine machineNamed(std::string_view id)
{
    const Catalog& catalog = test::shippedCatalog();
    const Gpu& gpu = catalog.gpus.at(static_cast<std::size_t>(catalog.find(CatalogKind::Gpu, id)));
    return {
        machineOf(gpu, "bf16"),
        DecodeConstants(chooseKernel(catalog, gpu, {KernelClass::DecodeAttention, "bf16", {}, "vllm"}).fit->values),
        PrefillConstants(chooseKernel(catalog, gpu, {KernelClass::PrefillAttention, "bf16", {}, "vllm"}).fit->values)};
}

TEST(LatentAttention, AHopperGpuComesNearTheRatesThatFlashMlaStates)
{
    // An H800 SXM5 differs from an H100 in its links only.
    const Machine h100 = machineNamed("h100-sxm");
    const LatentAttentionCall few{128.0, 1.0, 8192.0, 16.0};
    EXPECT_NEAR(few.bytes() / h100.seconds(few) / 3000e9, 1.0, 0.15);
    const LatentAttentionCall many{128.0, 2.0, 8192.0, 128.0};
    EXPECT_NEAR(many.flops() / h100.seconds(many) / 660e12, 1.0, 0.15);
}

TEST(LatentAttention, HeadsShareWhatIsRead)
{
    LatentAttentionCall call{32.0, 1.0, 4096.0, 16.0};
    EXPECT_DOUBLE_EQ(call.bytes(), 2.0 * 32.0 * 4096.0 * 576.0);
    const double sixteen = call.bytes();
    const double flops = call.flops();
    call.heads = 128.0;
    EXPECT_DOUBLE_EQ(call.bytes(), sixteen);
    EXPECT_DOUBLE_EQ(call.flops(), 8.0 * flops);
    EXPECT_DOUBLE_EQ(flops, 32.0 * 4096.0 * 16.0 * 2.0 * (576.0 + 512.0));
}

TEST(LatentAttention, FewHeadsCostAsMuchAsTheTileTheyFill)
{
    const Machine h200 = machineNamed("h200");
    const double sixteen = h200.seconds({64.0, 1.0, 4096.0, 16.0});
    EXPECT_NEAR(h200.seconds({64.0, 1.0, 4096.0, 64.0}) / sixteen, 1.0, 0.05);
    EXPECT_GT(h200.seconds({64.0, 1.0, 4096.0, 128.0}), 1.5 * sixteen);
}

TEST(LatentAttention, MoreWorkIsNeverFasterAndSlowerHardwareNeitherOnAnyGpu)
{
    for (const char* id : {"h100-sxm", "h200", "b200", "a100-80gb", "generic"}) {
        const Machine gpu = machineNamed(id);
        Machine slow = gpu;
        slow.machine.memoryBandwidth *= 0.9;
        Machine weak = gpu;
        weak.machine.peakFlops *= 0.9;
        for (const double batch : {1.0, 8.0, 100.0, 500.0}) {
            double before = 0.0;
            for (const double context : {1.0, 100.0, 1000.0, 10000.0, 100000.0}) {
                const LatentAttentionCall call{batch, 1.0, context, 16.0};
                const double seconds = gpu.seconds(call);
                EXPECT_GE(seconds, before * (1.0 - 1e-12)) << id << " " << batch << " " << context;
                EXPECT_GE(slow.seconds(call), seconds);
                EXPECT_GE(weak.seconds(call), seconds);
                LatentAttentionCall twice = call;
                twice.batch *= 2.0;
                EXPECT_GE(gpu.seconds(twice), seconds);
                EXPECT_LE(gpu.seconds(twice), 2.0 * seconds * (1.0 + 1e-12));
                before = seconds;
            }
        }
    }
}

} // namespace
} // namespace ralmscope
