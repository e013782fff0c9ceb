// SPDX-License-Identifier: GPL-3.0-or-later
#include "explain.h"

#include "shipped_catalog.h"
#include "simulate.h"

#include <gtest/gtest.h>

namespace ralmscope {
namespace {

using test::designWith;
using test::shippedCatalog;

std::string explained(std::initializer_list<std::pair<std::string_view, std::string_view>> settings)
{
    const DesignPoint design = designWith(settings);
    return explainBottleneck(design, simulate(design, shippedCatalog()));
}

TEST(Explain, NamesTheLargestStageAndTheRunnerUp)
{
    EXPECT_TRUE(explained({{"workload.batch", "1"}}).starts_with("GPU Host and launches, "));
    const std::string searching = explained({{"lm.model", "dec-s"}, {"workload.batch", "64"}});
    EXPECT_TRUE(searching.starts_with("FPGA Code scan, ") || searching.starts_with("FPGA code scan, ")) << searching;
}

TEST(Explain, GivesTheReasonOfAnUnusableDesign)
{
    EXPECT_EQ(explained({{"database.dimension", "100"}}),
              "database.dimension = 100: must be a multiple of database.pq_bytes = 32.");
    EXPECT_TRUE(explained({{"gpu.count", "1024"}, {"lm.model", "dec-s"}}).starts_with("Retrieval is saturated"));
}

} // namespace
} // namespace ralmscope
