// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator.h"

#include "metric_table.h"
#include "parameter_table.h"

#include "shipped_catalog.h"
#include "simulate.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace ralmscope {
namespace {

using test::shippedCatalog;

DesignPoint randomDesign(std::mt19937& random)
{
    DesignPoint design;
    // Few rows change at a time, so that costs are kept in some cases and not in others.
    for (const ParameterInfo& row : parameterTable()) {
        if (std::uniform_int_distribution(0, 9)(random) > 0)
            continue;
        if (row.type == ParameterType::Catalog) {
            const std::size_t size = shippedCatalog().size(row.catalog);
            if (size > 0)
                design.set(row.parameter,
                           static_cast<double>(std::uniform_int_distribution<std::size_t>(0, size - 1)(random)));
            continue;
        }
        const double most = std::min(row.maximum, row.minimum + 9.0);
        design.set(row.parameter, std::round(std::uniform_real_distribution(row.minimum, most)(random)));
    }
    return design;
}

TEST(Simulator, GivesTheBitsOfSimulateWhateverCameBefore)
{
    std::mt19937 random(7);
    Simulator simulator(shippedCatalog());
    std::size_t usable = 0;
    DesignPoint last;
    for (int i = 0; i < 4000; ++i) {
        // Every other design differs from the last one in a single parameter.
        DesignPoint design = i % 2 == 0 ? randomDesign(random) : last;
        if (i % 2 == 1) {
            const auto which = std::uniform_int_distribution<std::size_t>(0, kParameterCount - 1)(random);
            const DesignPoint other = randomDesign(random);
            design.set(static_cast<Parameter>(which), other[static_cast<Parameter>(which)]);
        }
        last = design;
        const Result kept = simulator(design);
        const Result fresh = simulate(design, shippedCatalog());
        ASSERT_EQ(kept.verdict, fresh.verdict);
        ASSERT_EQ(kept.breakdown, fresh.breakdown);
        for (std::size_t m = 0; m < kMetricCount; ++m) {
            const bool bothUnset = std::isnan(kept.metrics[m]) && std::isnan(fresh.metrics[m]);
            ASSERT_TRUE(bothUnset || kept.metrics[m] == fresh.metrics[m]) << metricTable()[m].id;
        }
        usable += kept.verdict.usable();
    }
    EXPECT_GT(usable, 400U);
}

} // namespace
} // namespace ralmscope
