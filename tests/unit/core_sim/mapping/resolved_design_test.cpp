// SPDX-License-Identifier: GPL-3.0-or-later
#include "resolved_design.h"

#include "shipped_catalog.h"

#include <gtest/gtest.h>

namespace ralmscope {
namespace {

using test::designWith;
using test::shippedCatalog;
using enum Parameter;

TEST(ResolvedDesign, AutomaticValuesComeFromTheCatalogEntryTheyName)
{
    const DesignPoint design = designWith({{"retrieval.database", "deep-1b"}, {"lm.model", "dec-s"}});
    const ResolvedDesign r = resolve(design, shippedCatalog());
    EXPECT_EQ(r[DatabaseDimension], 96);
    EXPECT_EQ(r[RetrievalK], 100);
    EXPECT_EQ(r[RetrievalInterval], 1);
    EXPECT_EQ(r[FpgaClock], 140e6);
    EXPECT_EQ(r[FpgaQueueLength], 15);
}

TEST(ResolvedDesign, WhatTheUserSetStays)
{
    const ResolvedDesign r = resolve(designWith({{"database.dimension", "256"}}), shippedCatalog());
    EXPECT_EQ(r[DatabaseDimension], 256);
}

TEST(ResolvedDesign, TheCpuPathHasItsOwnListImbalance)
{
    const ResolvedDesign fpga = resolve(designWith({{"retrieval.database", "sift-1b"}}), shippedCatalog());
    const ResolvedDesign cpu =
        resolve(designWith({{"retrieval.database", "sift-1b"}, {"retrieval.organisation", "cpu"}}), shippedCatalog());
    EXPECT_EQ(fpga[DatabaseListImbalance], fpga.database->listImbalance);
    EXPECT_EQ(cpu[DatabaseListImbalance], cpu.database->cpuListImbalance);
}

TEST(ResolvedDesign, ATotalIsDividedByTheGpuShare)
{
    const ResolvedDesign r =
        resolve(designWith({{"system.accelerators", "1000"}, {"system.gpu_share", "0.537"}}), shippedCatalog());
    EXPECT_EQ(r[GpuCount], 537);
    EXPECT_EQ(r[FpgaCount], 463);
    EXPECT_EQ(r.replicas(), 463);
}

TEST(ResolvedDesign, EveryEndOfTheShareLeavesOneOfEach)
{
    for (const char* share : {"0.001", "0.999"}) {
        const ResolvedDesign r =
            resolve(designWith({{"system.accelerators", "10"}, {"system.gpu_share", share}}), shippedCatalog());
        EXPECT_GE(r[GpuCount], 1);
        EXPECT_GE(r[FpgaCount], 1);
        EXPECT_EQ(r[GpuCount] + r[FpgaCount], 10);
    }
}

TEST(ResolvedDesign, NodesBeyondWholeReplicasServeNothing)
{
    const ResolvedDesign r =
        resolve(designWith({{"fpga.count", "5"}, {"fpga.nodes_per_replica", "2"}}), shippedCatalog());
    EXPECT_EQ(r.replicas(), 2);
}

TEST(ResolvedDesign, TheExplicitDesignResolvesToItself)
{
    const ResolvedDesign r = resolve(DesignPoint(), shippedCatalog());
    const ResolvedDesign again = resolve(explicitDesign(r), shippedCatalog());
    EXPECT_EQ(r.values, again.values);
}

} // namespace
} // namespace ralmscope
