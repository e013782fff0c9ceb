// SPDX-License-Identifier: GPL-3.0-or-later
#include "change_text.h"

#include "model_fixture.h"

#include <gmock/gmock.h>

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
    EXPECT_EQ(text(Parameter::FpgaClock, 140e6, 200e6), "Clock 140 → 200 MHz");
    EXPECT_EQ(text(Parameter::FpgaClock, 800e6, 1.2e9), "Clock 800 MHz → 1.2 GHz");
}

TEST(ChangeText, ASharedUnitCanBeDropped)
{
    const Catalog& catalog = *shipped().catalog;
    EXPECT_EQ(changeText(Parameter::RetrievalInterval, 8, 16, catalog, ChangeUnit::Dropped), "Interval 8 → 16");
    EXPECT_EQ(changeText(Parameter::FpgaClock, 800e6, 1.2e9, catalog, ChangeUnit::Dropped), "Clock 800 MHz → 1.2 GHz");
}

TEST(ChangeText, ShorterTextsKeepWhatTellsStepsApart)
{
    const Catalog& catalog = *shipped().catalog;
    const auto shorter = [&](Parameter parameter, double to) { return shorterChangeTexts(parameter, to, catalog); };
    EXPECT_THAT(shorter(Parameter::RetrievalOrganisation, 3),
                testing::ElementsAre("Organisation → FPGA, CPU index", "→ FPGA, CPU index"));
    EXPECT_THAT(shorter(Parameter::RetrievalOrganisation, 4),
                testing::ElementsAre("Organisation → FPGA, GPU index", "→ FPGA, GPU index"));
    EXPECT_THAT(shorter(Parameter::FpgaDoubleBuffer, 1), testing::ElementsAre("Double-buffered tables on"));
    EXPECT_THAT(shorter(Parameter::RetrievalInterval, 16), testing::ElementsAre("Interval → 16 tokens"));
}

} // namespace
} // namespace ralmscope
