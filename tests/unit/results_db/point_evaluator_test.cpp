// SPDX-License-Identifier: GPL-3.0-or-later
#include "point_evaluator.h"

#include "database.h"
#include "sample_data.h"
#include "simulate.h"

#include <SQLiteCpp/Database.h>
#include <gmock/gmock.h>

namespace ralmscope::test {

namespace {

std::vector<DesignPoint> batches(int first, int last)
{
    std::vector<DesignPoint> designs;
    for (int batch = first; batch <= last; ++batch)
        designs.emplace_back().set(Parameter::WorkloadBatch, batch);
    return designs;
}

class PointEvaluatorTest : public ::testing::Test
{
protected:
    Evaluation evaluate(std::span<const DesignPoint> designs)
    {
        auto evaluation = evaluateThroughStore(store, catalog, designs);
        EXPECT_TRUE(evaluation) << evaluation.error();
        return std::move(*evaluation);
    }

    Catalog catalog = sampleCatalog();
    Database database = std::move(*Database::open(":memory:"));
    ResultStore store{database, catalog};
};

} // namespace

TEST_F(PointEvaluatorTest, GivesWhatTheModelSaysInOrder)
{
    const auto designs = batches(1, 64);
    const Evaluation evaluation = evaluate(designs);
    ASSERT_EQ(evaluation.results.size(), 64U);
    for (std::size_t i = 0; i < designs.size(); ++i) {
        const Result direct = simulate(designs[i], catalog);
        ASSERT_TRUE(direct.verdict.usable()) << describe(direct.verdict);
        EXPECT_EQ(evaluation.results[i][Metric::Tpot], direct[Metric::Tpot]);
        EXPECT_EQ(evaluation.results[i].breakdown, direct.breakdown);
        EXPECT_EQ(evaluation.results[i].provenance, direct.provenance);
    }
}

TEST_F(PointEvaluatorTest, StoresNewPointsAndReusesKnownOnes)
{
    Evaluation evaluation = evaluate(batches(1, 40));
    EXPECT_EQ(evaluation.stored, 40U);
    EXPECT_EQ(evaluation.reused, 0U);
    evaluation = evaluate(batches(31, 50));
    EXPECT_EQ(evaluation.stored, 10U);
    EXPECT_EQ(evaluation.reused, 10U);
    EXPECT_EQ(store.count().value(), 50U);
}

TEST_F(PointEvaluatorTest, ShowsTheRowsOfTheDatabase)
{
    evaluate(batches(8, 8));
    database.sql().exec("UPDATE results SET latency_tpot = 42.0");
    EXPECT_EQ(evaluate(batches(8, 8)).results[0][Metric::Tpot], 42.0);
}

TEST_F(PointEvaluatorTest, EvaluatesARepeatedDesignOnce)
{
    std::vector<DesignPoint> designs(5);
    const Evaluation evaluation = evaluate(designs);
    EXPECT_EQ(evaluation.stored, 1U);
    EXPECT_EQ(evaluation.reused, 4U);
    EXPECT_EQ(evaluation.results.size(), 5U);
}

TEST_F(PointEvaluatorTest, StoresUnusableDesignsWithTheirReason)
{
    std::vector<DesignPoint> designs(1);
    designs[0].set(Parameter::RetrievalNprobe, 1e9);
    for (int i = 0; i < 2; ++i) {
        const Evaluation evaluation = evaluate(designs);
        EXPECT_EQ(evaluation.results[0].verdict, simulate(designs[0], catalog).verdict);
        EXPECT_EQ(evaluation.results[0].verdict.status, Status::Invalid);
    }
}

TEST_F(PointEvaluatorTest, NothingAskedNothingDone)
{
    EXPECT_TRUE(evaluate({}).results.empty());
}

TEST(PointEvaluator, AFileThatFailsIsNamed)
{
    const TemporaryFolder folder;
    const Catalog catalog = sampleCatalog();
    auto database = Database::open(folder.file("results.db"));
    database->sql().exec("DROP TABLE counters");
    ResultStore store(*database, catalog);
    const auto evaluation = evaluateThroughStore(store, catalog, batches(1, 2));
    ASSERT_FALSE(evaluation);
    EXPECT_THAT(evaluation.error(), ::testing::HasSubstr(folder.file("results.db")));
}

} // namespace ralmscope::test
