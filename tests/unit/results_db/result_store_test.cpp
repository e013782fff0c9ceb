// SPDX-License-Identifier: GPL-3.0-or-later
#include "result_store.h"

#include "database.h"
#include "pin_store.h"
#include "sample_data.h"

#include <limits>

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <gmock/gmock.h>

namespace ralmscope::test {

namespace {

void expectSameResult(const Result& a, const Result& b)
{
    EXPECT_EQ(a.verdict, b.verdict);
    for (std::size_t m = 0; m < kMetricCount; ++m)
        EXPECT_TRUE(a.metrics[m] == b.metrics[m] || (std::isnan(a.metrics[m]) && std::isnan(b.metrics[m]))) << m;
    EXPECT_EQ(a.breakdown, b.breakdown);
    EXPECT_EQ(a.binding, b.binding);
    EXPECT_EQ(a.bindingStage, b.bindingStage);
    EXPECT_EQ(a.provenance, b.provenance);
}

class ResultStoreTest : public ::testing::Test
{
protected:
    void insert(int first, int last)
    {
        std::vector<NewRow> rows;
        for (int i = first; i <= last; ++i)
            rows.push_back(sampleRow(i, catalog));
        const auto inserted = store.insert(rows);
        ASSERT_TRUE(inserted) << inserted.error();
    }
    bool holds(int seed) { return store.idOf(sampleRow(seed, catalog).key)->has_value(); }

    Catalog catalog = sampleCatalog();
    Database database = std::move(*Database::open(":memory:"));
    ResultStore store{database, catalog, 100};
};

} // namespace

TEST_F(ResultStoreTest, AResultComesBackExactly)
{
    NewRow row = sampleRow(17, catalog);
    row.result[Metric::SearchMedian] = std::numeric_limits<double>::quiet_NaN();
    row.result[Metric::Queries] = std::numeric_limits<double>::infinity();
    row.result[Metric::IndexScan] = std::numeric_limits<double>::denorm_min();
    row.result.verdict = {Status::Infeasible, Reason::NodeMemory, Parameter::FpgaCount, 1.0 / 3.0, 0.0, 64e9};
    ASSERT_TRUE(store.insert({&row, 1}));
    const auto found = store.find({&row.key, 1});
    ASSERT_TRUE(found) << found.error();
    ASSERT_TRUE(found->at(0));
    expectSameResult(*found->at(0), row.result);
}

TEST_F(ResultStoreTest, EveryStatusAndReasonComesBack)
{
    for (int reason = 0; reason <= static_cast<int>(Reason::NotFinite); ++reason) {
        NewRow row = sampleRow(reason + 1, catalog);
        row.result.verdict.status = static_cast<Status>(reason % 4);
        row.result.verdict.reason = static_cast<Reason>(reason);
        if (row.result.verdict.reason == Reason::None)
            row.result.verdict.status = Status::Ok;
        ASSERT_TRUE(store.insert({&row, 1}));
        EXPECT_EQ(store.find({&row.key, 1})->at(0)->verdict, row.result.verdict);
    }
}

TEST_F(ResultStoreTest, EveryParameterComesBackExactly)
{
    DesignPoint design = sampleRow(1, catalog).design;
    for (const ParameterInfo& row : parameterTable()) {
        if (row.type == ParameterType::Catalog)
            design.set(row.parameter, 1);
        else if (row.type == ParameterType::Real)
            design.set(row.parameter, row.minimum + (row.maximum - row.minimum) / 3.0);
        else
            design.set(row.parameter, row.maximum);
    }
    const NewRow row{resultKey(design, catalog), design, sampleResult(1)};
    ASSERT_TRUE(store.insert({&row, 1}));
    const auto rows = store.rows();
    ASSERT_TRUE(rows) << rows.error();
    EXPECT_EQ(rows->at(0).design, design);
    EXPECT_TRUE(rows->at(0).missingEntries.empty());
    EXPECT_GT(rows->at(0).created, 1'600'000'000);
}

TEST_F(ResultStoreTest, ValuesOutOfRangeComeBackToo)
{
    DesignPoint design = sampleRow(1, catalog).design;
    design.set(Parameter::RetrievalNprobe, 1.5);
    design.set(Parameter::WorkloadBatch, 1e300);
    design.set(Parameter::RetrievalOrganisation, 99);
    design.set(Parameter::GpuDevice, 77);
    const NewRow row{resultKey(design, catalog), design, {}};
    ASSERT_TRUE(store.insert({&row, 1}));
    EXPECT_EQ(store.rows()->at(0).design, design);
}

TEST_F(ResultStoreTest, TextColumnsHoldIds)
{
    insert(1, 1);
    EXPECT_EQ(database.sql().execAndGet("SELECT gpu_device FROM results").getString(), "gpu-alpha");
    EXPECT_EQ(database.sql().execAndGet("SELECT retrieval_organisation FROM results").getString(), "fpga_gpu_index");
    EXPECT_EQ(database.sql().execAndGet("SELECT typeof(workload_batch) FROM results").getString(), "integer");
    EXPECT_EQ(database.sql().execAndGet("SELECT sources FROM results").getString(), "pmdamp");
}

TEST_F(ResultStoreTest, AnEntryThatIsGoneIsNamed)
{
    insert(1, 1);
    database.sql().exec("UPDATE results SET gpu_device = 'gpu-gone'");
    EXPECT_THAT(store.rows()->at(0).missingEntries, ::testing::ElementsAre("gpu.device = gpu-gone"));
}

TEST_F(ResultStoreTest, UnknownKeysAreNotFoundAndOrderIsKept)
{
    insert(1, 3);
    const std::vector<ResultKey> keys{sampleRow(3, catalog).key, sampleRow(9, catalog).key, sampleRow(1, catalog).key};
    const auto found = store.find(keys);
    ASSERT_TRUE(found);
    expectSameResult(*found->at(0), sampleResult(3));
    EXPECT_FALSE(found->at(1));
    expectSameResult(*found->at(2), sampleResult(1));
}

TEST_F(ResultStoreTest, AKeyIsStoredOnce)
{
    insert(1, 3);
    const std::vector<NewRow> rows{sampleRow(3, catalog), sampleRow(4, catalog)};
    EXPECT_EQ(store.insert(rows).value(), 1U);
    EXPECT_EQ(store.count().value(), 4U);
}

TEST_F(ResultStoreTest, OldestRowsMakeRoom)
{
    insert(1, 90);
    insert(91, 120);
    EXPECT_EQ(store.count().value(), 100U);
    EXPECT_EQ(database.sql().execAndGet("SELECT count(*) FROM results").getInt(), 100);
    EXPECT_FALSE(holds(20));
    EXPECT_TRUE(holds(21));
    EXPECT_TRUE(holds(120));
}

TEST_F(ResultStoreTest, PinnedRowsStay)
{
    insert(1, 90);
    PinStore pins(database);
    ASSERT_TRUE(pins.pin(*store.idOf(sampleRow(5, catalog).key).value(), "keep me"));
    insert(91, 200);
    EXPECT_TRUE(holds(5));
    EXPECT_FALSE(holds(6));
    ASSERT_TRUE(store.prune(0));
    EXPECT_EQ(store.count().value(), 1U);
    EXPECT_TRUE(holds(5));
}

TEST_F(ResultStoreTest, WhatJustCameInIsNotEvictedByItself)
{
    insert(1, 150);
    EXPECT_EQ(store.count().value(), 150U);
    insert(151, 152);
    EXPECT_TRUE(holds(152));
    EXPECT_FALSE(holds(1));
}

TEST_F(ResultStoreTest, RowsComeNewestFirstByPages)
{
    insert(1, 10);
    const auto page = store.rows({.offset = 2, .limit = 3});
    ASSERT_TRUE(page) << page.error();
    ASSERT_EQ(page->size(), 3U);
    EXPECT_EQ(page->at(0).design[Parameter::WorkloadBatch], 8.0);
    EXPECT_EQ(page->at(2).design[Parameter::WorkloadBatch], 6.0);
}

TEST_F(ResultStoreTest, RowsAreSortedByAParameterOrAMetricAmongTheNewest)
{
    insert(1, 10);
    const auto rising = store.rows({.limit = 2, .sortBy = Parameter::WorkloadBatch, .descending = false, .window = 5});
    ASSERT_TRUE(rising) << rising.error();
    EXPECT_EQ(rising->at(0).design[Parameter::WorkloadBatch], 6.0);
    const auto falling = store.rows({.limit = 2, .sortBy = Metric::Tpot});
    EXPECT_EQ(falling->at(0).design[Parameter::WorkloadBatch], 10.0);
}

TEST_F(ResultStoreTest, PinnedRowsAreListedWithTheirNames)
{
    insert(1, 10);
    PinStore pins(database);
    ASSERT_TRUE(pins.pin(4, "four"));
    const auto pinned = store.rows({.pinnedOnly = true});
    ASSERT_EQ(pinned->size(), 1U);
    EXPECT_EQ(pinned->at(0).pin, "four");
    EXPECT_EQ(store.row(4)->value().pin, "four");
    EXPECT_FALSE(store.row(99)->has_value());
}

TEST_F(ResultStoreTest, TheCatalogOfARowIsRecordedOnce)
{
    insert(1, 3);
    insert(4, 5);
    EXPECT_EQ(database.sql().execAndGet("SELECT count(*) FROM provenance").getInt(), 1);
    EXPECT_THAT(database.sql().execAndGet("SELECT catalog FROM provenance").getString(),
                ::testing::HasSubstr("\"gpu-alpha\":\""));
    EXPECT_EQ(
        database.sql().execAndGet("SELECT count(*) FROM results JOIN provenance p ON p.id = provenance_id").getInt(),
        5);
}

} // namespace ralmscope::test
