// SPDX-License-Identifier: GPL-3.0-or-later
#include "gpu_cost.h"

#include "shipped_catalog.h"

#include <gtest/gtest.h>

namespace ralmscope {
namespace {

const Gpu& rtx3090()
{
    return test::shippedCatalog().gpus.front();
}

TEST(GpuCost, AnIndexScanReadsTheCentroidsOnceAndMultipliesForEveryQuery)
{
    const GpuCost one = gpuIndexScan(rtx3090(), 1, 32768, 512);
    const GpuCost many = gpuIndexScan(rtx3090(), 64, 32768, 512);
    EXPECT_NEAR(many.seconds - one.seconds, 63 * 2.0 * 32768 * 512 / rtx3090().indexFlops, 1e-9);
    EXPECT_GT(one.seconds, one.busySeconds);
}

TEST(GpuCost, PowerIsCappedAtTheBoardLimit)
{
    EXPECT_EQ(gpuPower(rtx3090(), 1.0), rtx3090().boardPower);
    EXPECT_GE(gpuPower(rtx3090(), 0.0), rtx3090().activePower);
    EXPECT_LT(gpuPower(rtx3090(), 0.0), gpuPower(rtx3090(), 0.3));
}

} // namespace
} // namespace ralmscope
