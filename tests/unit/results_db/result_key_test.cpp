// SPDX-License-Identifier: GPL-3.0-or-later
#include "result_key.h"

#include "sample_data.h"

#include <gmock/gmock.h>

namespace ralmscope::test {

namespace {

DesignPoint with(DesignPoint design, Parameter parameter, double value)
{
    design.set(parameter, value);
    return design;
}

/// Some other allowed value of the row.
double otherValue(const ParameterInfo& row, double value)
{
    if (row.type == ParameterType::Catalog)
        return value == 0.0 ? 1.0 : 0.0;
    return value == row.maximum ? row.minimum : row.maximum;
}

} // namespace

TEST(ResultKey, IsTheSameForTheSameDesign)
{
    const Catalog catalog = sampleCatalog();
    EXPECT_EQ(resultKey(DesignPoint{}, catalog), resultKey(DesignPoint{}, catalog));
}

TEST(ResultKey, ChangesWithEveryParameter)
{
    const Catalog catalog = sampleCatalog();
    const DesignPoint design = explicitDesign(resolve({}, catalog));
    for (const ParameterInfo& row : parameterTable()) {
        const DesignPoint other = with(design, row.parameter, otherValue(row, design[row.parameter]));
        const bool derived = explicitDesign(resolve(other, catalog)) == design;
        EXPECT_EQ(resultKey(design, catalog) == resultKey(other, catalog), derived) << row.id;
    }
}

TEST(ResultKey, ValuesThatAreDerivedDoNotSplitTheStore)
{
    const Catalog catalog = sampleCatalog();
    const DesignPoint shared = with(with({}, Parameter::SystemAccelerators, 8), Parameter::SystemGpuShare, 0.5);
    EXPECT_EQ(resultKey(shared, catalog), resultKey(with(shared, Parameter::GpuCount, 77), catalog));
}

TEST(ResultKey, AutomaticValuesMeanWhatTheyStandFor)
{
    const Catalog catalog = sampleCatalog();
    const DesignPoint automatic;
    EXPECT_EQ(resultKey(automatic, catalog), resultKey(explicitDesign(resolve(automatic, catalog)), catalog));
    EXPECT_EQ(resultKey(automatic, catalog),
              resultKey(with(automatic, Parameter::RetrievalK, catalog.models[0].retrievalK), catalog));
}

TEST(ResultKey, ChangesWithTheContentOfAnEntryInUse)
{
    const Catalog before = sampleCatalog();
    Catalog after = before;
    after.gpus[0].fingerprint ^= 1;
    EXPECT_NE(resultKey(DesignPoint{}, before), resultKey(DesignPoint{}, after));
    Catalog unused = before;
    unused.gpus[1].fingerprint ^= 1;
    EXPECT_EQ(resultKey(DesignPoint{}, before), resultKey(DesignPoint{}, unused));
}

TEST(ResultKey, DoesNotDependOnTheOrderOfTheCatalog)
{
    const Catalog before = sampleCatalog();
    Catalog swapped = before;
    std::swap(swapped.models[0], swapped.models[1]);
    const DesignPoint same = with(with({}, Parameter::LmModel, 1), Parameter::LmDraftModel, 1);
    EXPECT_EQ(resultKey(DesignPoint{}, before), resultKey(same, swapped));
}

TEST(ResultKey, TellsAMissingEntryFromAnyOther)
{
    const Catalog catalog = sampleCatalog();
    EXPECT_NE(resultKey(DesignPoint{}, catalog), resultKey(with({}, Parameter::RetrievalDatabase, 99), catalog));
}

TEST(ResultKey, NegativeZeroIsZero)
{
    const Catalog catalog = sampleCatalog();
    EXPECT_EQ(resultKey(with({}, Parameter::NetworkEndpointLatency, 0.0), catalog),
              resultKey(with({}, Parameter::NetworkEndpointLatency, -0.0), catalog));
}

TEST(SweepKey, ChangesWithBaseAndAxes)
{
    const Catalog catalog = sampleCatalog();
    const Sweep sweep{{}, {{Parameter::WorkloadBatch, {1, 2, 4}}}};
    Sweep other = sweep;
    EXPECT_EQ(sweepKey(sweep, catalog), sweepKey(other, catalog));
    other.axes[0].values.push_back(8);
    EXPECT_NE(sweepKey(sweep, catalog), sweepKey(other, catalog));
    other = sweep;
    other.base.set(Parameter::RetrievalNprobe, 64);
    EXPECT_NE(sweepKey(sweep, catalog), sweepKey(other, catalog));
}

} // namespace ralmscope::test
