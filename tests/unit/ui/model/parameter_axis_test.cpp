// SPDX-License-Identifier: GPL-3.0-or-later
#include "parameter_axis.h"

#include "model_fixture.h"
#include "parameter_table.h"
#include "resolved_design.h"

#include <gmock/gmock.h>

namespace ralmscope {
namespace {

using enum Parameter;

ParameterAxis axisAt(Parameter parameter, double current, std::vector<double> mustShow = {})
{
    return parameterAxis(parameter, *shipped().catalog, current, mustShow);
}

std::vector<std::string> tickTexts(const ParameterAxis& axis)
{
    std::vector<std::string> texts;
    for (const auto& [value, text] : axis.chart.ticks)
        texts.push_back(text);
    return texts;
}

TEST(ParameterAxis, BatchShowsPowersOfTwoUpTo128)
{
    const ParameterAxis axis = axisAt(WorkloadBatch, 64);
    EXPECT_TRUE(axis.chart.logarithmic);
    EXPECT_EQ(axis.chart.minimum, 1);
    EXPECT_EQ(axis.chart.maximum, 128);
    EXPECT_THAT(tickTexts(axis), testing::ElementsAre("1", "2", "4", "8", "16", "32", "64", "128"));
}

TEST(ParameterAxis, RestsWhileTheValueIsDragged)
{
    int moves = 0;
    double last = axisAt(WorkloadBatch, 1).chart.maximum;
    for (int batch = 1; batch <= 16384; ++batch) {
        const double maximum = axisAt(WorkloadBatch, batch).chart.maximum;
        moves += maximum != last ? 1 : 0;
        last = maximum;
        ASSERT_LE(batch, maximum);
    }
    EXPECT_LE(moves, 3);
}

TEST(ParameterAxis, ShowsMeasuredPoints)
{
    const ParameterAxis axis = axisAt(WorkloadBatch, 1, {10000});
    EXPECT_GE(axis.chart.maximum, 10000);
}

TEST(ParameterAxis, TheCurrentValueIsOneOfThePoints)
{
    for (const double current : {1.0, 37.0, 61.0, 101.0}) {
        const auto values = axisAt(WorkloadBatch, current).axis.values;
        EXPECT_THAT(values, testing::Contains(current));
        EXPECT_TRUE(std::is_sorted(values.begin(), values.end()));
    }
}

TEST(ParameterAxis, LargeCountsAreShownWithPrefix)
{
    const ParameterAxis axis = axisAt(DatabaseVectors, 1e9);
    EXPECT_LE(axis.chart.minimum, 1e8);
    EXPECT_GE(axis.chart.maximum, 1e10);
    EXPECT_THAT(tickTexts(axis), testing::IsSupersetOf({"100M", "1G", "10G"}));
}

TEST(ParameterAxis, ChoicesAndCatalogEntriesAreCategories)
{
    const ParameterAxis axis = axisAt(RetrievalOrganisation, 4);
    EXPECT_EQ(axis.axis.values.size(), 5u);
    EXPECT_EQ(axis.chart.ticks.size(), 5u);
    EXPECT_LT(axis.chart.minimum, 0.0);
    EXPECT_GT(axis.chart.maximum, 4.0);
    EXPECT_EQ(axisAt(LmModel, 0).axis.values.size(), shipped().catalog->models.size());
}

TEST(ParameterAxis, EveryParameterHasAProperAxis)
{
    const ResolvedDesign design = resolve(shippedState().design, *shipped().catalog);
    for (const ParameterInfo& row : parameterTable()) {
        for (const double current : {design[row.parameter], row.minimum, row.maximum}) {
            const ParameterAxis axis = axisAt(row.parameter, current);
            EXPECT_LT(axis.chart.minimum, axis.chart.maximum) << row.id;
            EXPECT_TRUE(!axis.chart.logarithmic || axis.chart.minimum > 0.0) << row.id;
            // Only a list that the catalog leaves empty has nothing to choose from.
            const bool nothing = row.type == ParameterType::Catalog && shipped().catalog->size(row.catalog) == 0;
            EXPECT_EQ(axis.axis.values.empty(), nothing) << row.id;
            EXPECT_LE(axis.chart.ticks.size(), 60u) << row.id;
            for (const double value : axis.axis.values) {
                EXPECT_TRUE(isAllowed(row, value)) << row.id << ' ' << value;
                EXPECT_GE(value, axis.chart.minimum) << row.id;
                EXPECT_LE(value, axis.chart.maximum) << row.id;
            }
        }
    }
}

} // namespace
} // namespace ralmscope
