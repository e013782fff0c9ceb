// SPDX-License-Identifier: GPL-3.0-or-later
#include "mapping_view.h"

#include "chart_card.h"
#include "chart_view.h"
#include "menu_label.h"
#include "oddities_card.h"
#include "parameter_choices.h"
#include "qt_text.h"
#include "system_picture_widget.h"

#include <QGridLayout>
#include <QMenu>
#include <QVBoxLayout>

#include <algorithm>

namespace ralmscope {

namespace {

constexpr std::size_t kVariants = 2; ///< position among the charts; physics follows
constexpr int kSmallestChart = 180;
constexpr int kSmallestBar = 15; ///< and what is above and below all bars
constexpr int kAroundBars = 54;

/// A chart of a frame, sharing the frame's life.
std::shared_ptr<const ChartModel> chartOf(const std::shared_ptr<const ExploreFrame>& frame, std::size_t index,
                                          BreakdownQuantity quantity)
{
    const MappingCharts& charts = frame->mapping;
    const auto shown = static_cast<std::size_t>(quantity);
    const std::array<const ChartModel*, 4> all{&charts.crossover, &charts.iterations, &charts.variants[shown],
                                               &charts.physics[shown]};
    return {frame, all[index]};
}

} // namespace

MappingView::MappingView(Session& session, const Appearance& appearance, QWidget* parent)
    : QScrollArea(parent)
    , m_session(&session)
    , m_appearance(&appearance)
    , m_picture(new SystemPictureWidget(session, appearance))
    , m_oddities(new OdditiesCard(appearance))
{
    setObjectName(QStringLiteral("mappingView"));
    setAccessibleName(tr("Mapping"));
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    auto* body = new QWidget;
    body->setObjectName(QStringLiteral("mappingBody"));
    auto* column = new QVBoxLayout(body);
    column->setContentsMargins(14, 12, 14, 12);
    column->setSpacing(12);
    column->addWidget(m_picture);
    auto* grid = new QGridLayout;
    grid->setSpacing(12);
    for (std::size_t i = 0; i < m_charts.size(); ++i) {
        m_charts[i] = new ChartView(appearance.theme(), body);
        m_charts[i]->setMinimumHeight(kSmallestChart);
        m_charts[i]->setLogarithmicSwitch(false);
        connectChart(m_charts[i]);
        grid->addWidget(m_charts[i], static_cast<int>(i / 2), static_cast<int>(i % 2));
    }
    for (int i = 0; i < 2; ++i) {
        grid->setColumnStretch(i, 1);
        grid->setRowStretch(i, i == 0 ? 46 : 54); // bars have a row each
    }
    column->addLayout(grid, 1);
    column->addWidget(m_oddities);
    setWidget(body);
    addMenus();
    m_oddities->hide();
    connect(m_appearance, &Appearance::changed, this, [this] {
        for (ChartView* chart : m_charts)
            chart->setTheme(m_appearance->theme());
        placeMenus();
    });
}

void MappingView::connectChart(ChartView* chart)
{
    connect(chart, &ChartView::copyRequested, this,
            [this, chart] { Q_EMIT copyRequested(chart->chart(), chart->image()); });
    connect(chart, &ChartView::contextMenuAt, this, [this, chart](const QPoint& position) {
        openChartMenu(*chart, position, [this](const QString& id) { Q_EMIT exportRequested(id); });
    });
}

void MappingView::addMenus()
{
    for (std::size_t i = 0; i < m_titles.size(); ++i) {
        MenuLabel* title = addTitleMenu(*m_charts[kVariants + i], *m_appearance, tr("Time or energy of a token"));
        title->setFill([this](QMenu& menu) {
            for (const auto quantity : {BreakdownQuantity::Seconds, BreakdownQuantity::Joules}) {
                const QString name = quantity == BreakdownQuantity::Seconds ? tr("Time") : tr("Energy");
                QAction* action = menu.addAction(name, this, [this, quantity] { setQuantity(quantity); });
                action->setCheckable(true);
                action->setChecked(m_quantity == quantity);
            }
        });
        m_titles[i] = title;
    }
    connect(m_charts[kVariants], &ChartView::categoryActivated, this, [this](int category) {
        if (m_frame)
            apply(m_frame->mapping.variantDesigns, m_frame->mapping.variants[0], category);
    });
    connect(m_charts[kVariants + 1], &ChartView::categoryActivated, this, [this](int category) {
        if (m_frame)
            apply(m_frame->mapping.physicsDesigns, m_frame->mapping.physics[0], category);
    });
}

void MappingView::apply(const std::vector<DesignPoint>& designs, const ChartModel& chart, int category)
{
    const auto index = static_cast<std::size_t>(category);
    if (index >= designs.size() || index >= chart.categories.size())
        return;
    const QString name = qtext(chart.categories[index]);
    if (!m_session->setDesign(designs[index], tr("mapping: %1").arg(name)))
        Q_EMIT refused(tr("“%1” would change a parameter that is locked.").arg(name));
}

void MappingView::setQuantity(BreakdownQuantity quantity)
{
    m_quantity = quantity;
    if (m_frame)
        showCharts();
}

void MappingView::setFrame(const std::shared_ptr<const ExploreFrame>& frame)
{
    // A frame that was asked for by another view has no charts for this one.
    if (frame->mapping.crossover.id.empty())
        return;
    m_frame = frame;
    m_oddities->setVisible(m_session->design().choice<Physics>(Parameter::MappingPhysics) == Physics::AttAccSimulator);
    showCharts();
}

void MappingView::showCharts()
{
    for (std::size_t i = 0; i < m_charts.size(); ++i)
        m_charts[i]->setChart(chartOf(m_frame, i, m_quantity));
    const auto bars = static_cast<int>(m_charts[kVariants]->chart()->categories.size());
    m_charts[kVariants]->setMinimumHeight(std::max(kSmallestChart, kAroundBars + bars * kSmallestBar));
    placeMenus();
}

void MappingView::setStale(bool stale)
{
    for (ChartView* chart : m_charts)
        chart->setStale(stale);
}

void MappingView::placeMenus()
{
    for (std::size_t i = 0; i < m_titles.size(); ++i)
        placeTitleMenu(*m_titles[i], *m_charts[kVariants + i], m_appearance->theme());
}

void MappingView::resizeEvent(QResizeEvent* event)
{
    QScrollArea::resizeEvent(event);
    placeMenus();
}

} // namespace ralmscope
