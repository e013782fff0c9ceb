// SPDX-License-Identifier: GPL-3.0-or-later
#include "step_view.h"

#include "chart_card.h"
#include "chart_view.h"
#include "menu_label.h"

#include <QMenu>
#include <QVBoxLayout>

namespace ralmscope {

namespace {

constexpr std::size_t kRoofline = 0; ///< positions among the charts
constexpr std::size_t kTimeline = 1;

} // namespace

StepView::StepView(const Appearance& appearance, QWidget* parent)
    : QWidget(parent)
    , m_appearance(&appearance)
{
    setAccessibleName(tr("Step"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(14, 12, 14, 12);
    column->setSpacing(12);
    for (std::size_t i = 0; i < m_charts.size(); ++i) {
        m_charts[i] = new ChartView(appearance.theme(), this);
        // Decades are what a roofline is about, and a step starts at 0.
        m_charts[i]->setLogarithmicSwitch(false);
        connectChart(m_charts[i]);
        column->addWidget(m_charts[i], i == kRoofline ? 60 : 40);
    }
    addMenu();
    connect(m_appearance, &Appearance::changed, this, [this] {
        for (ChartView* chart : m_charts)
            chart->setTheme(m_appearance->theme());
        placeMenu();
    });
}

void StepView::connectChart(ChartView* chart)
{
    connect(chart, &ChartView::copyRequested, this,
            [this, chart] { Q_EMIT copyRequested(chart->chart(), chart->image()); });
    connect(chart, &ChartView::contextMenuAt, this, [this, chart](const QPoint& position) {
        openChartMenu(*chart, position, [this](const QString& id) { Q_EMIT exportRequested(id); });
    });
}

void StepView::addMenu()
{
    m_title = addTitleMenu(*m_charts[kTimeline], *m_appearance, tr("Which step of a sequence"));
    m_title->setFill([this](QMenu& menu) {
        const auto add = [&](TimelineStep step, const QString& name) {
            QAction* action = menu.addAction(name, this, [this, step] { showStep(step); });
            action->setCheckable(true);
            action->setChecked(m_step == step);
        };
        add(TimelineStep::Retrieving, tr("A step that retrieves"));
        add(TimelineStep::Plain, tr("A step without retrieval"));
        add(TimelineStep::First, tr("The first step, with the prefill"));
        addIterations(menu);
    });
}

void StepView::addIterations(QMenu& menu)
{
    if (!m_frame || !m_frame->step.last)
        return;
    menu.addSeparator();
    const auto add = [&](IterationChoice iteration, const QString& name) {
        QAction* action = menu.addAction(name, this, [this, iteration] { showIteration(iteration); });
        action->setCheckable(true);
        action->setChecked(m_iteration == iteration);
    };
    add(IterationChoice::First, tr("The first iteration"));
    if (m_frame->step.moving)
        add(IterationChoice::FcMoves, tr("The iteration where FC layers move to PIM"));
    add(IterationChoice::Last, tr("The last iteration"));
}

void StepView::showIteration(IterationChoice iteration)
{
    m_iteration = iteration;
    if (m_frame)
        showCharts();
}

void StepView::showStep(TimelineStep step)
{
    m_step = step;
    if (m_frame)
        showCharts();
}

void StepView::setFrame(const std::shared_ptr<const ExploreFrame>& frame)
{
    // A frame that was asked for by another view has no charts for this one.
    if (frame->step.roofline.id.empty())
        return;
    m_frame = frame;
    showCharts();
}

void StepView::showCharts()
{
    const IterationCharts& charts = m_frame->step.at(m_iteration);
    // Charts share the frame's life.
    m_charts[kRoofline]->setChart(std::shared_ptr<const ChartModel>(m_frame, &charts.roofline));
    m_charts[kTimeline]->setChart(
        std::shared_ptr<const ChartModel>(m_frame, &charts.timelines[static_cast<std::size_t>(m_step)]));
    placeMenu();
}

void StepView::setStale(bool stale)
{
    for (ChartView* chart : m_charts)
        chart->setStale(stale);
}

void StepView::placeMenu()
{
    placeTitleMenu(*m_title, *m_charts[kTimeline], m_appearance->theme());
}

void StepView::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    placeMenu();
}

} // namespace ralmscope
