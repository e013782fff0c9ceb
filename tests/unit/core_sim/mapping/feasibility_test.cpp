// SPDX-License-Identifier: GPL-3.0-or-later
#include "feasibility.h"

#include "model_memory.h"

#include "parameter_choices.h"
#include "parameter_table.h"
#include "shipped_catalog.h"

#include <gtest/gtest.h>

#include <limits>

namespace ralmscope {
namespace {

using test::designWith;
using test::shippedCatalog;
using enum Parameter;

Verdict checked(const DesignPoint& design)
{
    return checkDesign(design, resolve(design, shippedCatalog()));
}

TEST(Feasibility, EveryRowRefusesValuesOutsideItsRange)
{
    for (const ParameterInfo& row : parameterTable()) {
        DesignPoint design;
        if (row.parameter == SystemGpuShare)
            design.set(SystemAccelerators, 10);
        if (row.parameter == Parameter::CpuSearchMode || row.parameter == CpuCores)
            design.set(RetrievalOrganisation, static_cast<double>(Organisation::Cpu));
        if (!applies(row, design))
            continue;
        for (const double bad : {row.minimum - 1.0, row.maximum * 2.0 + 2.0, std::numeric_limits<double>::infinity()}) {
            DesignPoint changed = design;
            changed.set(row.parameter, row.type == ParameterType::Catalog ? 1e6 : bad);
            const Verdict verdict = checked(changed);
            EXPECT_EQ(verdict.status, Status::Invalid) << row.id << " = " << bad;
        }
    }
}

TEST(Feasibility, NamesTheParameterItsValueAndTheLimit)
{
    const Verdict nprobe = checked(designWith({{"retrieval.nprobe", "64"}, {"database.nlist", "32"}}));
    EXPECT_EQ(nprobe.reason, Reason::NprobeExceedsNlist);
    EXPECT_EQ(describe(nprobe), "retrieval.nprobe = 64: allowed 1 .. 32, the number of lists (database.nlist)");
    const Verdict dimension = checked(designWith({{"database.dimension", "100"}}));
    EXPECT_EQ(dimension.reason, Reason::DimensionNotMultiple);
    EXPECT_EQ(describe(dimension), "database.dimension = 100: must be a multiple of database.pq_bytes = 32");
}

TEST(Feasibility, NoNodesIsRefusedOnlyWhereNodesSearch)
{
    EXPECT_EQ(checked(designWith({{"fpga.count", "0"}})).reason, Reason::NeedsNodes);
    EXPECT_EQ(checked(designWith({{"fpga.count", "0"}, {"retrieval.organisation", "cpu"}})).status, Status::Ok);
}

TEST(Feasibility, AReplicaNeedsItsNodes)
{
    const Verdict verdict = checked(designWith({{"fpga.count", "1"}, {"fpga.nodes_per_replica", "2"}}));
    EXPECT_EQ(verdict.reason, Reason::ReplicaNeedsNodes);
}

TEST(Feasibility, TwoSubBatchesNeedTwoSequences)
{
    EXPECT_EQ(checked(designWith({{"mapping.retrieval_overlap", "two_sub_batches"}})).reason, Reason::BatchTooSmall);
}

TEST(Feasibility, CodesAndIdsMustFitTheNodes)
{
    const DesignPoint one = designWith({{"retrieval.database", "syn-1024-1b"}, {"fpga.count", "1"}});
    const Verdict verdict = checkCapacity(resolve(one, shippedCatalog()));
    EXPECT_EQ(verdict.status, Status::Infeasible);
    EXPECT_EQ(verdict.reason, Reason::NodeMemory);
    EXPECT_EQ(verdict.actual, 72e9);
    const DesignPoint two = designWith({{"retrieval.database", "syn-1024-1b"}, {"fpga.count", "2"}});
    EXPECT_EQ(checkCapacity(resolve(two, shippedCatalog())).status, Status::Ok);
}

TEST(Feasibility, KvCacheMustFitTheGpu)
{
    const DesignPoint design = designWith({{"lm.model", "dec-l"}, {"workload.batch", "64"}});
    EXPECT_EQ(checkCapacity(resolve(design, shippedCatalog())).reason, Reason::GpuMemory);
    const DesignPoint half = designWith({{"lm.model", "dec-l"}, {"workload.batch", "64"}, {"lm.precision", "fp16"}});
    EXPECT_LT(gpuMemoryUse(resolve(half, shippedCatalog())).total(),
              gpuMemoryUse(resolve(design, shippedCatalog())).total());
}

} // namespace
} // namespace ralmscope
