// SPDX-License-Identifier: GPL-3.0-or-later
#include "thin_points.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace ralmscope {
namespace {

/// 9000 points in a dense spot, 1000 in a wide field, and one far away from all.
struct Cloud
{
    Cloud()
    {
        for (int i = 0; i < 9000; ++i)
            add(1.0 + 1e-4 * (i % 97), 1.0 + 1e-4 * (i % 89));
        for (int i = 0; i < 1000; ++i)
            add(10.0 * std::pow(100.0, i % 31 / 31.0), 10.0 * std::pow(100.0, i % 37 / 37.0));
        add(1e6, 1.0);
    }
    void add(double a, double b)
    {
        x.push_back(a);
        y.push_back(b);
    }
    std::vector<double> x;
    std::vector<double> y;
};

TEST(ThinPoints, FewPointsAreAllKept)
{
    const std::vector<double> values{3.0, 1.0, 2.0};
    EXPECT_EQ(thinPoints(values, values, 3), (std::vector<std::size_t>{0, 1, 2}));
    EXPECT_TRUE(thinPoints({}, {}, 10).empty());
}

TEST(ThinPoints, EveryPartKeepsItsShareAndLonelyPointsStay)
{
    const Cloud cloud;
    const auto kept = thinPoints(cloud.x, cloud.y, 2000);
    EXPECT_NEAR(static_cast<double>(kept.size()), 2000.0, 400.0);
    const auto dense = std::count_if(kept.begin(), kept.end(), [](std::size_t i) { return i < 9000; });
    EXPECT_NEAR(static_cast<double>(dense), 1800.0, 50.0);
    EXPECT_EQ(kept.back(), 10000u) << "the point far away from all";
}

TEST(ThinPoints, PositionsAscendWithoutRepetition)
{
    const Cloud cloud;
    const auto kept = thinPoints(cloud.x, cloud.y, 1500);
    EXPECT_TRUE(std::is_sorted(kept.begin(), kept.end()));
    EXPECT_EQ(std::adjacent_find(kept.begin(), kept.end()), kept.end());
    EXPECT_EQ(kept, thinPoints(cloud.x, cloud.y, 1500));
}

} // namespace
} // namespace ralmscope
