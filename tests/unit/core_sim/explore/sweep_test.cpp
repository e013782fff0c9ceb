// SPDX-License-Identifier: GPL-3.0-or-later
#include "sweep.h"

#include "parallel_evaluate.h"
#include "shipped_catalog.h"
#include "simulate.h"

#include <gtest/gtest.h>

#include <cstring>

namespace ralmscope {
namespace {

using test::shippedCatalog;
using enum Parameter;

Sweep sweepOf(std::initializer_list<const char*> axes)
{
    Sweep sweep;
    for (const char* axis : axes)
        sweep.axes.push_back(parseAxis(axis, shippedCatalog()).value());
    return sweep;
}

TEST(Sweep, TheLastAxisRunsFastest)
{
    const Sweep sweep = sweepOf({"workload.batch=1,2", "retrieval.nprobe=8,16,32"});
    ASSERT_EQ(sweep.size(), 6U);
    EXPECT_EQ(sweep.axisValues(0), (std::vector<double>{1, 8}));
    EXPECT_EQ(sweep.axisValues(2), (std::vector<double>{1, 32}));
    EXPECT_EQ(sweep.axisValues(3), (std::vector<double>{2, 8}));
    EXPECT_EQ(sweep.at(5)[WorkloadBatch], 2);
    EXPECT_EQ(sweep.at(5)[RetrievalNprobe], 32);
}

TEST(Sweep, ASizeBeyondCountingSaturates)
{
    Sweep sweep;
    for (int i = 0; i < 8; ++i)
        sweep.axes.push_back({WorkloadBatch, std::vector<double>(1000, 1.0)});
    EXPECT_EQ(sweep.size(), ~std::uint64_t{0});
}

TEST(Sweep, ADatabaseAxisDoesNotUndoAnAxisOverItsShape)
{
    const Sweep sweep = sweepOf({"database.nlist=1024,4096", "retrieval.database=sift-1b,deep-1b"});
    for (std::uint64_t i = 0; i < sweep.size(); ++i)
        EXPECT_EQ(sweep.at(i)[DatabaseNlist], sweep.axisValues(i)[0]);
}

TEST(EvaluateAll, DoesNotDependOnTheNumberOfThreads)
{
    const Sweep sweep = sweepOf({"workload.batch=1:64", "retrieval.nprobe=1:32"});
    std::vector<DesignPoint> designs;
    for (std::uint64_t i = 0; i < sweep.size(); ++i)
        designs.push_back(sweep.at(i));
    const auto one = evaluateAll(designs, shippedCatalog(), 1);
    for (const unsigned threads : {2U, 7U}) {
        const auto many = evaluateAll(designs, shippedCatalog(), threads);
        ASSERT_EQ(many.size(), one.size());
        for (std::size_t i = 0; i < one.size(); ++i)
            EXPECT_EQ(std::memcmp(one[i].metrics.data(), many[i].metrics.data(), sizeof one[i].metrics), 0);
    }
    EXPECT_TRUE(evaluateAll({}, shippedCatalog()).empty());
}

} // namespace
} // namespace ralmscope
