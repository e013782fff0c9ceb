// SPDX-License-Identifier: GPL-3.0-or-later
#include "sensitivity.h"

#include "parameter_table.h"
#include "shipped_catalog.h"
#include "simulate.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace ralmscope {
namespace {

using test::shippedCatalog;

TEST(Sensitivity, StepsAreSingleAllowedChangesOfRowsThatApply)
{
    const DesignPoint design;
    const auto steps = neighbouringSteps(design, shippedCatalog());
    EXPECT_GT(steps.size(), 10U);
    EXPECT_LT(steps.size(), 100U);
    for (const Step& step : steps) {
        const ParameterInfo& row = info(step.parameter);
        SCOPED_TRACE(row.id);
        EXPECT_TRUE(applies(row, design));
        EXPECT_TRUE(isAllowed(row, step.to));
        EXPECT_NE(step.from, step.to);
        EXPECT_EQ(step.design[step.parameter], step.to);
    }
}

TEST(Sensitivity, AskingLessOftenOrAddingANodeAreAmongTheSteps)
{
    const auto steps = neighbouringSteps(DesignPoint(), shippedCatalog());
    const auto has = [&](Parameter parameter, double to) {
        return std::any_of(steps.begin(), steps.end(),
                           [&](const Step& s) { return s.parameter == parameter && s.to == to; });
    };
    EXPECT_TRUE(has(Parameter::FpgaCount, 2));
    EXPECT_TRUE(has(Parameter::RetrievalNprobe, 16));
}

} // namespace
} // namespace ralmscope
