// SPDX-License-Identifier: GPL-3.0-or-later
#include "parameter_scale.h"

#include "design_point.h"

#include <gmock/gmock.h>

#include <cmath>

namespace ralmscope {
namespace {

using enum Parameter;
using testing::DoubleNear;

TEST(ParameterScale, EndsOfTheSliderAreTheEndsOfTheRange)
{
    for (const ParameterInfo& row : parameterTable()) {
        if (row.type != ParameterType::Integer && row.type != ParameterType::Real)
            continue;
        const ParameterScale scale(row);
        EXPECT_EQ(scale.valueAt(0.0), row.minimum) << row.id;
        EXPECT_EQ(scale.valueAt(1.0), row.maximum) << row.id;
        EXPECT_EQ(scale.fraction(row.minimum), 0.0) << row.id;
        EXPECT_EQ(scale.fraction(row.maximum), 1.0) << row.id;
    }
}

TEST(ParameterScale, EveryPositionGivesAnAllowedValue)
{
    for (const ParameterInfo& row : parameterTable()) {
        if (row.type != ParameterType::Integer && row.type != ParameterType::Real)
            continue;
        const ParameterScale scale(row);
        for (int i = 0; i <= 500; ++i) {
            const double value = scale.valueAt(i / 500.0);
            EXPECT_TRUE(isAllowed(row, value)) << row.id << " = " << value;
        }
    }
}

TEST(ParameterScale, EqualDistancesDoubleOnALog2Row)
{
    const ParameterScale scale(info(WorkloadBatch));
    const double step = scale.fraction(2) - scale.fraction(1);
    EXPECT_THAT(scale.fraction(64) - scale.fraction(32), DoubleNear(step, 1e-12));
}

TEST(ParameterScale, ZeroHasAPlaceOnALogarithmicRow)
{
    const ParameterScale scale(info(FpgaCount));
    EXPECT_EQ(scale.valueAt(0.0), 0.0);
    EXPECT_GT(scale.fraction(1), 0.0);
    EXPECT_EQ(scale.stepped(1, -1, StepSize::Normal), 0.0);
    EXPECT_EQ(scale.stepped(0, 1, StepSize::Normal), 1.0);
}

TEST(ParameterScale, DraggingMeetsPowersOfTwo)
{
    const ParameterScale scale(info(RetrievalNprobe));
    EXPECT_EQ(scale.valueAt(scale.fraction(33)), 32.0);
    EXPECT_EQ(scale.valueAt(scale.fraction(48)), 48.0);
}

TEST(ParameterScale, StepsDoubleFinelyCountByOneAndCoarselyLeap)
{
    const ParameterScale scale(info(RetrievalNprobe));
    EXPECT_EQ(scale.stepped(32, 1, StepSize::Normal), 64.0);
    EXPECT_EQ(scale.stepped(33, -1, StepSize::Normal), 32.0);
    EXPECT_EQ(scale.stepped(32, 1, StepSize::Fine), 33.0);
    EXPECT_EQ(scale.stepped(32, 1, StepSize::Coarse), 256.0);
    EXPECT_EQ(scale.stepped(65536, 1, StepSize::Normal), 65536.0);
}

TEST(ParameterScale, Log10RowsStepThroughOneTwoFive)
{
    const ParameterScale scale(info(FpgaClock));
    EXPECT_DOUBLE_EQ(scale.stepped(140e6, 1, StepSize::Normal), 200e6);
    EXPECT_DOUBLE_EQ(scale.stepped(200e6, 1, StepSize::Normal), 500e6);
    EXPECT_DOUBLE_EQ(scale.stepped(140e6, -1, StepSize::Normal), 100e6);
    EXPECT_DOUBLE_EQ(scale.stepped(100e6, -1, StepSize::Normal), 50e6);
}

TEST(EditorText, ShowsFewCharactersThatReadBackToTheValue)
{
    const struct
    {
        Parameter parameter;
        double value;
        const char* number;
        const char* unit;
    } cases[] = {{DatabaseVectors, 1e9, "1G", "vectors"}, {FpgaClock, 140e6, "140", "MHz"},
                 {SystemGpuShare, 0.5, "50", "%"},        {WorkloadBatch, 64, "64", ""},
                 {FpgaMemory, 64e9, "64", "GB"},          {NetworkEndpointLatency, 10e-6, "10", "µs"}};
    for (const auto& c : cases) {
        const ParameterInfo& row = info(c.parameter);
        const EditorText shown = editorText(row, c.value);
        EXPECT_EQ(shown.number, c.number) << row.id;
        EXPECT_EQ(shown.unit, c.unit) << row.id;
        EXPECT_DOUBLE_EQ(valueFromEditorText(row, shown.number, shown.factor).value(), c.value) << row.id;
    }
}

TEST(EditorText, TakesUnitsPrefixesAndAuto)
{
    const ParameterInfo& clock = info(FpgaClock);
    EXPECT_DOUBLE_EQ(valueFromEditorText(clock, "200", 1e6).value(), 200e6);
    EXPECT_DOUBLE_EQ(valueFromEditorText(clock, " 0.2 GHz ", 1e6).value(), 200e6);
    EXPECT_DOUBLE_EQ(valueFromEditorText(clock, "200M", 1e6).value(), 200e6);
    EXPECT_DOUBLE_EQ(valueFromEditorText(info(SystemGpuShare), "25 %", 0.01).value(), 0.25);
    EXPECT_DOUBLE_EQ(valueFromEditorText(info(DatabaseVectors), "2.5G", 1.0).value(), 2.5e9);
    EXPECT_TRUE(isAuto(valueFromEditorText(clock, "auto", 1e6).value()));
    EXPECT_FALSE(valueFromEditorText(info(WorkloadBatch), "auto", 1.0)) << "a batch has no automatic value";
    for (const char* bad : {"", "fast", "12 parsecs", "1e999", "nan", "1 2"})
        EXPECT_FALSE(valueFromEditorText(clock, bad, 1e6)) << bad;
}

} // namespace
} // namespace ralmscope
