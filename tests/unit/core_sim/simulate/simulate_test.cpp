// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulate.h"

#include "shipped_catalog.h"

#include <gtest/gtest.h>

#include <cmath>

namespace ralmscope {
namespace {

using test::designWith;
using test::shippedCatalog;
using test::simulated;

TEST(Simulate, TheBreakdownSumsToTheTimeAndEnergyOfAToken)
{
    for (const char* organisation : {"none", "cpu", "cpu_gpu_index", "fpga_cpu_index", "fpga_gpu_index"}) {
        for (const char* overlap : {"stall", "two_sub_batches"}) {
            for (const char* gpus : {"1", "64"}) {
                for (const char* convention : {"device", "paper_tabulated", "paper_modelled"}) {
                    const Result r = simulated({{"retrieval.organisation", organisation},
                                                {"mapping.retrieval_overlap", overlap},
                                                {"gpu.count", gpus},
                                                {"energy.convention", convention},
                                                {"workload.batch", "16"}});
                    SCOPED_TRACE(std::string(organisation) + " " + overlap + " " + gpus + " " + convention);
                    ASSERT_TRUE(r.verdict.usable());
                    EXPECT_NEAR(r.breakdown.seconds(), r[Metric::Tpot], 1e-12 * r[Metric::Tpot]);
                    EXPECT_NEAR(r.breakdown.joules(), r[Metric::EnergyPerToken], 1e-12 * r[Metric::EnergyPerToken]);
                }
            }
        }
    }
}

TEST(Simulate, LatencyAndThroughputOfOneGpuAgree)
{
    const Result r = simulated({{"workload.batch", "64"}});
    EXPECT_NEAR(r[Metric::Tokens] * r[Metric::Tpot], 64.0, 1e-9);
    EXPECT_NEAR(r[Metric::SequenceLatency], 512 * r[Metric::Tpot], 1e-9);
}

TEST(Simulate, WithoutRetrievalNothingIsSaidOfSearch)
{
    const Result r = simulated({{"retrieval.organisation", "none"}});
    EXPECT_TRUE(std::isnan(r[Metric::SearchMedian]));
    EXPECT_TRUE(std::isnan(r[Metric::FpgaUtilisation]));
    EXPECT_EQ(r.breakdown.entries()[0].stage, Stage::FullyConnected);
}

TEST(Simulate, TooManyGpusSaturateOneReplicaAndTheResultSaysSo)
{
    const Result one = simulated({{"workload.batch", "64"}, {"lm.model", "dec-s"}});
    const Result many = simulated({{"workload.batch", "64"}, {"lm.model", "dec-s"}, {"gpu.count", "64"}});
    EXPECT_EQ(one.verdict.status, Status::Ok);
    EXPECT_EQ(many.verdict.status, Status::Saturated);
    EXPECT_EQ(many.verdict.reason, Reason::RetrievalSaturated);
    EXPECT_EQ(many.binding, DeviceKind::Fpga);
    EXPECT_NEAR(many[Metric::Tokens], many[Metric::RetrievalPoolTokens], 1e-9 * many[Metric::Tokens]);
    EXPECT_GT(many[Metric::Tpot], one[Metric::Tpot]);
}

TEST(Simulate, ThroughputIsTheSmallerPool)
{
    for (const char* share : {"0.1", "0.3", "0.5", "0.7", "0.9"}) {
        const Result r = simulated({{"workload.batch", "64"},
                                    {"lm.model", "dec-s"},
                                    {"system.accelerators", "1000"},
                                    {"system.gpu_share", share}});
        EXPECT_NEAR(r[Metric::Tokens], std::min(r[Metric::GpuPoolTokens], r[Metric::RetrievalPoolTokens]),
                    1e-9 * r[Metric::Tokens]);
    }
}

TEST(Simulate, TheBestShareCanBeReadOffThePlot)
{
    const auto tokens = [](double share) {
        DesignPoint d = designWith({{"workload.batch", "64"}, {"lm.model", "dec-s"}, {"system.accelerators", "1000"}});
        d.set(Parameter::SystemGpuShare, share);
        return simulate(d, shippedCatalog())[Metric::Tokens];
    };
    const double best = simulated({{"workload.batch", "64"}, {"lm.model", "dec-s"}})[Metric::OptimalGpuShare];
    for (double share = 0.01; share < 1.0; share += 0.01)
        EXPECT_LE(tokens(share), tokens(best) * (1 + 1e-12)) << share;
}

TEST(Simulate, ListsThatAreNotSplitMakeEveryNodeScanThemWhole)
{
    const auto service = [](const char* split, const char* nodes) {
        return simulated({{"retrieval.database", "sift-1b"},
                          {"database.lists_split", split},
                          {"fpga.count", nodes}})[Metric::QueryService];
    };
    EXPECT_EQ(service("off", "4"), service("off", "1"));
    EXPECT_LT(service("on", "4"), service("on", "1"));
}

TEST(Simulate, InvalidDesignsGiveAVerdictAndNoNumbers)
{
    const Result r = simulated({{"database.dimension", "100"}});
    EXPECT_EQ(r.verdict.status, Status::Invalid);
    for (const double value : r.metrics)
        EXPECT_TRUE(std::isnan(value));
}

TEST(Simulate, InfeasibleDesignsKeepOnlyTheBytesThatDoNotFit)
{
    const Result r = simulated({{"retrieval.database", "syn-1024-1b"}, {"fpga.count", "1"}});
    EXPECT_EQ(r.verdict.status, Status::Infeasible);
    EXPECT_EQ(r[Metric::FpgaMemory], 72e9);
    EXPECT_TRUE(std::isnan(r[Metric::Tpot]));
}

TEST(Simulate, TheSameDesignGivesTheSameBits)
{
    const DesignPoint design = designWith({{"workload.batch", "37"}, {"retrieval.nprobe", "19"}});
    const Result a = simulate(design, shippedCatalog());
    const Result b = simulate(design, shippedCatalog());
    EXPECT_EQ(a.metrics[0], b.metrics[0]);
    EXPECT_EQ(a.breakdown, b.breakdown);
}

TEST(Simulate, IndependentNodesWaitForTheSlowest)
{
    const auto search = [](const char* variation, const char* nodes, Metric metric) {
        return simulated({{"fpga.node_variation", variation}, {"fpga.count", nodes}, {"workload.batch", "64"}})[metric];
    };
    EXPECT_GT(search("independent", "16", Metric::SearchMedian), search("shared", "16", Metric::SearchMedian));
    EXPECT_DOUBLE_EQ(search("independent", "1", Metric::SearchMedian), search("shared", "1", Metric::SearchMedian));
    EXPECT_GT(search("independent", "16", Metric::SearchP99), search("independent", "16", Metric::SearchP95));
}

TEST(Simulate, ARootThatSendsToEveryNodeInTurnBecomesTheLimit)
{
    const auto service = [](const char* broadcast) {
        return simulated({{"fpga.count", "128"}, {"network.broadcast", broadcast}})[Metric::QueryService];
    };
    EXPECT_GT(service("root_serial"), service("tree"));
    // 128 nodes x 67712 B over 100 Gbit/s: 0.69 ms for every query.
    EXPECT_NEAR(service("root_serial"), 128 * 67712 / 12.5e9, 1e-9);
}

} // namespace
} // namespace ralmscope
