// SPDX-License-Identifier: GPL-3.0-or-later
#include "fpga_cost.h"

#include "shipped_catalog.h"

#include <gtest/gtest.h>

#include <cmath>

namespace ralmscope {
namespace {

const FpgaNode& u250()
{
    return test::shippedCatalog().fpgas.front();
}

NodeScan scanOf(double dimension, double pqBytes, double lutUnits)
{
    NodeScan scan;
    scan.vectors = 1e9;
    scan.dimension = dimension;
    scan.pqBytes = pqBytes;
    scan.nlist = 32768;
    scan.nprobe = 32;
    scan.channels = 4;
    scan.clock = 140e6;
    scan.lutUnits = lutUnits;
    return scan;
}

TEST(FpgaCost, KernelsAsBuiltHaveTheirDecodingUnitsAndTableCycles)
{
    EXPECT_EQ(decodeUnits(u250(), 4, 16), 16);
    EXPECT_EQ(decodeUnits(u250(), 4, 32), 8);
    EXPECT_EQ(decodeUnits(u250(), 4, 64), 4);
    EXPECT_EQ(decodeUnits(u250(), 4, 65), 0);
    EXPECT_EQ(tableCycles(u250(), 128, 16, 16), 256);
    EXPECT_EQ(tableCycles(u250(), 512, 32, 8), 2048);
    EXPECT_EQ(tableCycles(u250(), 1024, 64, 16), 2048);
}

TEST(FpgaCost, TheCycleModelIsTheMeasuredThroughputOfUniformLists)
{
    // Queries per second measured with uniform lists; the model has no constant fitted to a single one of them.
    EXPECT_NEAR(1.0 / nodeScan(u250(), scanOf(128, 16, 16)).total, 1932.0, 0.01 * 1932.0);
    EXPECT_NEAR(1.0 / nodeScan(u250(), scanOf(512, 32, 8)).total, 728.6, 0.01 * 728.6);
}

TEST(FpgaCost, PartsAddUp)
{
    const NodeScanCost cost = nodeScan(u250(), scanOf(512, 32, 8));
    EXPECT_DOUBLE_EQ(cost.scan + cost.tables, cost.total);
}

TEST(FpgaCost, DoubleBufferingHidesTheSmallerOfScanAndTables)
{
    NodeScan scan = scanOf(512, 32, 8);
    const NodeScanCost plain = nodeScan(u250(), scan);
    scan.doubleBuffer = true;
    const NodeScanCost buffered = nodeScan(u250(), scan);
    EXPECT_LT(buffered.total, plain.total);
    EXPECT_GE(buffered.total, std::max(plain.scan, plain.tables));
}

TEST(FpgaCost, ACodeWiderThanAChannelNeverFinishes)
{
    EXPECT_TRUE(std::isinf(nodeScan(u250(), scanOf(1024, 128, 16)).total));
}

} // namespace
} // namespace ralmscope
