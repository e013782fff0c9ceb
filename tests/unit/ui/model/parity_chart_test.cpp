// SPDX-License-Identifier: GPL-3.0-or-later
#include "error_histogram.h"
#include "parity_chart.h"

#include "model_fixture.h"
#include "row_groups.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace ralmscope {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

const PaperFigure& figureCalled(const std::string& id)
{
    const auto& figures = shipped().figures;
    return *std::find_if(figures.begin(), figures.end(), [&](const PaperFigure& figure) { return figure.id == id; });
}

struct Compared
{
    explicit Compared(const std::string& id)
        : figure(figureCalled(id))
        , report(validateFigure(figure, *shipped().catalog).value())
        , parity(parityChart(figure, report))
    {
    }
    const PaperFigure& figure;
    FigureReport report;
    PaperChart parity;
};

std::vector<std::string> namesOf(const ChartModel& chart, SeriesRole role)
{
    std::vector<std::string> names;
    for (const ChartSeries& series : chart.series) {
        if (series.role == role)
            names.push_back(series.name);
    }
    return names;
}

TEST(ParityChart, FittedRowsAndRowsKeptApartAreDrawnApart)
{
    const Compared gemm("gpu-gemm");
    EXPECT_THAT(namesOf(gemm.parity.chart, SeriesRole::Measured), ElementsAre("fitted", "kept apart"));
    const Compared power("gpu-power");
    EXPECT_THAT(namesOf(power.parity.chart, SeriesRole::Measured), ElementsAre("not judged", "fitted", "kept apart"));
    EXPECT_TRUE(seriesOf(power.parity.chart, SeriesRole::Measured)->muted) << "what is not judged is grey";
}

TEST(ParityChart, BothAxesAreTheSameAndLogarithmic)
{
    const ChartModel& chart = Compared("gpu-collectives").parity.chart;
    EXPECT_TRUE(chart.x.logarithmic);
    EXPECT_TRUE(chart.y.logarithmic);
    EXPECT_EQ(chart.x.minimum, chart.y.minimum);
    EXPECT_EQ(chart.x.maximum, chart.y.maximum);
    EXPECT_EQ(chart.x.unit, "s");
}

TEST(ParityChart, GuidesStandAtTenAndTwentyPercent)
{
    const ChartModel chart = Compared("gpu-gemm").parity.chart;
    ASSERT_THAT(namesOf(chart, SeriesRole::Guide), ElementsAre("agreement within 20 %", "agreement within 10 %"));
    for (const std::size_t guide : {0u, 1u}) {
        const ChartSeries& line = chart.series[guide];
        EXPECT_EQ(line.x, line.y) << "the line of agreement";
        const double error = guide == 0 ? 0.2 : 0.1;
        EXPECT_NEAR(line.high.front() / line.x.front(), 1.0 + error, 1e-12);
        EXPECT_NEAR(line.low.front() / line.x.front(), 1.0 - error, 1e-12);
    }
}

TEST(ParityChart, ThousandsOfRowsAreThinnedAndTheCaptionSaysSo)
{
    const Compared gemm("gpu-gemm");
    std::size_t drawn = 0;
    for (const ChartSeries& series : gemm.parity.chart.series)
        drawn += series.role == SeriesRole::Measured ? series.x.size() : 0;
    EXPECT_LT(drawn, 3000u);
    EXPECT_GT(drawn, 2000u);
    EXPECT_THAT(gemm.parity.caption, HasSubstr(std::to_string(drawn) + " of 8059 values are drawn"));
    EXPECT_EQ(Compared("gpu-elementwise").parity.caption, "") << "nothing is left out";
}

TEST(ParityChart, EveryPointTellsRowNumbersAndProvenance)
{
    const ChartModel chart = Compared("gpu-elementwise").parity.chart;
    for (const ChartSeries& series : chart.series) {
        if (series.role != SeriesRole::Measured)
            continue;
        ASSERT_EQ(series.notes.size(), series.x.size());
        EXPECT_THAT(series.notes.front(), HasSubstr("gpu A100"));
        EXPECT_THAT(series.notes.front(), HasSubstr("model "));
        EXPECT_THAT(series.notes.front(), HasSubstr("source vidur:"));
        EXPECT_THAT(series.notes.front(), HasSubstr("Constants: measured"));
    }
}

TEST(ParityChart, ValuesOfOtherUnitsAreCountedInTheCaption)
{
    const Compared grid("attacc-grid");
    EXPECT_EQ(grid.parity.chart.y.unit, "s");
    EXPECT_THAT(grid.parity.caption, HasSubstr("Drawn are the values in s; the list has"));
    EXPECT_LE(namesOf(grid.parity.chart, SeriesRole::Measured).size(), 6u);
}

TEST(ParityChart, FewValuesAreOneGroupPerSeries)
{
    const Compared averages("papi-averages");
    EXPECT_THAT(namesOf(averages.parity.chart, SeriesRole::Measured), testing::Contains("Speed-ups, Calibration B"));
    EXPECT_FALSE(errorHistogram(averages.figure, averages.report)) << "too few for a histogram";
}

TEST(RowGroups, EveryValueStandsInOneGroupOnly)
{
    const Compared gemm("gpu-gemm"); // every row is also in the series "every row"
    std::size_t values = 0;
    for (const RowGroup& group : rowGroups(gemm.figure, gemm.report))
        values += group.points.size();
    EXPECT_EQ(values, gemm.figure.table.rows.size());
}

TEST(ErrorHistogram, SharesOfEachGroupAddUpToOne)
{
    for (const char* id : {"gpu-gemm", "gpu-attention-prefill", "gpu-attention-decode", "gpu-collectives",
                           "gpu-elementwise", "gpu-end-to-end", "gpu-power", "attacc-grid", "attacc-pim-cycles"}) {
        const Compared compared(id);
        const auto chart = errorHistogram(compared.figure, compared.report);
        ASSERT_TRUE(chart) << id;
        EXPECT_EQ(chart->id, std::string("errors:") + id);
        for (const ChartSeries& series : chart->series) {
            EXPECT_EQ(series.style, SeriesStyle::Bars);
            EXPECT_NEAR(std::accumulate(series.y.begin(), series.y.end(), 0.0), 1.0, 1e-9) << id << ' ' << series.name;
            EXPECT_EQ(series.notes.size(), series.x.size());
        }
    }
}

TEST(ErrorHistogram, TheBinsAreThoseOfTheErrors)
{
    const Compared elementwise("gpu-elementwise");
    const auto chart = errorHistogram(elementwise.figure, elementwise.report);
    ASSERT_TRUE(chart);
    ASSERT_THAT(namesOf(*chart, SeriesRole::Measured), ElementsAre("fitted", "kept apart"));
    std::size_t fitted = 0;
    std::size_t below = 0;
    for (const ComparedPoint& point : elementwise.report.points) {
        if (elementwise.report.remarks[point.point.rows.front()].keptApart)
            continue;
        ++fitted;
        below += point.predicted / point.point.measured - 1.0 < -0.5 ? 1 : 0;
    }
    const ChartSeries& series = chart->series.front();
    EXPECT_NEAR(series.y.front(), static_cast<double>(below) / static_cast<double>(fitted), 1e-12);
    EXPECT_EQ(series.notes.front(),
              "below -50 %: " + std::to_string(below) + " of " + std::to_string(fitted) + " values");
    EXPECT_THAT(series.notes.back(), HasSubstr("above +50 %"));
}

TEST(ErrorHistogram, TheRangeFollowsTheErrors)
{
    const Compared grid("attacc-grid"); // repeats another simulator's arithmetic
    const auto chart = errorHistogram(grid.figure, grid.report);
    ASSERT_TRUE(chart);
    EXPECT_LT(chart->x.maximum, 0.05);
    EXPECT_EQ(chart->x.minimum, -chart->x.maximum);
}

} // namespace
} // namespace ralmscope
