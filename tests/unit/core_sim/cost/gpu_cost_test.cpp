// SPDX-License-Identifier: GPL-3.0-or-later
#include "gpu_cost.h"

#include "shipped_catalog.h"

#include <gtest/gtest.h>

#include <cmath>

namespace ralmscope {
namespace {

const Gpu& rtx3090()
{
    return test::shippedCatalog().gpus.front();
}
const SoftwareStack& fairseq()
{
    return test::shippedCatalog().stacks.front();
}

const LanguageModel& model(std::string_view id)
{
    const Catalog& catalog = test::shippedCatalog();
    return catalog.models[static_cast<std::size_t>(catalog.find(CatalogKind::Model, id))];
}

GpuCost decode(const LanguageModel& m, double batch, double context = 256)
{
    return decodeStep(rtx3090(), fairseq(), m, {4.0, rtx3090().fp32Flops}, batch, context, 640);
}

TEST(GpuCost, SmallBatchesAreBoundByKernelLaunches)
{
    const double one = decode(model("dec-s"), 1).seconds;
    EXPECT_NEAR(one, 24 * fairseq().decoderLayerLaunch, 0.001 * one);
    EXPECT_NEAR(decode(model("dec-s"), 8).seconds, one, 0.01 * one);
}

TEST(GpuCost, LargeBatchesAreBoundByTheHardware)
{
    const GpuCost cost = decode(model("dec-s"), 1024);
    EXPECT_GT(cost.busyFraction(), 0.99);
    EXPECT_NEAR(decode(model("dec-s"), 2048).seconds / cost.seconds, 2.0, 0.05);
}

TEST(GpuCost, AStepIsNeverShorterThanLaunchesOrHardware)
{
    for (double batch = 1; batch < 1e5; batch *= 2) {
        const GpuCost cost = decode(model("encdec-l"), batch);
        EXPECT_GE(cost.seconds, cost.busySeconds);
        EXPECT_GE(cost.seconds, 96 * (fairseq().decoderLayerLaunch + fairseq().crossAttentionLaunch) * (1 - 1e-12));
        EXPECT_LE(cost.seconds, decode(model("encdec-l"), 2 * batch).seconds);
        EXPECT_LE(cost.seconds, decode(model("encdec-l"), batch, 512).seconds);
    }
}

TEST(GpuCost, DecoderOnlyModelsHaveNoEncoder)
{
    const NumberFormat fp32{4.0, rtx3090().fp32Flops};
    EXPECT_EQ(encoderPass(fairseq(), model("dec-l"), fp32, 8, 100).seconds, 0.0);
    EXPECT_EQ(crossAttentionSetup(fairseq(), model("dec-l"), fp32, 8, 100).seconds, 0.0);
    EXPECT_GT(encoderPass(fairseq(), model("encdec-l"), fp32, 8, 10).seconds, fairseq().encoderFixed);
}

TEST(GpuCost, PowerIsCappedAtTheBoardLimit)
{
    EXPECT_EQ(gpuPower(rtx3090(), 1.0), rtx3090().boardPower);
    EXPECT_GE(gpuPower(rtx3090(), 0.0), rtx3090().activePower);
    EXPECT_LT(gpuPower(rtx3090(), 0.0), gpuPower(rtx3090(), 0.3));
}

} // namespace
} // namespace ralmscope
