// SPDX-License-Identifier: GPL-3.0-or-later
#include "state_scan.h"

#include <gtest/gtest.h>

namespace ralmscope {
namespace {

TEST(StateScan, WorkIsLinearInTheTokens)
{
    const StateScanCall one{1024.0, 10240.0, 8.0, 128.0};
    const StateScanCall eight{8.0 * 1024.0, 10240.0, 8.0, 128.0};
    EXPECT_DOUBLE_EQ(eight.flops(), 8.0 * one.flops());
    EXPECT_DOUBLE_EQ(eight.bytes(), 8.0 * one.bytes());
}

TEST(StateScan, FourProductsPerTokenAsInStateSpaceDuality)
{
    // Within chunks of Q = 128: scores Q N per group and their products Q P per head; in and out of states N P each.
    const StateScanCall token{1.0, 64.0, 1.0, 16.0};
    EXPECT_DOUBLE_EQ(token.flops(), 2.0 * (128.0 * 16.0 + 128.0 * 64.0 + 16.0 * 64.0 + 16.0 * 64.0));
}

TEST(StateScan, APartOfAChunkHasAStateOfItsOwn)
{
    const StateScanCall less{100.0, 64.0, 1.0, 16.0};
    const StateScanCall more{129.0, 64.0, 1.0, 16.0};
    const double activations = 2.0 * 29.0 * (3.0 * 64.0 + 4.0 * 16.0);
    EXPECT_DOUBLE_EQ(more.bytes() - less.bytes(), activations + 4.0 * 4.0 * 64.0 * 16.0);
}

} // namespace
} // namespace ralmscope
