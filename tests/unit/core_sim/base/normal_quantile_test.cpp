// SPDX-License-Identifier: GPL-3.0-or-later
#include "normal_quantile.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

namespace ralmscope {
namespace {

double cumulative(double x)
{
    return 0.5 * std::erfc(-x / std::numbers::sqrt2);
}

TEST(NormalQuantile, InvertsTheCumulativeDistribution)
{
    for (const double p : {1e-9, 0.001, 0.02, 0.3, 0.5, 0.77, 0.95, 0.99, 0.999999})
        EXPECT_NEAR(cumulative(normalQuantile(p)), p, 1e-12 + 1e-9 * p) << p;
}

TEST(NormalQuantile, TheConstantsOfASingleValueAgreeWithTheFormula)
{
    for (const double p : {0.5, 0.95, 0.99})
        EXPECT_NEAR(largestNormalQuantile(p, 1.0), normalQuantile(p), 1e-9);
}

TEST(NormalQuantile, TheLargestOfManyIsLarger)
{
    double last = largestNormalQuantile(0.5, 1.0);
    for (const double n : {2.0, 4.0, 128.0}) {
        const double now = largestNormalQuantile(0.5, n);
        EXPECT_GT(now, last);
        EXPECT_NEAR(std::pow(cumulative(now), n), 0.5, 1e-9);
        last = now;
    }
}

} // namespace
} // namespace ralmscope
