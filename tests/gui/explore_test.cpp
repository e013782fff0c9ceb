// SPDX-License-Identifier: GPL-3.0-or-later
#include "window_fixture.h"

#include "chart_view.h"
#include "database.h"
#include "explore_view.h"
#include "parameter_choices.h"
#include "parameter_panel.h"
#include "parameter_row.h"
#include "qt_text.h"
#include "readout_panel.h"
#include "readout_rows.h"
#include "result_key.h"
#include "result_store.h"
#include "section_heading.h"
#include "simulate.h"
#include "system_picture_widget.h"
#include "value_slider.h"

#include <QTest>
#include <QWheelEvent>

#include <gmock/gmock.h>

namespace ralmscope {
namespace {

using enum Parameter;

class ExploreTest : public WindowTest
{
protected:
    ValueSlider* slider(Parameter parameter) { return window->parameters()->row(parameter)->slider(); }
    std::shared_ptr<const ChartModel> chart(std::size_t index) { return window->explore()->charts()[index]->chart(); }
    /// The current design's curve.
    std::vector<double> curve(std::size_t index)
    {
        for (const ChartSeries& series : chart(index)->series) {
            if (series.role == SeriesRole::Model)
                return series.y;
        }
        return {};
    }

    void drag(QWidget* widget, QPoint from, QPoint by)
    {
        QTest::mousePress(widget, Qt::LeftButton, {}, from);
        for (int i = 1; i <= 8; ++i)
            QTest::mouseMove(widget, from + by * i / 8);
        QTest::mouseRelease(widget, Qt::LeftButton, {}, from + by);
    }
};

TEST_F(ExploreTest, FirstScreenShowsThreeCurvesWithDataAndTheMeasuredBaseline)
{
    for (std::size_t i = 0; i < 5; ++i)
        EXPECT_FALSE(chart(i)->empty()) << i;
    ASSERT_TRUE(session().state().baseline);
    EXPECT_FALSE(session().undoStack()->canUndo()) << "starting is nothing to undo";
}

TEST_F(ExploreTest, DraggingNprobeMovesEveryCurveAndTheRowIsInTheDatabase)
{
    const auto before = curve(0);
    const std::uint64_t rows = storedRows();
    ValueSlider* nprobe = slider(RetrievalNprobe);
    drag(nprobe, nprobe->handleCentre(), {60, 0});
    settle();
    EXPECT_GT(value(RetrievalNprobe), 32);
    EXPECT_NE(curve(0), before);
    EXPECT_GT(storedRows(), rows);

    auto database = Database::open(databasePath()).value();
    ResultStore store(database, workspace->catalog());
    const ResultKey key = resultKey(session().design(), workspace->catalog());
    const auto found = store.find(std::span(&key, 1)).value();
    ASSERT_TRUE(found[0]) << "the design on show is a row of the database";
    EXPECT_EQ((*found[0])[Metric::Tpot], simulate(session().design(), workspace->catalog())[Metric::Tpot]);
}

TEST_F(ExploreTest, ADragIsUndoneAtOnceAndTheChartComesBack)
{
    const auto before = curve(0);
    ValueSlider* nprobe = slider(RetrievalNprobe);
    drag(nprobe, nprobe->handleCentre(), {60, 0});
    settle();
    QTest::keyClick(window.get(), Qt::Key_Z, Qt::ControlModifier);
    settle();
    EXPECT_EQ(value(RetrievalNprobe), 32);
    EXPECT_EQ(curve(0), before);
    QTest::keyClick(window.get(), Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    EXPECT_GT(value(RetrievalNprobe), 32);
}

TEST_F(ExploreTest, DraggingAHandleOfTheSystemPictureAddsNodes)
{
    SystemPictureWidget* picture = window->explore()->picture();
    const std::size_t fpga = picture->picture().boxes.size() - 1;
    ASSERT_EQ(picture->picture().boxes[fpga].device, DeviceKind::Fpga);
    drag(picture, picture->handleCentre(fpga), {44, 0});
    settle();
    EXPECT_EQ(value(FpgaCount), 4);
    EXPECT_EQ(picture->picture().boxes[fpga].count, 4);
    EXPECT_EQ(session().undoStack()->count(), 1);
}

TEST_F(ExploreTest, WheelAndKeysChangeACountToo)
{
    SystemPictureWidget* picture = window->explore()->picture();
    const QPoint handle = picture->handleCentre(0);
    QWheelEvent wheel(handle, picture->mapToGlobal(QPointF(handle)), {}, {0, 120}, Qt::NoButton, Qt::NoModifier,
                      Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(picture, &wheel);
    EXPECT_EQ(value(GpuCount), 2);
    picture->setFocus();
    QTest::keyClick(picture, Qt::Key_Plus);
    EXPECT_EQ(value(GpuCount), 3);
    QTest::keyClick(picture, Qt::Key_Minus);
    QTest::keyClick(picture, Qt::Key_Minus);
    EXPECT_EQ(value(GpuCount), 1);
}

TEST_F(ExploreTest, CpuSearchHasNoFpgaNodesInThePictureAndNoRowsForThem)
{
    session().setParameter(RetrievalOrganisation, static_cast<double>(Organisation::Cpu));
    settle();
    for (const SystemBox& box : window->explore()->picture()->picture().boxes)
        EXPECT_NE(box.device, DeviceKind::Fpga);
    EXPECT_TRUE(window->parameters()->row(FpgaCount)->isHidden());
    EXPECT_FALSE(window->parameters()->row(CpuCores)->isHidden());
}

TEST_F(ExploreTest, DraggingTheChartsCursorChangesTheXParameter)
{
    ChartView* view = window->explore()->charts()[0];
    const double x = *view->chart()->cursorX;
    const QPointF from =
        view->pixelOf(x, view->chart()->current->second + 0.2 * (view->chart()->y.maximum - view->chart()->y.minimum));
    const QPointF to = view->pixelOf(x * 4, view->chart()->y.minimum);
    auto* plot = view->childAt(from.toPoint());
    ASSERT_TRUE(plot);
    drag(plot, plot->mapFrom(view, from.toPoint()), {static_cast<int>(to.x() - from.x()), 0});
    settle();
    EXPECT_GT(value(session().state().xAxis), x);
}

TEST_F(ExploreTest, AnyParameterCanBeTheXAxis)
{
    for (const Parameter parameter :
         {RetrievalNprobe, FpgaCount, RetrievalOrganisation, FpgaClock, DatabaseVectors, MappingRetrievalOverlap}) {
        session().setXAxis(parameter);
        settle();
        EXPECT_EQ(chart(0)->x.label, info(parameter).label);
        EXPECT_FALSE(chart(0)->empty()) << info(parameter).id;
    }
}

TEST_F(ExploreTest, PinningMakesTheCurrentDesignTheBaseline)
{
    QTest::keyClick(window.get(), Qt::Key_B, Qt::ControlModifier);
    settle();
    ASSERT_TRUE(session().state().baseline);
    EXPECT_TRUE(session().state().baseline->design == session().design());
    QTest::keyClick(window.get(), Qt::Key_B, Qt::ControlModifier | Qt::ShiftModifier);
    EXPECT_FALSE(session().state().baseline);
}

TEST_F(ExploreTest, ClickingWhatWouldHelpAppliesIt)
{
    HelpRow* help = window->readout()->help(0);
    const HelpLine line = help->line();
    ASSERT_LT(line.change, 0.0);
    const double before = window->live()->frame()->current[Metric::Tpot];
    QTest::mouseClick(help, Qt::LeftButton);
    settle();
    EXPECT_EQ(value(line.parameter), line.value);
    EXPECT_NEAR(window->live()->frame()->current[Metric::Tpot] / before - 1.0, line.change, 1e-9)
        << "what was promised";
}

TEST_F(ExploreTest, ADesignThatDoesNotFitSaysSoInsteadOfShowingNumbers)
{
    session().setParameter(DatabaseVectors, 1e12);
    settle();
    EXPECT_EQ(window->live()->frame()->current.verdict.status, Status::Infeasible);
    EXPECT_FALSE(window->explore()->picture()->picture().problem.empty());
}

TEST_F(ExploreTest, AHiddenViewAsksForNoCharts)
{
    window->showView(View::Results);
    settle();
    const auto before = chart(0);
    session().setParameter(RetrievalNprobe, 64);
    settle();
    EXPECT_EQ(chart(0), before);
    window->showView(View::Explore);
    settle();
    EXPECT_NE(chart(0), before);
}

TEST_F(ExploreTest, TheBaselineShowsItsErrorBandAndTheCurrentDesignOnDemand)
{
    const auto banded = [this](SeriesRole role) {
        for (const ChartSeries& series : chart(0)->series) {
            if (series.role == role)
                return !series.bandName.empty();
        }
        return false;
    };
    EXPECT_TRUE(banded(SeriesRole::Baseline));
    EXPECT_FALSE(banded(SeriesRole::Model));
    window->commands().run(QStringLiteral("view.currentBand"));
    settle();
    EXPECT_TRUE(banded(SeriesRole::Model));
    window->commands().run(QStringLiteral("view.baselineBand"));
    settle();
    EXPECT_FALSE(banded(SeriesRole::Baseline));
    session().undoStack()->undo();
    session().undoStack()->undo();
    settle();
    EXPECT_TRUE(banded(SeriesRole::Baseline));
    EXPECT_FALSE(banded(SeriesRole::Model));
}

TEST_F(ExploreTest, AHeadingOpensTheRowsThatExpertsNeed)
{
    ParameterPanel* panel = window->parameters();
    SectionHeading* heading = nullptr;
    for (auto* candidate : panel->findChildren<SectionHeading*>()) {
        if (candidate->text() == qtext(groupName(info(LmKvPrecision).group)))
            heading = candidate;
    }
    ASSERT_TRUE(heading);
    EXPECT_TRUE(panel->row(LmKvPrecision)->isHidden());
    QTest::mouseClick(heading, Qt::LeftButton);
    EXPECT_FALSE(panel->row(LmKvPrecision)->isHidden());
    QTest::mouseClick(heading, Qt::LeftButton);
    EXPECT_TRUE(panel->row(LmKvPrecision)->isHidden());
}

TEST_F(ExploreTest, OneGpuHasNoParallelDegrees)
{
    EXPECT_TRUE(window->parameters()->row(LmTensorParallel)->isHidden());
    session().setParameter(GpuCount, 8);
    EXPECT_FALSE(window->parameters()->row(LmTensorParallel)->isHidden());
}

TEST_F(ExploreTest, TheReadOutShowsWhatFillsTheMemoryAndWhatIsTooMuch)
{
    const auto bars = window->readout()->findChildren<FitBarWidget*>();
    ASSERT_GE(bars.size(), 2);
    EXPECT_TRUE(bars[0]->accessibleName().contains(QStringLiteral("GB free"))) << qPrintable(bars[0]->accessibleName());
    session().setParameter(WorkloadBatch, 4096);
    settle();
    EXPECT_TRUE(bars[0]->accessibleName().contains(QStringLiteral("too much")))
        << qPrintable(bars[0]->accessibleName());
}

TEST_F(ExploreTest, TheThemeSwitchesWhileItRuns)
{
    const QImage light = window->grab().toImage();
    QTest::keyClick(window.get(), Qt::Key_D, Qt::ControlModifier | Qt::ShiftModifier);
    settle();
    const QImage dark = window->grab().toImage();
    EXPECT_GT(light.pixelColor(620, 265).lightnessF(), 0.8);
    EXPECT_LT(dark.pixelColor(620, 265).lightnessF(), 0.25);
    EXPECT_EQ(settings->theme(), ThemeVariant::Dark) << "remembered";
}

} // namespace
} // namespace ralmscope
