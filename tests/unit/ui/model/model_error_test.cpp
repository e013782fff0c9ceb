// SPDX-License-Identifier: GPL-3.0-or-later
#include "model_error.h"

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
    EXPECT_FALSE(errors.of(Metric::Tokens, fpga));
}

} // namespace
} // namespace ralmscope
