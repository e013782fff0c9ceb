// SPDX-License-Identifier: GPL-3.0-or-later
#include "axis_ticks.h"

#include <gmock/gmock.h>

#include <cmath>
#include <limits>

namespace ralmscope {
namespace {

using testing::ElementsAre;

std::vector<std::string> labels(const AxisTicks& ticks)
{
    std::vector<std::string> result;
    for (const auto& tick : ticks.ticks)
        result.push_back(tick.second);
    return result;
}

TEST(AxisTicks, PutsOnePrefixForTheWholeAxisIntoTheUnit)
{
    const AxisTicks ticks = axisTicks({"Time", "s", false, 0.0, 0.1, {}}, 4);
    EXPECT_EQ(ticks.unitText, "ms");
    EXPECT_THAT(labels(ticks), ElementsAre("0", "25", "50", "75", "100"));
    EXPECT_DOUBLE_EQ(ticks.ticks.back().first, 0.1);
}

TEST(AxisTicks, GivesAllLabelsTheSameDecimals)
{
    EXPECT_THAT(labels(axisTicks({"Energy", "J", false, 0.0, 6.0, {}}, 4)), ElementsAre("0", "2", "4", "6"));
    EXPECT_THAT(labels(axisTicks({"Energy", "J", false, 0.0, 1.0, {}}, 4)),
                ElementsAre("0.00", "0.25", "0.50", "0.75", "1.00"));
}

TEST(AxisTicks, ShowsFractionsAsPercent)
{
    const AxisTicks ticks = axisTicks({"Share", "%", false, 0.0, 1.0, {}}, 5);
    EXPECT_EQ(ticks.unitText, "%");
    EXPECT_THAT(labels(ticks), ElementsAre("0", "20", "40", "60", "80", "100"));
}

TEST(AxisTicks, WritesAPowerOfTenWhereAUnitTakesNoPrefix)
{
    const AxisTicks ticks = axisTicks({"Throughput", "tokens/s", false, 0.0, 4e6, {}}, 4);
    EXPECT_EQ(ticks.unitText, "10⁶ tokens/s");
    EXPECT_THAT(labels(ticks), ElementsAre("0", "1", "2", "3", "4"));
    EXPECT_EQ(axisTicks({"Throughput", "tokens/s", false, 0.0, 9000.0, {}}, 4).unitText, "tokens/s");
}

TEST(AxisTicks, SubdividesShortLogarithmicAxesAndSparesLongOnes)
{
    EXPECT_THAT(labels(axisTicks({"Time", "s", true, 0.01, 1.0, {}}, 5)),
                ElementsAre("10", "20", "50", "100", "200", "500", "1000"));
    const AxisTicks wide = axisTicks({"Vectors", "", true, 1.0, 1e12, {}}, 5);
    EXPECT_LE(wide.ticks.size(), 8U);
    EXPECT_EQ(wide.ticks.back().second, "10¹²");
}

TEST(AxisTicks, KeepsExplicitTicksInsideTheRangeOnly)
{
    const AxisTicks ticks =
        axisTicks({"Batch", "", true, 2.0, 8.0, {{1, "1"}, {2, "2"}, {4, "4"}, {8, "8"}, {16, "16"}}}, 5);
    EXPECT_THAT(labels(ticks), ElementsAre("2", "4", "8"));
}

TEST(AxisTicks, MakesEveryRangeDrawable)
{
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const double infinity = std::numeric_limits<double>::infinity();
    for (const bool logarithmic : {false, true}) {
        for (const auto& [low, high] :
             {std::pair{0.0, 0.0}, {nan, nan}, {-infinity, infinity}, {5.0, 1.0}, {-3.0, -1.0}, {0.0, 1e300}}) {
            const ChartAxis axis{"x", "s", logarithmic, low, high, {}};
            const auto [from, to] = drawableRange(axis);
            EXPECT_TRUE(std::isfinite(from) && std::isfinite(to) && from < to) << low << " .. " << high;
            EXPECT_TRUE(!logarithmic || from > 0.0) << low << " .. " << high;
            EXPECT_LE(axisTicks(axis, 5).ticks.size(), 200U);
        }
    }
}

TEST(AxisTicks, LeavesOutLabelsThatWouldOverlapEvenly)
{
    std::vector<std::pair<double, std::string>> ticks;
    for (int index = 0; index < 8; ++index)
        ticks.emplace_back(index, "label");
    thinTicks(
        ticks, [](double value) { return 20.0 * value; }, [](const std::string&) { return 30.0; }, 4.0);
    ASSERT_EQ(ticks.size(), 4U);
    EXPECT_DOUBLE_EQ(ticks[1].first, 2.0);
}

TEST(AxisTicks, KeepsTheSparseEndOfUnevenTicks)
{
    std::vector<std::pair<double, std::string>> ticks;
    for (int value = 1; value <= 1024; value *= 2)
        ticks.emplace_back(value, "n");
    thinTicks(
        ticks, [](double value) { return value / 4.0; }, [](const std::string&) { return 10.0; }, 4.0);
    EXPECT_DOUBLE_EQ(ticks.back().first, 1024.0);
    EXPECT_GE(ticks.size(), 4U);
}

TEST(AxisTicks, LabelsAnAxisWithWordsAndUnit)
{
    const ChartAxis axis{"Time per token", "s", false, 0.0, 0.1, {}};
    EXPECT_EQ(axisLabel(axis, axisTicks(axis, 4)), "Time per token (ms)");
}

} // namespace
} // namespace ralmscope
