// SPDX-License-Identifier: GPL-3.0-or-later
#include "result.h"

#include <gtest/gtest.h>

#include <cmath>

namespace ralmscope {
namespace {

TEST(Breakdown, AddsToTheEntryOfTheSameStageAndDevice)
{
    Breakdown b;
    b.add(Stage::CodeScan, DeviceKind::Fpga, 0.5, 0.0);
    b.add(Stage::CodeScan, DeviceKind::Fpga, 0.25, 3.0);
    b.add(Stage::CodeScan, DeviceKind::Cpu, 0.0, 0.0);
    ASSERT_EQ(b.entries().size(), 1U);
    EXPECT_EQ(b.seconds(), 0.75);
    EXPECT_EQ(b.joules(), 3.0);
}

TEST(Breakdown, SurvivesItsTextExactly)
{
    Breakdown b;
    b.add(Stage::LmDecode, DeviceKind::Gpu, 1.0 / 3.0, 1e-300);
    b.add(Stage::Idle, DeviceKind::Fpga, 0.0, 0.1);
    Breakdown read;
    ASSERT_TRUE(read.fromText(b.toText()));
    EXPECT_EQ(read, b);
    EXPECT_TRUE(read.fromText("[]"));
    EXPECT_TRUE(read.entries().empty());
}

TEST(Breakdown, RefusesDamagedText)
{
    for (const char* bad : {"", "[", "]", "[[\"lm_decode\",\"gpu\",1]]", "[[\"no_stage\",\"gpu\",1,1]]", "[] ",
                            "[[\"lm_decode\",\"gpu\",1,1][\"idle\",\"gpu\",1,1]]", "[[\"lm_decode\",\"gpu\",x,1]]"}) {
        Breakdown b;
        EXPECT_FALSE(b.fromText(bad)) << bad;
        EXPECT_TRUE(b.entries().empty()) << bad;
    }
}

TEST(Breakdown, EveryStageAndDeviceHasAnIdThatReadsBack)
{
    for (std::size_t i = 0; i < kStageCount; ++i)
        EXPECT_EQ(stageFromId(stageId(static_cast<Stage>(i))), static_cast<Stage>(i));
    for (std::size_t i = 0; i < kDeviceKindCount; ++i)
        EXPECT_EQ(deviceKindFromId(deviceKindId(static_cast<DeviceKind>(i))), static_cast<DeviceKind>(i));
}

TEST(Verdict, NamesParameterValueAndAllowedRange)
{
    const Verdict verdict{Status::Invalid, Reason::OutOfRange, Parameter::WorkloadBatch, 0.0, 1.0, 16384.0};
    EXPECT_EQ(describe(verdict), "workload.batch = 0: allowed 1 .. 16384");
    EXPECT_EQ(describe(Verdict{}), "");
}

TEST(Verdict, IdsReadBack)
{
    for (int i = 0; i <= static_cast<int>(Reason::NotFinite); ++i)
        EXPECT_EQ(reasonFromId(reasonId(static_cast<Reason>(i))), static_cast<Reason>(i));
    for (int i = 0; i <= static_cast<int>(Status::Invalid); ++i)
        EXPECT_EQ(statusFromId(statusId(static_cast<Status>(i))), static_cast<Status>(i));
}

} // namespace
} // namespace ralmscope
