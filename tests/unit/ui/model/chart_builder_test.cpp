// SPDX-License-Identifier: GPL-3.0-or-later
#include "chart_builder.h"

#include "model_fixture.h"
#include "parallel_evaluate.h"

#include <gmock/gmock.h>

namespace ralmscope {
namespace {

tl::expected<Figure, std::string> build(std::string_view id)
{
    const Evaluate evaluate = [](std::span<const DesignPoint> designs) {
        return evaluateAll(designs, *shipped().catalog);
    };
    return buildFigure(id, shippedState(), *shipped().catalog, evaluate, shipped().measured.get(), shipped().figures);
}

TEST(BuildFigure, MakesEveryListedFigure)
{
    for (const std::string& id : figureIds()) {
        const auto figure = build(id);
        ASSERT_TRUE(figure) << id << ": " << figure.error();
        if (const auto* chart = std::get_if<ChartModel>(&*figure)) {
            EXPECT_EQ(chart->id, id);
            EXPECT_TRUE(!chart->empty() || !chart->emptyText.empty()) << id << " shows something or says why not";
        } else {
            EXPECT_EQ(id, "system");
        }
    }
}

TEST(BuildFigure, ChartsAreThoseOfTheWindow)
{
    const ExploreFrame frame = directFrame(shippedState(), shipped().measured.get());
    const auto figure = build("throughput");
    ASSERT_TRUE(figure);
    const ChartModel& chart = std::get<ChartModel>(*figure);
    ASSERT_EQ(chart.series.size(), frame.curves[1].series.size());
    EXPECT_EQ(chart.series[0].y, frame.curves[1].series[0].y);
    EXPECT_EQ(chart.y.maximum, frame.curves[1].y.maximum);
}

TEST(BuildFigure, AnyMetricIsAChart)
{
    const auto figure = build("latency.search");
    ASSERT_TRUE(figure);
    EXPECT_EQ(std::get<ChartModel>(*figure).id, "latency.search");
    EXPECT_EQ(std::get<ChartModel>(*figure).title, "Search latency, median");
}

TEST(BuildFigure, PaperFiguresAreCharts)
{
    ASSERT_FALSE(shipped().figures.empty());
    const std::string id = "paper:" + shipped().figures.front().id;
    const auto figure = build(id);
    ASSERT_TRUE(figure) << figure.error();
    EXPECT_EQ(std::get<ChartModel>(*figure).id, id);
}

TEST(BuildFigure, ErrorsOfPaperFiguresAreChartsWhereThereAreMany)
{
    const auto figure = build("errors:gpu-elementwise");
    ASSERT_TRUE(figure) << figure.error();
    EXPECT_EQ(std::get<ChartModel>(*figure).id, "errors:gpu-elementwise");
    EXPECT_THAT(build("errors:papi-checks").error(), testing::HasSubstr("too few values"));
}

TEST(BuildFigure, UnknownIdsAreNamedWithWhatIsAllowed)
{
    const auto figure = build("nonsense");
    ASSERT_FALSE(figure);
    EXPECT_THAT(figure.error(), testing::AllOf(testing::HasSubstr("nonsense"), testing::HasSubstr("latency")));
    EXPECT_THAT(build("paper:nonsense").error(), testing::HasSubstr("nonsense"));
}

} // namespace
} // namespace ralmscope
