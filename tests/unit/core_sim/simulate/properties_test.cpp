// SPDX-License-Identifier: GPL-3.0-or-later
#include "parameter_choices.h"
#include "parameter_table.h"
#include "shipped_catalog.h"
#include "simulate.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace ralmscope {
namespace {

using test::shippedCatalog;
using enum Parameter;

/// Designs all over the allowed ranges; the seed is fixed, so a failure can be looked at again.
class RandomDesigns
{
public:
    DesignPoint next()
    {
        DesignPoint d;
        d.set(RetrievalOrganisation, pick({0, 1, 2, 3, 4}));
        d.set(RetrievalDatabase, pick({0, 1, 2, 3, 4}));
        d.set(LmModel, pick({0, 1, 2, 3}));
        d.set(GpuCount, power(0, 8));
        d.set(FpgaCount, power(0, 7));
        d.set(CpuCores, power(0, 6));
        d.set(WorkloadBatch, power(1, 6));
        d.set(WorkloadSequence, power(4, 10));
        d.set(RetrievalInterval, power(0, 9));
        d.set(RetrievalNprobe, power(0, 10));
        d.set(MappingRetrievalOverlap, pick({0, 1}));
        d.set(FpgaDoubleBuffer, pick({0, 1}));
        d.set(NetworkBroadcast, pick({0, 1}));
        d.set(FpgaNodeVariation, pick({0, 1}));
        return d;
    }

private:
    double pick(std::initializer_list<double> values)
    {
        return values.begin()[std::uniform_int_distribution<std::size_t>(0, values.size() - 1)(m_engine)];
    }
    double power(int low, int high) { return std::exp2(std::uniform_int_distribution<int>(low, high)(m_engine)); }

    std::mt19937 m_engine{20260101};
};

template <typename Check> void forUsableDesigns(Check check)
{
    RandomDesigns designs;
    int usable = 0;
    for (int i = 0; i < 4000; ++i) {
        const DesignPoint design = designs.next();
        const Result result = simulate(design, shippedCatalog());
        if (!result.verdict.usable())
            continue;
        ++usable;
        check(design, result);
        if (testing::Test::HasFailure()) {
            for (const ParameterInfo& row : parameterTable())
                std::cerr << row.id << " = " << plainValueText(row, design[row.parameter]) << "\n";
            return;
        }
    }
    EXPECT_GT(usable, 1000);
}

double changed(DesignPoint design, Parameter parameter, double value, Metric metric)
{
    design.set(parameter, value);
    return simulate(design, shippedCatalog())[metric];
}

constexpr double kRounding = 1.0 + 1e-9;

TEST(Properties, MetricsAreInTheirNaturalRanges)
{
    forUsableDesigns([](const DesignPoint&, const Result& r) {
        for (const Metric share : {Metric::GpuUtilisation, Metric::FpgaUtilisation, Metric::CpuUtilisation,
                                   Metric::NetworkUtilisation, Metric::EnergyIdleShare, Metric::OptimalGpuShare}) {
            if (!std::isnan(r[share])) {
                EXPECT_GE(r[share], 0.0);
                EXPECT_LE(r[share], kRounding) << static_cast<int>(share);
            }
        }
        for (const double value : r.metrics)
            EXPECT_FALSE(value < 0.0 || std::isinf(value));
    });
}

TEST(Properties, PercentilesAreOrdered)
{
    forUsableDesigns([](const DesignPoint& d, const Result& r) {
        if (d.choice<Organisation>(RetrievalOrganisation) == Organisation::None)
            return;
        EXPECT_LE(r[Metric::SearchMedian], r[Metric::SearchMean] * kRounding);
        EXPECT_LE(r[Metric::SearchMean], r[Metric::SearchP95] * kRounding);
        EXPECT_LE(r[Metric::SearchP95], r[Metric::SearchP99] * kRounding);
    });
}

TEST(Properties, EnergyOfPartsAddsUp)
{
    forUsableDesigns([](const DesignPoint&, const Result& r) {
        const double fpga = std::isnan(r[Metric::EnergyFpga]) ? 0.0 : r[Metric::EnergyFpga];
        EXPECT_NEAR(r[Metric::EnergyGpu] + r[Metric::EnergyCpu] + fpga, r[Metric::EnergyPerToken],
                    1e-9 * r[Metric::EnergyPerToken]);
        EXPECT_NEAR(r[Metric::AveragePower], r[Metric::EnergyPerToken] * r[Metric::Tokens],
                    1e-9 * r[Metric::AveragePower]);
    });
}

TEST(Properties, MoreNodesAreNeverSlower)
{
    forUsableDesigns([](const DesignPoint& d, const Result& r) {
        // A serial root and nodes that vary by themselves are exactly what makes more nodes slower.
        if (!applies(info(FpgaCount), d) || d[NetworkBroadcast] != 0 || d[FpgaNodeVariation] != 0)
            return;
        // A further level of the tree costs its endpoint latency.
        const double level = 10e-6;
        const double more = changed(d, FpgaCount, 2 * d[FpgaCount], Metric::SearchMedian);
        EXPECT_LE(more, r[Metric::SearchMedian] * kRounding + level + 64 * 2 * 135296 / 12.5e9);
    });
}

TEST(Properties, MoreReplicasNeverServeLess)
{
    forUsableDesigns([](DesignPoint d, const Result&) {
        if (!applies(info(FpgaCount), d))
            return;
        d.set(FpgaNodesPerReplica, d[FpgaCount]);
        const double before = simulate(d, shippedCatalog())[Metric::Tokens];
        EXPECT_GE(changed(d, FpgaCount, 2 * d[FpgaCount], Metric::Tokens) * kRounding, before);
    });
}

TEST(Properties, FasterPartsAreNeverSlower)
{
    forUsableDesigns([](const DesignPoint& d, const Result& r) {
        for (const Parameter p : {FpgaClock, NetworkBandwidth}) {
            if (!applies(info(p), d))
                continue;
            const double value = p == FpgaClock ? 280e6 : 25e9;
            EXPECT_LE(changed(d, p, value, Metric::Tpot), r[Metric::Tpot] * kRounding);
        }
    });
}

TEST(Properties, MoreWorkIsNeverFaster)
{
    forUsableDesigns([](const DesignPoint& d, const Result& r) {
        // The CPU index scan turns to matrix multiplication at 20 queries, and is then faster in truth as well.
        const bool cpuIndex = d.choice<Organisation>(RetrievalOrganisation) == Organisation::FpgaCpuIndex;
        for (const Parameter p : {RetrievalNprobe, WorkloadBatch, WorkloadSequence}) {
            if (p == WorkloadBatch && cpuIndex)
                continue;
            const double more = changed(d, p, 2 * d[p], Metric::SequenceLatency);
            if (!std::isnan(more)) {
                EXPECT_GE(more * kRounding, r[Metric::SequenceLatency]) << info(p).id;
            }
        }
        const double rarer = changed(d, RetrievalInterval, 2 * d[RetrievalInterval], Metric::SequenceLatency);
        EXPECT_LE(rarer, r[Metric::SequenceLatency] * kRounding);
    });
}

TEST(Properties, MoreGpusNeverLowerThroughputNorOneGpusLatency)
{
    forUsableDesigns([](const DesignPoint& d, const Result& r) {
        EXPECT_GE(changed(d, GpuCount, 2 * d[GpuCount], Metric::Tokens) * kRounding, r[Metric::Tokens]);
        EXPECT_GE(changed(d, GpuCount, 2 * d[GpuCount], Metric::Tpot) * kRounding, r[Metric::Tpot]);
    });
}

TEST(Properties, ScalingBothPoolsScalesThroughput)
{
    forUsableDesigns([](DesignPoint d, const Result&) {
        if (!applies(info(FpgaCount), d))
            return;
        d.set(FpgaNodesPerReplica, d[FpgaCount]);
        const Result one = simulate(d, shippedCatalog());
        d.set(FpgaCount, 2 * d[FpgaCount]);
        d.set(GpuCount, 2 * d[GpuCount]);
        const Result two = simulate(d, shippedCatalog());
        EXPECT_NEAR(two[Metric::Tokens], 2 * one[Metric::Tokens], 1e-9 * two[Metric::Tokens]);
        EXPECT_NEAR(two[Metric::Tpot], one[Metric::Tpot], 1e-9 * two[Metric::Tpot]);
    });
}

TEST(Properties, ParametersThatDoNotApplyChangeNothing)
{
    forUsableDesigns([](const DesignPoint& d, const Result& r) {
        for (const ParameterInfo& row : parameterTable()) {
            if (applies(row, d) || row.type == ParameterType::Catalog)
                continue;
            DesignPoint other = d;
            other.set(row.parameter, row.maximum);
            // The degrees of parallelism apply as soon as one of them is more than the single GPU.
            if (applies(row, other))
                continue;
            const Result changedResult = simulate(other, shippedCatalog());
            EXPECT_EQ(changedResult.breakdown, r.breakdown) << row.id;
            EXPECT_EQ(changedResult[Metric::AveragePower], r[Metric::AveragePower]) << row.id;
        }
    });
}

TEST(Properties, IntervalLongerThanTheSequenceRetrievesOnce)
{
    forUsableDesigns([](const DesignPoint& d, const Result&) {
        const double once = changed(d, RetrievalInterval, 1024, Metric::SequenceLatency);
        EXPECT_EQ(once, changed(d, RetrievalInterval, 4096, Metric::SequenceLatency));
    });
}

} // namespace
} // namespace ralmscope
