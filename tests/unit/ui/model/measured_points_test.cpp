// SPDX-License-Identifier: GPL-3.0-or-later
#include "measured_points.h"

#include "model_fixture.h"
#include "parameter_choices.h"
#include "resolved_design.h"

#include <gmock/gmock.h>

namespace ralmscope {
namespace {

using enum Parameter;

MeasuredPoint pointAt(double batch, double value)
{
    DesignPoint design = shippedState().design;
    design.set(WorkloadBatch, batch);
    MeasuredPoint point;
    point.design = explicitDesign(resolve(design, *shipped().catalog));
    point.metric = Metric::SearchMedian;
    point.value = value;
    point.note = "row";
    return point;
}

std::optional<ChartSeries> along(const MeasuredPoints& points, const DesignPoint& design,
                                 Metric metric = Metric::SearchMedian)
{
    return points.along(design, WorkloadBatch, metric, *shipped().catalog);
}

TEST(MeasuredPoints, AreFoundAlongTheAxisInOrder)
{
    const MeasuredPoints points({pointAt(16, 3.0), pointAt(1, 1.0)});
    const auto series = along(points, shippedState().design);
    ASSERT_TRUE(series);
    EXPECT_THAT(series->x, testing::ElementsAre(1, 16));
    EXPECT_THAT(series->y, testing::ElementsAre(1.0, 3.0));
    EXPECT_EQ(series->role, SeriesRole::Measured);
}

TEST(MeasuredPoints, AValueThatTwoFiguresRepeatStandsOnce)
{
    const MeasuredPoints points({pointAt(1, 1.0), pointAt(1, 2.0), pointAt(1, 1.0004)});
    EXPECT_EQ(along(points, shippedState().design)->x.size(), 2u);
}

TEST(MeasuredPoints, PublishedNumbersAreNotCalledMeasured)
{
    MeasuredPoint point = pointAt(1, 1.0);
    EXPECT_EQ(along(MeasuredPoints({point}), shippedState().design)->name, "measured");
    point.tag = SourceTag::Published;
    EXPECT_EQ(along(MeasuredPoints({point}), shippedState().design)->name, "published");
}

TEST(MeasuredPoints, BelongToOneDesignAndMetricOnly)
{
    const MeasuredPoints points({pointAt(1, 1.0)});
    DesignPoint other = shippedState().design;
    other.set(RetrievalNprobe, 17);
    EXPECT_FALSE(along(points, other));
    EXPECT_FALSE(along(points, shippedState().design, Metric::Tpot));
}

TEST(MeasuredPoints, ParametersThatDoNotApplyDoNotMatter)
{
    const MeasuredPoints points({pointAt(1, 1.0)});
    DesignPoint other = shippedState().design;
    ASSERT_EQ(other.choice<Organisation>(RetrievalOrganisation), Organisation::FpgaGpuIndex);
    other.set(CpuCores, 77);
    EXPECT_TRUE(along(points, other));
}

TEST(MeasuredPoints, ParametersThatTheMetricIsIndependentOfDoNotMatter)
{
    MeasuredPoint point = pointAt(1, 1.0);
    point.independentOf.set(static_cast<std::size_t>(LmModel));
    DesignPoint other = shippedState().design;
    other.set(LmModel, other[LmModel] == 0 ? 1 : 0);
    other.set(RetrievalK, point.design[RetrievalK]);
    other.set(RetrievalInterval, point.design[RetrievalInterval]);
    EXPECT_TRUE(along(MeasuredPoints({point}), other));
    EXPECT_FALSE(along(MeasuredPoints({pointAt(1, 1.0)}), other));
}

TEST(MeasuredPoints, ThePrototypeShowsItsMeasurements)
{
    const ExploreFrame frame = directFrame(shippedState(), shipped().measured.get());
    int measured = 0;
    for (const ChartModel& chart : frame.curves) {
        const ChartSeries* series = seriesOf(chart, SeriesRole::Measured);
        measured += series ? static_cast<int>(series->x.size()) : 0;
    }
    EXPECT_GE(measured, 2) << "trust at first sight";
    EXPECT_TRUE(seriesOf(frame.sequence, SeriesRole::Measured));
}

} // namespace
} // namespace ralmscope
