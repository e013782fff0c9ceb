// SPDX-License-Identifier: GPL-3.0-or-later
// The driver's times of a growing cache are medians of a shipped table, and of nothing else.
#include "catalog_files.h"
#include "paper_points.h"
#include "simulate.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace ralmscope {
namespace {

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    const std::size_t half = values.size() / 2;
    return values.size() % 2 == 1 ? values.at(half) : 0.5 * (values.at(half - 1) + values.at(half));
}

class CacheGrowthConstants : public testing::Test
{
protected:
    /// What the metric says where a call and a byte cost this.
    double metric(const DesignPoint& design, double perCall, double perByte)
    {
        stack().growthCall = perCall;
        stack().growthReturn = perByte;
        return simulate(design, m_catalog)[Metric::CacheGrowth];
    }
    SoftwareStack& stack()
    {
        return m_catalog.stacks.at(static_cast<std::size_t>(m_catalog.find(CatalogKind::Stack, "fairseq-pytorch")));
    }

    DataDirectories m_data{std::filesystem::path(RALMSCOPE_SOURCE_DIR) / "presets", "/nonexistent"};
    Catalog m_catalog = loadCatalog(m_data).value().catalog;
};

TEST_F(CacheGrowthConstants, AreTheMediansOfTheTable)
{
    const double shippedCall = stack().growthCall;
    const double shippedByte = stack().growthReturn;
    const FigureLoad load = loadFigures(m_data, m_catalog).value();
    const auto figure = std::find_if(load.figures.begin(), load.figures.end(),
                                     [](const PaperFigure& each) { return each.id == "chameleon-cache-growth"; });
    ASSERT_NE(figure, load.figures.end());
    const CsvTable& table = figure->table;
    const auto cell = [&](std::size_t row, std::string_view column) {
        return std::stod(table.rows.at(row).at(static_cast<std::size_t>(table.column(column))));
    };
    std::vector<double> perCall;
    std::vector<double> perByte;
    const PaperPoints points = paperPoints(*figure, m_catalog).value();
    for (const PaperPoint& point : points.points) {
        if (figure->series.at(point.series).kind != ComparisonKind::Fit)
            continue;
        const std::size_t row = point.rows.front();
        const double steps = cell(row, "growing_steps");
        const double growing = 1e-3 * cell(row, "median_growing_step_ms");
        perCall.push_back(growing * steps / metric(point.design, 1.0, 0.0));
        const double returned = metric(point.design, 0.0, 1.0);
        if (returned > 0.0)
            perByte.push_back((1e-3 * cell(row, "cache_growth_ms") - growing * steps) / returned);
    }
    EXPECT_EQ(perCall.size(), 8u);
    EXPECT_EQ(perByte.size(), 4u);
    EXPECT_NEAR(shippedCall, median(perCall), 0.005 * shippedCall);
    EXPECT_NEAR(shippedByte, median(perByte), 0.005 * shippedByte);
}

} // namespace
} // namespace ralmscope
