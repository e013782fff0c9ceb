// SPDX-License-Identifier: GPL-3.0-or-later
#include "explore_view.h"

#include "chart_card.h"
#include "chart_view.h"
#include "menu_label.h"
#include "metric_table.h"
#include "parameter_scale.h"
#include "qt_text.h"
#include "system_picture_widget.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QMenu>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace ralmscope {

namespace {

/// A chart of a frame, sharing the frame's life.
std::shared_ptr<const ChartModel> chartOf(const std::shared_ptr<const ExploreFrame>& frame, std::size_t index,
                                          bool energy)
{
    if (index < 3)
        return {frame, &frame->curves[index]};
    if (index == 3)
        return {frame, energy ? &frame->energyBreakdown : &frame->breakdown};
    return {frame, &frame->sequence};
}

} // namespace

ExploreView::ExploreView(Session& session, const Appearance& appearance, QWidget* parent)
    : QWidget(parent)
    , m_session(&session)
    , m_appearance(&appearance)
    , m_picture(new SystemPictureWidget(session, appearance, this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(14, 12, 14, 12);
    column->setSpacing(12);
    column->addWidget(m_picture);
    auto* curves = new QHBoxLayout;
    auto* details = new QHBoxLayout;
    curves->setSpacing(12);
    details->setSpacing(12);
    for (int i = 0; i < 5; ++i) {
        auto* chart = new ChartView(appearance.theme(), this);
        m_charts[static_cast<std::size_t>(i)] = chart;
        if (i < 3)
            curves->addWidget(chart, 1);
        else
            details->addWidget(chart, i == 3 ? 44 : 56);
        connectChart(i);
    }
    column->addLayout(curves, 42);
    column->addLayout(details, 58);
    addMenus();
    m_charts[0]->installEventFilter(this);
    connect(m_appearance, &Appearance::changed, this, [this] {
        for (ChartView* chart : m_charts)
            chart->setTheme(m_appearance->theme());
    });
    placeMenus();
}

void ExploreView::addMenus()
{
    for (int i = 0; i < 3; ++i) {
        MenuLabel* title =
            addTitleMenu(*m_charts[static_cast<std::size_t>(i)], *m_appearance, tr("Choose what this chart shows"));
        title->setFill([this, i](QMenu& menu) {
            for (const MetricInfo& row : metricTable()) {
                QAction* action =
                    menu.addAction(qtext(row.label), this, [this, i, &row] { m_session->setMetric(i, row.metric); });
                action->setToolTip(qtext(row.doc));
                action->setCheckable(true);
                action->setChecked(m_session->state().metrics[static_cast<std::size_t>(i)] == row.metric);
            }
            menu.setToolTipsVisible(true);
        });
        m_titles[static_cast<std::size_t>(i)] = title;
    }
    m_axis = new MenuLabel(FontRole::Caption, *m_appearance, m_charts[0]);
    m_axis->setToolTip(tr("Choose the parameter along the x axis of all three charts"));
    m_axis->setFill([this](QMenu& menu) {
        for (const ParameterInfo& row : parameterTable()) {
            if (!applies(row, m_session->design()))
                continue;
            QAction* action =
                menu.addAction(qtext(row.label), this, [this, &row] { m_session->setXAxis(row.parameter); });
            action->setCheckable(true);
            action->setChecked(m_session->state().xAxis == row.parameter);
        }
    });
    m_breakdownTitle = addTitleMenu(*m_charts[3], *m_appearance, tr("Time or energy"));
    m_breakdownTitle->setFill([this](QMenu& menu) {
        for (const bool energy : {false, true}) {
            QAction* action = menu.addAction(energy ? tr("Energy") : tr("Time"), this, [this, energy] {
                m_energyBreakdown = energy;
                if (m_frame)
                    showCharts();
            });
            action->setCheckable(true);
            action->setChecked(m_energyBreakdown == energy);
        }
    });
    connect(m_charts[3], &ChartView::categoryActivated, this, [this](int category) {
        const auto index = static_cast<std::size_t>(category);
        if (m_frame && index < m_frame->breakdownDesigns.size())
            m_session->openDesign(m_frame->breakdownDesigns[index], qtext(m_frame->breakdown.categories[index]));
    });
}

void ExploreView::connectChart(int index)
{
    ChartView* chart = m_charts[static_cast<std::size_t>(index)];
    connect(chart, &ChartView::copyRequested, this,
            [this, chart] { Q_EMIT copyRequested(chart->chart(), chart->image()); });
    connect(chart, &ChartView::logarithmicRefused, this, &ExploreView::refused);
    connect(chart, &ChartView::contextMenuAt, this, [this, chart, index](const QPoint& position) {
        const auto bands = [this, index](QMenu& menu) {
            if (index < 3)
                addBandActions(menu);
        };
        openChartMenu(
            *chart, position, [this](const QString& id) { Q_EMIT exportRequested(id); }, bands);
    });
    if (index >= 3)
        return;
    connect(chart, &ChartView::logarithmicToggled, this,
            [this, index](bool on) { m_session->setLogarithmic(index, on); });
    connect(chart, &ChartView::cursorDragStarted, m_session, &Session::beginDrag);
    connect(chart, &ChartView::cursorDragFinished, m_session, &Session::endDrag);
    connect(chart, &ChartView::cursorDragged, this, [this](double x) {
        const ParameterInfo& row = info(m_session->state().xAxis);
        const bool numeric = row.type == ParameterType::Integer || row.type == ParameterType::Real;
        // The same snapping as the slider's, so that dragging in the chart meets the same numbers.
        const ParameterScale scale(row);
        m_session->setParameter(row.parameter, numeric ? scale.valueAt(scale.fraction(x)) : std::round(x));
    });
    connect(chart, &ChartView::cursorStepped, this, [this](int steps) {
        const ParameterInfo& row = info(m_session->state().xAxis);
        m_session->setParameter(row.parameter,
                                ParameterScale(row).stepped(m_session->value(row.parameter), steps, StepSize::Normal));
    });
}

void ExploreView::addBandActions(QMenu& menu)
{
    menu.addSeparator();
    QAction* baseline = menu.addAction(tr("Error band of the baseline"), m_session, &Session::setBaselineBand);
    baseline->setCheckable(true);
    baseline->setChecked(m_session->state().baselineBand);
    baseline->setEnabled(m_session->state().baseline.has_value());
    QAction* current = menu.addAction(tr("Error band of this design"), m_session, &Session::setCurrentBand);
    current->setCheckable(true);
    current->setChecked(m_session->state().currentBand);
}

void ExploreView::setFrame(const std::shared_ptr<const ExploreFrame>& frame)
{
    m_frame = frame;
    showCharts();
}

void ExploreView::showCharts()
{
    for (std::size_t i = 0; i < m_charts.size(); ++i)
        m_charts[i]->setChart(chartOf(m_frame, i, m_energyBreakdown));
    placeMenus();
}

void ExploreView::setStale(bool stale)
{
    for (ChartView* chart : m_charts)
        chart->setStale(stale);
}

void ExploreView::placeMenus()
{
    for (std::size_t i = 0; i < m_titles.size(); ++i)
        placeTitleMenu(*m_titles[i], *m_charts[i], m_appearance->theme());
    placeTitleMenu(*m_breakdownTitle, *m_charts[3], m_appearance->theme());
    // The menu stands in the place of the first chart's axis label and covers it.
    const ChartView& first = *m_charts[0];
    m_axis->setText(tr("x axis: %1").arg(first.xAxisText()));
    m_axis->setAccessibleName(m_axis->text());
    m_axis->setVisible(!first.chart()->empty());
    const ChartAxis& x = first.chart()->x;
    const double middle = (first.pixelOf(x.minimum, 0.0).x() + first.pixelOf(x.maximum, 0.0).x()) / 2.0;
    const QSize size = m_axis->sizeHint();
    m_axis->setGeometry(static_cast<int>(middle) - size.width() / 2, first.height() - size.height() - 4, size.width(),
                        size.height());
}

void ExploreView::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    placeMenus();
}

bool ExploreView::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Resize)
        placeMenus();
    return QWidget::eventFilter(watched, event);
}

} // namespace ralmscope
