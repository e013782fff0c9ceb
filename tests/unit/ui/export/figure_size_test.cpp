// SPDX-License-Identifier: GPL-3.0-or-later
#include "figure_size.h"

#include <gtest/gtest.h>

namespace ralmscope {
namespace {

TEST(FigureSize, KnowsTheColumnsOfPublishers)
{
    EXPECT_DOUBLE_EQ(parseFigureSize("ieee1")->widthPt, 252.0);
    EXPECT_DOUBLE_EQ(parseFigureSize("ieee2")->widthPt, 515.52);
    EXPECT_NEAR(parseFigureSize("acm1")->widthPt / 72.0, 3.337, 0.0005);
    EXPECT_NEAR(parseFigureSize("acm2")->widthPt / 72.0, 7.006, 0.0005);
    EXPECT_DOUBLE_EQ(parseFigureSize("ieee1")->heightPt, 252.0 * 0.62);
}

TEST(FigureSize, ReadsMillimetres)
{
    const auto size = parseFigureSize("88.9x50.8mm");
    ASSERT_TRUE(size);
    EXPECT_NEAR(size->widthPt, 252.0, 1e-9);
    EXPECT_NEAR(size->heightPt, 144.0, 1e-9);
}

TEST(FigureSize, RefusesEverythingElseWithWhatIsAllowed)
{
    for (const char* text :
         {"", "ieee3", "10x50mm", "90x501mm", "90x50", "x50mm", "90x", "nanxnanmm", "-90x50mm", "90x50mm "}) {
        const auto size = parseFigureSize(text);
        ASSERT_FALSE(size) << text;
        EXPECT_NE(size.error().find("ieee1, ieee2, acm1, acm2"), std::string::npos);
    }
}

} // namespace
} // namespace ralmscope
