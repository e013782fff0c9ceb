// SPDX-License-Identifier: GPL-3.0-or-later
#include "cpu_cost.h"

#include "shipped_catalog.h"

#include <gtest/gtest.h>

namespace ralmscope {
namespace {

const Cpu& epyc()
{
    return test::shippedCatalog().cpus.front();
}

CpuSearch searchOf(double batch, double cores)
{
    CpuSearch search;
    search.batch = batch;
    search.cores = cores;
    search.nlist = 32768;
    search.dimension = 128;
    search.pqBytes = 16;
    search.scannedBytes = 17.6e6;
    return search;
}

TEST(CpuCost, MoreCoresAreNeverSlowerAndMoreQueriesNeverFaster)
{
    for (const double batch : {1.0, 7.0, 64.0, 1000.0}) {
        for (double cores = 1; cores < 64; cores *= 2) {
            // Below one query per core, further cores only lengthen the wait for the slowest: not faster, not slower.
            if (batch >= 2 * cores) {
                EXPECT_LE(cpuSearchTime(epyc(), searchOf(batch, 2 * cores)),
                          cpuSearchTime(epyc(), searchOf(batch, cores)));
            }
            EXPECT_LT(cpuSearchTime(epyc(), searchOf(batch, cores)), cpuSearchTime(epyc(), searchOf(batch * 2, cores)));
        }
    }
}

TEST(CpuCost, RatesBetweenTwoCodeLengthsLieBetweenThem)
{
    const CpuScanRate low = scanRateFor(epyc(), 16);
    const CpuScanRate middle = scanRateFor(epyc(), 24);
    const CpuScanRate high = scanRateFor(epyc(), 32);
    EXPECT_LT(high.singleThread, middle.singleThread);
    EXPECT_LT(middle.singleThread, low.singleThread);
    EXPECT_EQ(scanRateFor(epyc(), 8).loaded, low.loaded);
    EXPECT_EQ(scanRateFor(epyc(), 256).loaded, scanRateFor(epyc(), 64).loaded);
}

TEST(CpuCost, TailsAreOrderedAndShrinkWithTheBatch)
{
    for (double batch = 1; batch < 1e4; batch *= 3) {
        EXPECT_GT(cpuP95OverMedian(epyc(), batch), cpuMeanOverMedian(epyc(), batch));
        EXPECT_GT(cpuP99OverMedian(epyc(), batch), cpuP95OverMedian(epyc(), batch));
        EXPECT_LT(cpuP95OverMedian(epyc(), batch * 3), cpuP95OverMedian(epyc(), batch));
    }
}

TEST(CpuCost, PowerStaysBetweenIdleAndFullLoad)
{
    for (double batch = 1; batch < 1e4; batch *= 2) {
        const double watts = cpuSearchPower(epyc(), batch, 16);
        EXPECT_GT(watts, cpuIdlePower(epyc(), 16));
        EXPECT_LE(watts, epyc().idlePower + epyc().dynamicPower);
    }
    EXPECT_EQ(cpuIdlePower(epyc(), 17), 2 * cpuIdlePower(epyc(), 16));
}

} // namespace
} // namespace ralmscope
