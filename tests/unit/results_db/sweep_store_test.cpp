// SPDX-License-Identifier: GPL-3.0-or-later
#include "sweep_store.h"

#include "database.h"
#include "sample_data.h"
#include "simulate.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <gmock/gmock.h>

namespace ralmscope::test {

namespace {

class SweepStoreTest : public ::testing::Test
{
protected:
    SweepRecord begun(const Sweep& sweep)
    {
        auto record = store.begin(sweep, "test");
        EXPECT_TRUE(record) << record.error();
        return *record;
    }
    void append(std::int64_t id, const Sweep& sweep, std::uint64_t first, std::uint64_t end)
    {
        std::vector<Result> results;
        for (std::uint64_t ordinal = first; ordinal < end; ++ordinal)
            results.push_back(sampleResult(static_cast<double>(ordinal)));
        const auto appended = store.append(id, sweep, first, results);
        ASSERT_TRUE(appended) << appended.error();
    }
    std::string text(const std::string& query) { return database.sql().execAndGet(query).getString(); }

    Catalog catalog = sampleCatalog();
    Database database = std::move(*Database::open(":memory:"));
    SweepStore store{database, catalog};
    Sweep grid{{}, {{Parameter::GpuCount, {1, 2, 4}}, {Parameter::RetrievalNprobe, {8, 16, 32, 64}}}};
};

} // namespace

TEST_F(SweepStoreTest, KnowsHowFarASweepCame)
{
    const SweepRecord record = begun(grid);
    EXPECT_EQ(record.size, 12U);
    append(record.id, grid, 0, 5);
    const auto found = store.find(grid);
    ASSERT_TRUE(found && *found);
    EXPECT_EQ((*found)->id, record.id);
    EXPECT_EQ((*found)->done, 5U);
    EXPECT_EQ((*found)->status, SweepStatus::Running);
    EXPECT_EQ((*found)->name, "test");
}

TEST_F(SweepStoreTest, RowsComeBackExactlyAndInOrder)
{
    const SweepRecord record = begun(grid);
    append(record.id, grid, 0, 12);
    const auto rows = store.rows(record.id, 3, 4);
    ASSERT_TRUE(rows) << rows.error();
    ASSERT_EQ(rows->size(), 4U);
    EXPECT_EQ(rows->at(0).ordinal, 3U);
    EXPECT_EQ(rows->at(0).metrics, sampleResult(3).metrics);
    EXPECT_EQ(rows->at(0).status, Status::Ok);
    EXPECT_EQ(rows->at(0).problem, "");
}

TEST_F(SweepStoreTest, AnUnusablePointSaysWhy)
{
    const SweepRecord record = begun(grid);
    Result result;
    result.verdict = {Status::Invalid, Reason::NprobeExceedsNlist, Parameter::RetrievalNprobe, 64, 1, 32};
    ASSERT_TRUE(store.append(record.id, grid, 0, {&result, 1}));
    const auto rows = store.rows(record.id, 0, 1);
    EXPECT_EQ(rows->at(0).status, Status::Invalid);
    EXPECT_EQ(rows->at(0).problem, describe(result.verdict));
}

TEST_F(SweepStoreTest, TheViewShowsEveryParameterOfEveryPoint)
{
    const SweepRecord record = begun(grid);
    append(record.id, grid, 0, 12);
    EXPECT_EQ(text("SELECT gpu_count || ' ' || retrieval_nprobe || ' ' || workload_batch || ' ' || gpu_device"
                   " FROM sweep_points WHERE ordinal = 6"),
              "2 32 1 gpu-alpha");
    EXPECT_EQ(database.sql().execAndGet("SELECT latency_tpot FROM sweep_points WHERE ordinal = 6").getDouble(),
              sampleResult(6)[Metric::Tpot]);
}

TEST_F(SweepStoreTest, TheViewFollowsAChangedCatalogEntry)
{
    Sweep sweep{{}, {{Parameter::RetrievalDatabase, {0, 1}}}};
    sweep.base.set(Parameter::DatabaseVectors, 5e8);
    const SweepRecord record = begun(sweep);
    append(record.id, sweep, 0, 2);
    EXPECT_EQ(
        text(
            "SELECT retrieval_database || ' ' || ifnull(database_vectors, 'auto') FROM sweep_points WHERE ordinal = 0"),
        "database-alpha 500000000");
    EXPECT_EQ(
        text(
            "SELECT retrieval_database || ' ' || ifnull(database_vectors, 'auto') FROM sweep_points WHERE ordinal = 1"),
        "database-beta auto");
    EXPECT_TRUE(isAuto(sweep.at(1)[Parameter::DatabaseVectors]));
}

TEST_F(SweepStoreTest, AFinishedSweepReplacesItsPredecessors)
{
    const SweepRecord first = begun(grid);
    append(first.id, grid, 0, 12);
    ASSERT_TRUE(store.finish(first.id, SweepStatus::Complete));
    const SweepRecord second = begun(grid);
    append(second.id, grid, 0, 12);
    ASSERT_TRUE(store.finish(second.id, SweepStatus::Complete));
    ASSERT_EQ(store.list()->size(), 1U);
    EXPECT_EQ(store.list()->front().id, second.id);
    EXPECT_EQ(text("SELECT count(*) FROM sweep_results"), "12");
}

TEST_F(SweepStoreTest, RemovingASweepRemovesItsRows)
{
    const SweepRecord record = begun(grid);
    append(record.id, grid, 0, 12);
    ASSERT_TRUE(store.remove(record.id));
    EXPECT_EQ(text("SELECT count(*) FROM sweep_results"), "0");
}

TEST_F(SweepStoreTest, RefusesWhatItCannotHold)
{
    Sweep wide;
    for (const Parameter parameter :
         {Parameter::GpuCount, Parameter::FpgaCount, Parameter::CpuCores, Parameter::RetrievalNprobe,
          Parameter::RetrievalK, Parameter::WorkloadBatch, Parameter::WorkloadSequence})
        wide.axes.push_back({parameter, {1, 2}});
    EXPECT_THAT(store.begin(wide, "").error(), ::testing::HasSubstr("7 axes"));
    Sweep huge;
    for (const Parameter parameter :
         {Parameter::GpuCount, Parameter::FpgaCount, Parameter::CpuCores, Parameter::RetrievalNprobe})
        huge.axes.push_back({parameter, std::vector<double>(1000, 1.0)});
    EXPECT_THAT(store.begin(huge, "").error(), ::testing::HasSubstr("1e+12 points"));
}

} // namespace ralmscope::test
