// SPDX-License-Identifier: GPL-3.0-or-later
#include "model_error.h"
#include "parameter_choices.h"

#include <gtest/gtest.h>

#include <limits>

namespace ralmscope {
namespace {

TEST(ModelErrors, IsTheMedianOfItsOrganisation)
{
    const DesignPoint fpga;
    DesignPoint cpu;
    cpu.set(Parameter::RetrievalOrganisation, static_cast<double>(Organisation::Cpu));
    ModelErrors errors;
    errors.add(Metric::Tpot, fpga, 1.5, 1.0);
    EXPECT_FALSE(errors.of(Metric::Tpot, fpga)) << "one comparison says nothing";
    errors.add(Metric::Tpot, fpga, 0.9, 1.0);
    errors.add(Metric::Tpot, fpga, 1.2, 1.0);
    errors.add(Metric::Tpot, fpga, std::numeric_limits<double>::quiet_NaN(), 1.0);
    errors.add(Metric::Tpot, fpga, 1.0, 0.0);
    errors.add(Metric::Tpot, cpu, 3.0, 1.0);
    ASSERT_TRUE(errors.of(Metric::Tpot, fpga));
    EXPECT_NEAR(errors.of(Metric::Tpot, fpga)->relative, 0.2, 1e-12);
    EXPECT_EQ(errors.of(Metric::Tpot, fpga)->points, 3u);
    EXPECT_EQ(errors.of(Metric::Tpot, fpga)->p90, 0.5);
    EXPECT_FALSE(errors.of(Metric::Tokens, fpga));
}

TEST(ModelErrors, AnotherGpuOrModelWasNotMeasured)
{
    const DesignPoint measured;
    ModelErrors errors;
    for (const Metric metric : {Metric::Tpot, Metric::SearchMedian}) {
        errors.add(metric, measured, 1.1, 1.0);
        errors.add(metric, measured, 1.2, 1.0);
    }
    for (const Parameter parameter : {Parameter::GpuDevice, Parameter::LmModel, Parameter::LmPrecision,
                                      Parameter::LmTensorParallel, Parameter::WorkloadPrompt}) {
        DesignPoint other = measured;
        other.set(parameter, measured[parameter] + 1.0);
        EXPECT_FALSE(errors.of(Metric::Tpot, other)) << static_cast<int>(parameter);
        EXPECT_TRUE(errors.of(Metric::SearchMedian, other)) << "a search does not see it";
    }
}

} // namespace
} // namespace ralmscope
