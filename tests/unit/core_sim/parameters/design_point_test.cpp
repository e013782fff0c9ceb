// SPDX-License-Identifier: GPL-3.0-or-later
#include "design_point.h"

#include <gtest/gtest.h>

namespace ralmscope {
namespace {

TEST(DesignPoint, AutomaticValuesAreEqualToEachOther)
{
    DesignPoint a;
    DesignPoint b;
    EXPECT_TRUE(a.isAuto(Parameter::RetrievalK));
    EXPECT_EQ(a, b);
    b.set(Parameter::RetrievalK, 10);
    EXPECT_FALSE(a == b);
    b.setAuto(Parameter::RetrievalK);
    EXPECT_EQ(a, b);
}

} // namespace
} // namespace ralmscope
