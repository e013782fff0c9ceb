// SPDX-License-Identifier: GPL-3.0-or-later
#include "format_quantity.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <limits>

namespace ralmscope {
namespace {

TEST(FormatQuantity, BringsSecondsIntoTheRangeOfAPrefix)
{
    EXPECT_EQ(formatQuantity(0.0375, "s").text(), "37.5 ms");
    EXPECT_EQ(formatQuantity(1.5e-6, "s").text(), "1.50 µs");
    EXPECT_EQ(formatQuantity(12.0, "s").text(), "12.0 s");
}

TEST(FormatQuantity, NeverRoundsIntoAFourthDigitBeforeThePoint)
{
    EXPECT_EQ(formatQuantity(0.99996, "s").text(), "1.00 s");
    EXPECT_EQ(formatQuantity(0.9994, "s").text(), "999 ms");
}

TEST(FormatQuantity, LeavesCountingUnitsWithoutPrefix)
{
    EXPECT_EQ(formatQuantity(1705.3, "tokens/s").text(), "1705 tokens/s");
    EXPECT_EQ(formatQuantity(0.31, "%").text(), "31.0 %");
    EXPECT_EQ(formatQuantity(3.0, "").text(), "3.00");
}

TEST(FormatQuantity, BytesHaveNoSmallPrefixes)
{
    EXPECT_EQ(formatQuantity(0.5, "B").text(), "0.500 B");
    EXPECT_EQ(formatQuantity(40e9, "B").text(), "40.0 GB");
}

TEST(FormatQuantity, SaysWhenThereIsNoNumber)
{
    EXPECT_EQ(formatQuantity(std::nan(""), "s").text(), "n/a");
    EXPECT_EQ(formatQuantity(std::numeric_limits<double>::infinity(), "s").text(), "∞");
}

TEST(FormatQuantity, ExactTextReadsBackToTheSameDouble)
{
    for (const double value : {0.1, 1.0 / 3.0, 1e9, 123456789.125, 5e-324, -2.5}) {
        const std::string text = formatExact(value);
        EXPECT_EQ(std::strtod(text.c_str(), nullptr), value) << text;
    }
    EXPECT_EQ(formatExact(64.0), "64");
    EXPECT_EQ(formatExact(0.25, "s"), "0.25 s");
}

TEST(FormatQuantity, ChangesCarryASign)
{
    EXPECT_EQ(formatChange(0.6, 1.0), "-40 %");
    EXPECT_EQ(formatChange(1.003, 1.0), "+0.3 %");
    EXPECT_EQ(formatChange(1.0, 1.0), "±0 %");
    EXPECT_EQ(formatChange(12.0, 1.0), "×12");
    EXPECT_EQ(formatChange(1.0, 0.0), "n/a");
}

} // namespace
} // namespace ralmscope
