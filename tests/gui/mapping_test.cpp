// SPDX-License-Identifier: GPL-3.0-or-later
#include "window_fixture.h"

#include "chart_view.h"
#include "mapping_view.h"
#include "message_bar.h"
#include "oddities_card.h"
#include "parameter_choices.h"
#include "parameter_table.h"
#include "system_file.h"
#include "system_picture_widget.h"

#include <QTest>

#include <gmock/gmock.h>

namespace ralmscope {
namespace {

using enum Parameter;

/// The Mapping view on a design with stacks of both kinds.
class MappingTest : public WindowTest
{
protected:
    void SetUp() override
    {
        WindowTest::SetUp();
        DesignPoint design = session().design();
        design.set(MappingAttention, static_cast<double>(AttentionMapping::Pim));
        design.set(MappingFc, static_cast<double>(FcMapping::Dynamic));
        design.set(PimAttentionStacks, 8);
        design.set(PimFcStacks, 4);
        session().openDesign(design, QStringLiteral("With stacks"));
        window->showView(View::Mapping);
        settle();
    }
    void openSystem(const char* id)
    {
        const auto system = findSystem(id, workspace->directories(), workspace->catalog());
        ASSERT_TRUE(system) << problemsText(system.error());
        session().openDesign(system->design, QString::fromStdString(system->name));
        settle();
    }
    ChartView* chart(std::size_t index) { return window->mapping()->charts()[index]; }
    /// Clicks at the start of a bar.
    void clickBar(ChartView* view, std::size_t category)
    {
        const QPoint at = view->pixelOf(0.0, static_cast<double>(category)).toPoint() + QPoint(6, 0);
        QWidget* plot = view->childAt(at);
        ASSERT_TRUE(plot);
        QTest::mouseClick(plot, Qt::LeftButton, {}, plot->mapFrom(view, at));
    }
};

TEST_F(MappingTest, DraggingTheHandleOfTheAttentionStacksChangesTheirNumber)
{
    SystemPictureWidget* picture = window->mapping()->picture();
    ASSERT_EQ(picture->picture().boxes[0].countParameter, PimAttentionStacks);
    const int before = session().undoStack()->count();
    const QPoint handle = picture->handleCentre(0);
    QTest::mousePress(picture, Qt::LeftButton, {}, handle);
    for (int i = 1; i <= 8; ++i)
        QTest::mouseMove(picture, handle + QPoint(56 * i / 8, 0));
    QTest::mouseRelease(picture, Qt::LeftButton, {}, handle + QPoint(56, 0));
    settle();
    EXPECT_EQ(value(PimAttentionStacks), 12);
    EXPECT_EQ(picture->picture().boxes[0].countText, "×12");
    EXPECT_EQ(session().undoStack()->count(), before + 1);
    QTest::keyClick(window.get(), Qt::Key_Z, Qt::ControlModifier);
    EXPECT_EQ(value(PimAttentionStacks), 8);
}

TEST_F(MappingTest, KeysReachBothKindsOfStacks)
{
    SystemPictureWidget* picture = window->mapping()->picture();
    picture->setFocus();
    QTest::keyClick(picture, Qt::Key_Plus);
    EXPECT_EQ(value(PimAttentionStacks), 9);
    QTest::keyClick(picture, Qt::Key_Right);
    QTest::keyClick(picture, Qt::Key_Minus);
    EXPECT_EQ(value(PimFcStacks), 3);
}

TEST_F(MappingTest, ClickingABarAppliesItUndoably)
{
    ChartView* physics = chart(3);
    ASSERT_EQ(physics->chart()->categories.size(), info(MappingPhysics).choices.size());
    const DesignPoint before = session().design();
    const int steps = session().undoStack()->count();
    clickBar(physics, static_cast<std::size_t>(Physics::PapiB));
    settle();
    EXPECT_EQ(session().design().choice<Physics>(MappingPhysics), Physics::PapiB);
    EXPECT_EQ(session().undoStack()->count(), steps + 1);
    EXPECT_EQ(physics->chart()->emphasised, static_cast<std::size_t>(Physics::PapiB));
    QTest::keyClick(window.get(), Qt::Key_Z, Qt::ControlModifier);
    settle();
    EXPECT_TRUE(session().design() == before);
    EXPECT_EQ(physics->chart()->emphasised, static_cast<std::size_t>(Physics::Own));
}

TEST_F(MappingTest, ClickingAMappingAppliesItUndoably)
{
    openSystem("papi");
    ChartView* variants = chart(2);
    const std::size_t current = variants->chart()->emphasised.value();
    ASSERT_GT(variants->chart()->categories.size(), 4u);
    const std::size_t other = current == 0 ? 1 : 0;
    const DesignPoint before = session().design();
    const DesignPoint wanted = window->live()->frame()->mapping.variantDesigns[other];
    clickBar(variants, other);
    settle();
    EXPECT_TRUE(session().design() == wanted);
    EXPECT_EQ(variants->chart()->emphasised, other);
    QTest::keyClick(window.get(), Qt::Key_Z, Qt::ControlModifier);
    settle();
    EXPECT_TRUE(session().design() == before);
}

TEST_F(MappingTest, PapiShowsItsCrossoverAndWhereTheLayersMove)
{
    openSystem("papi");
    const ChartModel& crossover = *chart(0)->chart();
    ASSERT_EQ(crossover.series.size(), 2u);
    EXPECT_THAT(crossover.marks, testing::Contains(testing::Field(&ChartMark::text, testing::HasSubstr("Alpha"))));
    const ChartModel& iterations = *chart(1)->chart();
    const auto on = [&](DeviceKind device) {
        return std::count_if(iterations.series.begin(), iterations.series.end(),
                             [device](const ChartSeries& series) { return series.device == device; });
    };
    EXPECT_EQ(on(DeviceKind::Gpu) + on(DeviceKind::Pim), 2);
    EXPECT_THAT(iterations.marks, testing::Contains(testing::Field(&ChartMark::text, testing::HasSubstr("moves"))));
}

TEST_F(MappingTest, ALockedParameterIsNotChangedByAClick)
{
    session().setLocked(MappingPhysics, true);
    settle();
    clickBar(chart(3), static_cast<std::size_t>(Physics::PapiB));
    EXPECT_EQ(session().design().choice<Physics>(MappingPhysics), Physics::Own);
    EXPECT_TRUE(window->messages()->isVisible());
}

TEST_F(MappingTest, BarsShowTimeOrEnergy)
{
    EXPECT_EQ(chart(3)->chart()->id, "physics");
    EXPECT_EQ(chart(3)->chart()->x.unit, "s");
    window->mapping()->setQuantity(BreakdownQuantity::Joules);
    EXPECT_EQ(chart(3)->chart()->id, "physics_energy");
    EXPECT_EQ(chart(2)->chart()->x.unit, "J");
}

TEST_F(MappingTest, TheSimulatorsOdditiesAreListedWhereItsPhysicsIsChosen)
{
    EXPECT_TRUE(window->mapping()->oddities()->isHidden());
    session().setParameter(MappingPhysics, static_cast<double>(Physics::AttAccSimulator));
    settle();
    EXPECT_FALSE(window->mapping()->oddities()->isHidden());
    EXPECT_TRUE(window->mapping()->oddities()->text().contains(QStringLiteral("never enforced")));
}

TEST_F(MappingTest, AHiddenViewAsksForNothing)
{
    window->showView(View::Results);
    settle();
    const auto before = chart(3)->chart();
    session().setParameter(WorkloadBatch, 32);
    settle();
    EXPECT_EQ(chart(3)->chart(), before);
    EXPECT_TRUE(window->live()->frame()->mapping.physicsDesigns.empty());
    window->showView(View::Mapping);
    settle();
    EXPECT_NE(chart(3)->chart(), before);
    EXPECT_TRUE(window->live()->frame()->curves[0].empty()) << "nor does the one that was left";
}

} // namespace
} // namespace ralmscope
