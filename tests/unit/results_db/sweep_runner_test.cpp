// SPDX-License-Identifier: GPL-3.0-or-later
#include "sweep_runner.h"

#include "database.h"
#include "sample_data.h"
#include "simulate.h"

#include <gmock/gmock.h>

namespace ralmscope::test {

namespace {

class SweepRunnerTest : public ::testing::Test
{
protected:
    SweepRunnerTest()
    {
        for (int i = 1; i <= 120; ++i) {
            sweep.axes[0].values.push_back(i);
            sweep.axes[1].values.push_back(i);
        }
    }

    Catalog catalog = sampleCatalog();
    Database database = std::move(*Database::open(":memory:"));
    SweepStore store{database, catalog};
    Sweep sweep{{}, {{Parameter::WorkloadBatch, {}}, {Parameter::RetrievalNprobe, {}}}}; ///< 14400 points
};

} // namespace

TEST_F(SweepRunnerTest, StoresWhatTheModelSaysOfEveryPoint)
{
    std::vector<std::uint64_t> reported;
    const auto record = runSweep(store, catalog, sweep, {.progress = [&](std::uint64_t done, std::uint64_t size) {
                                     EXPECT_EQ(size, 14400U);
                                     reported.push_back(done);
                                 }});
    ASSERT_TRUE(record) << record.error();
    EXPECT_EQ(record->status, SweepStatus::Complete);
    EXPECT_THAT(reported, ::testing::ElementsAre(0, 5000, 10000, 14400));
    const auto rows = store.rows(record->id, 0, 20000);
    ASSERT_EQ(rows->size(), 14400U);
    for (const std::uint64_t ordinal : {0U, 4999U, 5000U, 14399U}) {
        const Result direct = simulate(sweep.at(ordinal), catalog);
        EXPECT_EQ(rows->at(ordinal).metrics[0], direct.metrics[0]) << ordinal;
        EXPECT_EQ(rows->at(ordinal).status, direct.verdict.status) << ordinal;
    }
}

TEST_F(SweepRunnerTest, ACancelledSweepKeepsItsChunksAndResumes)
{
    std::atomic<bool> cancel = false;
    auto record =
        runSweep(store, catalog, sweep,
                 {.progress = [&](std::uint64_t done, std::uint64_t) { cancel = done >= 5000; }, .cancel = &cancel});
    ASSERT_TRUE(record) << record.error();
    EXPECT_EQ(record->status, SweepStatus::Interrupted);
    EXPECT_EQ(record->done, 5000U);
    EXPECT_EQ(store.find(sweep)->value().status, SweepStatus::Interrupted);

    std::uint64_t resumedAt = 1;
    record = runSweep(store, catalog, sweep, {.resume = true, .progress = [&](std::uint64_t done, std::uint64_t) {
                                                  resumedAt = resumedAt == 1 ? done : resumedAt;
                                              }});
    ASSERT_TRUE(record) << record.error();
    EXPECT_EQ(resumedAt, 5000U);
    EXPECT_EQ(record->status, SweepStatus::Complete);
    EXPECT_EQ(store.rows(record->id, 0, 20000)->size(), 14400U);
    EXPECT_EQ(store.list()->size(), 1U);
}

TEST_F(SweepRunnerTest, ResumingAFinishedSweepComputesNothing)
{
    const auto first = runSweep(store, catalog, sweep);
    int reports = 0;
    const auto second =
        runSweep(store, catalog, sweep, {.resume = true, .progress = [&](std::uint64_t, std::uint64_t) { ++reports; }});
    ASSERT_TRUE(second) << second.error();
    EXPECT_EQ(second->id, first->id);
    EXPECT_EQ(reports, 1);
}

TEST_F(SweepRunnerTest, ResumingWhatIsNotThereStarts)
{
    const auto record = runSweep(store, catalog, sweep, {.resume = true});
    ASSERT_TRUE(record) << record.error();
    EXPECT_EQ(record->status, SweepStatus::Complete);
}

TEST_F(SweepRunnerTest, ASweepWithoutAxesIsItsBase)
{
    const auto record = runSweep(store, catalog, {});
    ASSERT_TRUE(record) << record.error();
    EXPECT_EQ(record->size, 1U);
}

} // namespace ralmscope::test
