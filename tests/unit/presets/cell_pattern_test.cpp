// SPDX-License-Identifier: GPL-3.0-or-later
#include "cell_pattern.h"

#include <gmock/gmock.h>

namespace ralmscope {
namespace {

using testing::ElementsAre;
using testing::Pair;

TEST(CellPattern, PlainTextMatchesItselfOnly)
{
    const CellPattern pattern("SYN-512");
    EXPECT_TRUE(pattern.match("SYN-512"));
    EXPECT_FALSE(pattern.match("SYN-512-2B"));
    EXPECT_FALSE(pattern.match("SYN-51"));
    EXPECT_FALSE(pattern.match(""));
}

TEST(CellPattern, CapturesWholeNumbersByName)
{
    const auto captures = CellPattern("{nodes}FPGA-{gpus}GPU").match("12FPGA-3GPU");
    ASSERT_TRUE(captures);
    EXPECT_THAT(*captures, ElementsAre(Pair("nodes", "12"), Pair("gpus", "3")));
}

TEST(CellPattern, WholeCellMustMatch)
{
    const CellPattern pattern("{cores}CPU");
    EXPECT_TRUE(pattern.match("16CPU"));
    EXPECT_FALSE(pattern.match("CPU"));
    EXPECT_FALSE(pattern.match("16CPU-1GPU"));
    EXPECT_FALSE(pattern.match("-16CPU"));
    EXPECT_FALSE(pattern.match("1.5CPU"));
}

TEST(CellPattern, StarMatchesAnything)
{
    EXPECT_TRUE(CellPattern("*").match(""));
    EXPECT_TRUE(CellPattern("*").match("anything"));
}

TEST(CellPattern, BadPatternsAreNamed)
{
    EXPECT_FALSE(CellPattern::problemOf("{a}x{b}"));
    EXPECT_TRUE(CellPattern::problemOf("{a"));
    EXPECT_TRUE(CellPattern::problemOf("a}"));
    EXPECT_TRUE(CellPattern::problemOf("{}"));
    EXPECT_TRUE(CellPattern::problemOf("{a}{b}"));
    EXPECT_TRUE(CellPattern::problemOf("{{a}}"));
}

TEST(CellPattern, SubstitutionReplacesEveryCaptureAndLeavesTheRest)
{
    EXPECT_EQ(substitute("{n} of {n}, {m}", {{"n", "4"}}), "4 of 4, {m}");
    EXPECT_EQ(substitute("cpu", {}), "cpu");
}

} // namespace
} // namespace ralmscope
