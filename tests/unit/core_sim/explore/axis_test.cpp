// SPDX-License-Identifier: GPL-3.0-or-later
#include "axis.h"

#include "shipped_catalog.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace ralmscope {
namespace {

using test::shippedCatalog;

std::vector<double> parsed(std::string_view text)
{
    auto axis = parseAxis(text, shippedCatalog());
    EXPECT_TRUE(axis.has_value()) << text << ": " << (axis ? "" : axis.error());
    return axis ? axis->values : std::vector<double>{};
}

std::string problem(std::string_view text)
{
    const auto axis = parseAxis(text, shippedCatalog());
    EXPECT_FALSE(axis.has_value()) << text;
    return axis ? "" : axis.error();
}

TEST(Axis, ReadsEveryForm)
{
    EXPECT_EQ(parsed("workload.batch=1:4"), (std::vector<double>{1, 2, 3, 4}));
    EXPECT_EQ(parsed("workload.batch=1:9:4"), (std::vector<double>{1, 5, 9}));
    EXPECT_EQ(parsed("workload.batch=1:64:log2"), (std::vector<double>{1, 2, 4, 8, 16, 32, 64}));
    EXPECT_EQ(parsed("database.vectors=1M:1G:log10"), (std::vector<double>{1e6, 1e7, 1e8, 1e9}));
    EXPECT_EQ(parsed("database.vectors=1M:1G:log10:4").size(), 4U);
    EXPECT_EQ(parsed("retrieval.nprobe=32,8,16,8"), (std::vector<double>{8, 16, 32}));
    EXPECT_EQ(parsed("retrieval.organisation=cpu,fpga_gpu_index"), (std::vector<double>{1, 4}));
    EXPECT_EQ(parsed("fpga.clock=100M:200M:50e6"), (std::vector<double>{100e6, 150e6, 200e6}));
}

TEST(Axis, SaysWhatIsWrongAndWhatIsAllowed)
{
    EXPECT_NE(problem("batch=1:2").find("no parameter 'batch'"), std::string::npos);
    EXPECT_NE(problem("workload.batch").find("expected id="), std::string::npos);
    EXPECT_NE(problem("workload.batch=0:4").find("allowed whole numbers 1 .. 16384"), std::string::npos);
    EXPECT_NE(problem("workload.batch=4:1").find("must not be above"), std::string::npos);
    EXPECT_NE(problem("workload.batch=1:4:0").find("no step"), std::string::npos);
    EXPECT_NE(problem("workload.batch=1:4:x").find("no step"), std::string::npos);
    EXPECT_NE(problem("fpga.count=0:8:log2").find("above 0"), std::string::npos);
    EXPECT_NE(problem("database.vectors=1000:1G:1").find("more than"), std::string::npos);
    EXPECT_NE(problem("retrieval.organisation=cpu:none").find("list the values"), std::string::npos);
    EXPECT_NE(problem("retrieval.k=auto").find("auto"), std::string::npos);
    EXPECT_NE(problem("fpga.clock=100M:200M").find("needs a step"), std::string::npos);
    EXPECT_NE(problem("workload.batch=1:4:log2:0").find("number of points"), std::string::npos);
    EXPECT_NE(problem("workload.batch=1:4:log2:2.5").find("number of points"), std::string::npos);
    EXPECT_NE(problem("workload.batch=nan:4").find("allowed"), std::string::npos);
}

TEST(Axis, CoversTheRangeOfEveryParameter)
{
    for (const ParameterInfo& row : parameterTable()) {
        const Axis axis = axisOver(row.parameter, shippedCatalog(), 64);
        SCOPED_TRACE(row.id);
        ASSERT_FALSE(axis.values.empty());
        EXPECT_LE(axis.values.size(), 65U);
        EXPECT_TRUE(std::is_sorted(axis.values.begin(), axis.values.end()));
        EXPECT_EQ(std::adjacent_find(axis.values.begin(), axis.values.end()), axis.values.end());
        for (const double value : axis.values)
            EXPECT_TRUE(isAllowed(row, value)) << value;
        if (row.type == ParameterType::Integer || row.type == ParameterType::Real) {
            EXPECT_EQ(axis.values.front(), row.minimum);
            EXPECT_NEAR(axis.values.back(), row.maximum, 1e-9 * row.maximum);
        }
    }
}

} // namespace
} // namespace ralmscope
