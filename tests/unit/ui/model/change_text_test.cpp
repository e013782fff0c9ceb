// SPDX-License-Identifier: GPL-3.0-or-later
#include "change_text.h"

#include "model_fixture.h"

#include <gtest/gtest.h>

namespace ralmscope {
namespace {

std::string text(Parameter parameter, double from, double to)
{
    return changeText(parameter, from, to, *shipped().catalog);
}

TEST(ChangeText, NamesParameterAndValues)
{
    EXPECT_EQ(text(Parameter::RetrievalNprobe, 8, 32), "nprobe 8 → 32");
    EXPECT_EQ(text(Parameter::FpgaDoubleBuffer, 0, 1), "Double-buffered tables off → on");
    EXPECT_EQ(text(Parameter::RetrievalK, kAuto, 10), "Neighbours K automatic → 10");
}

TEST(ChangeText, OneUnitIsEnoughIfBothHaveTheSame)
{
    EXPECT_EQ(text(Parameter::RetrievalInterval, 8, 16), "Interval 8 → 16 tokens");
    EXPECT_EQ(text(Parameter::FpgaClock, 140e6, 200e6), "Clock 140.0 → 200.0 MHz");
    EXPECT_EQ(text(Parameter::FpgaClock, 800e6, 1.2e9), "Clock 800.0 MHz → 1.200 GHz");
}

} // namespace
} // namespace ralmscope
