// SPDX-License-Identifier: GPL-3.0-or-later
#include "window_fixture.h"

#include "chart_tooltip.h"
#include "chart_view.h"
#include "export_panel.h"
#include "figure_desk.h"
#include "step_view.h"
#include "tool_strip.h"
#include "view_switch.h"

#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>

#include <gtest/gtest.h>

namespace ralmscope {
namespace {

using enum Parameter;

class StepTest : public WindowTest
{
protected:
    void openStep()
    {
        auto* views = window->findChild<ViewSwitch*>();
        QTest::mouseClick(views->button(static_cast<int>(View::Step)), Qt::LeftButton);
        settle();
    }
    ChartView* roofline() { return window->step()->charts()[0]; }
    ChartView* timeline() { return window->step()->charts()[1]; }
    /// What the card says while the pointer is there.
    QString hover(ChartView* view, QPointF position)
    {
        auto* plot = view->findChild<QWidget*>();
        QTest::mouseMove(plot, position.toPoint() - plot->pos());
        QCoreApplication::processEvents();
        for (ChartTooltip* tip : window->findChildren<ChartTooltip*>()) {
            if (tip->isVisible())
                return tip->text();
        }
        return {};
    }
};

TEST_F(StepTest, TheViewIsSwitchedToAndBothChartsHaveData)
{
    EXPECT_TRUE(roofline()->chart()->empty()) << "a hidden view asks for nothing";
    openStep();
    EXPECT_EQ(window->currentView(), View::Step);
    EXPECT_FALSE(roofline()->chart()->empty());
    EXPECT_FALSE(timeline()->chart()->empty());
}

TEST_F(StepTest, HoveringAnOperatorTellsItsNumbers)
{
    openStep();
    for (const ChartSeries& series : roofline()->chart()->series) {
        if (series.role != SeriesRole::Model || series.style != SeriesStyle::Points)
            continue;
        const QString text = hover(roofline(), roofline()->pixelOf(series.x[0], series.y[0]));
        EXPECT_TRUE(text.contains(QStringLiteral("FLOP"))) << text.toStdString();
        EXPECT_TRUE(text.contains(QStringLiteral("% of"))) << text.toStdString();
        return;
    }
    FAIL() << "no operators";
}

TEST_F(StepTest, HoveringASpanTellsItsSeconds)
{
    openStep();
    const auto chart = timeline()->chart();
    const TimelineBar& bar = chart->bars.front();
    const QString text =
        hover(timeline(), timeline()->pixelOf((bar.start + bar.end) / 2.0, static_cast<double>(bar.category)));
    EXPECT_TRUE(text.contains(QString::fromStdString(bar.name))) << text.toStdString();
    EXPECT_TRUE(text.contains(QStringLiteral("% of the step"))) << text.toStdString();
}

TEST_F(StepTest, ADragOfTheBatchMovesOperatorsAndTimeline)
{
    openStep();
    const double before = timeline()->chart()->x.maximum;
    session().setParameter(WorkloadBatch, 1);
    settle();
    EXPECT_LT(timeline()->chart()->x.maximum, before);
    EXPECT_EQ(window->currentView(), View::Step);
}

TEST_F(StepTest, BothChartsAreExportedWithTheirNumbers)
{
    openStep();
    for (const char* id : {"roofline", "timeline"}) {
        window->figures()->openExport(QString::fromLatin1(id));
        auto* panel = window->findChild<ExportPanel*>();
        const QString file = folder.filePath(QString::fromLatin1(id) + QStringLiteral(".csv"));
        panel->formatBox()->setCurrentIndex(panel->formatBox()->findData(static_cast<int>(FigureFormat::Csv)));
        panel->pathEdit()->setText(file);
        QTest::mouseClick(panel->exportButton(), Qt::LeftButton);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QFile in(file);
        ASSERT_TRUE(in.open(QIODevice::ReadOnly)) << id;
        EXPECT_TRUE(in.readAll().contains("FFN up")) << id;
    }
}

TEST_F(StepTest, TheFirstStepIsChosenInTheHeading)
{
    openStep();
    window->step()->showStep(TimelineStep::First);
    EXPECT_EQ(timeline()->chart()->id, "timeline_first");
    session().setParameter(WorkloadPrompt, 256);
    settle();
    EXPECT_EQ(timeline()->chart()->id, "timeline_first") << "it stays chosen";
}

TEST_F(StepTest, AnIterationOfADecayingBatchIsChosenInTheHeading)
{
    openStep();
    session().setParameter(WorkloadBatch, 16);
    session().setParameter(WorkloadOutputLengths, static_cast<double>(OutputLengthKind::LogNormal));
    settle();
    const std::string first = timeline()->chart()->title;
    EXPECT_NE(first.find("first iteration of"), std::string::npos) << first;
    EXPECT_NE(first.find("n = 16"), std::string::npos) << first;
    EXPECT_NE(roofline()->chart()->title.find("n = 16"), std::string::npos);
    window->step()->showIteration(IterationChoice::Last);
    EXPECT_NE(timeline()->chart()->title.find("last iteration of"), std::string::npos);
    EXPECT_NE(roofline()->chart()->title.find("n = 1"), std::string::npos);
}

} // namespace
} // namespace ralmscope
