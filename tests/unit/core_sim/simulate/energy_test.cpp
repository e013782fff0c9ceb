// SPDX-License-Identifier: GPL-3.0-or-later
#include "shipped_catalog.h"
#include "simulate.h"

#include <gtest/gtest.h>

#include <cmath>

namespace ralmscope {
namespace {

using test::simulated;

double perQuery(const char* database, const char* batch, const char* organisation, const char* convention)
{
    return simulated({{"retrieval.database", database},
                      {"workload.batch", batch},
                      {"retrieval.organisation", organisation},
                      {"cpu.cores", "16"},
                      {"fpga.count", "2"},
                      {"lm.model", "dec-s"},
                      {"energy.convention", convention}})[Metric::EnergyPerQuery];
}

TEST(Energy, ThePaperConventionGivesThePublishedRatios)
{
    const auto ratio = [](const char* database, const char* batch) {
        return perQuery(database, batch, "cpu", "paper_tabulated")
            / perQuery(database, batch, "fpga_gpu_index", "paper_tabulated");
    };
    EXPECT_NEAR(ratio("syn-1024-1b", "1"), 26.2, 0.05);
    EXPECT_NEAR(ratio("sift-1b", "64"), 5.8, 0.05);
}

TEST(Energy, ThePaperConventionCountsSearchOnly)
{
    const Result r = simulated({{"energy.convention", "paper_modelled"}});
    EXPECT_EQ(r[Metric::EnergyIdleShare], 0.0);
    for (const StageCost& cost : r.breakdown.entries()) {
        if (cost.joules > 0.0) {
            EXPECT_TRUE(cost.stage == Stage::IndexScan || cost.stage == Stage::CodeScan);
        }
    }
    EXPECT_LT(r[Metric::EnergyPerToken], simulated({})[Metric::EnergyPerToken]);
}

TEST(Energy, PowerWhileDecodingIsMarkedAsAssumed)
{
    const auto tag = [](const char* convention) {
        const Result r = simulated({{"retrieval.organisation", "cpu"}, {"energy.convention", convention}});
        return r.provenance[static_cast<std::size_t>(CostClass::Energy)];
    };
    EXPECT_EQ(tag("device"), SourceTag::Assumed);
    EXPECT_EQ(tag("paper_modelled"), SourceTag::Measured);
}

TEST(Energy, IdleDevicesAreCounted)
{
    const Result few = simulated({{"fpga.count", "1"}});
    const Result many = simulated({{"fpga.count", "8"}, {"fpga.nodes_per_replica", "1"}});
    EXPECT_GT(many[Metric::EnergyIdleShare], few[Metric::EnergyIdleShare]);
    EXPECT_GT(many[Metric::EnergyPerToken], few[Metric::EnergyPerToken]);
}

TEST(Energy, AveragePowerStaysBelowTheSumOfBoardLimits)
{
    const Result r = simulated({{"workload.batch", "64"}});
    EXPECT_LT(r[Metric::AveragePower], 350.0 + 38.4 + 2 * 163.2);
    EXPECT_GT(r[Metric::AveragePower], 105.0);
}

} // namespace
} // namespace ralmscope
