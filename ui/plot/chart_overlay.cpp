// SPDX-License-Identifier: GPL-3.0-or-later
#include "chart_overlay.h"

#include "qcustomplot_include.h"
#include "series_graph.h"

#include <cmath>

namespace ralmscope {

namespace {

QCPLayer* bufferedLayer(QCustomPlot& plot, const QString& name)
{
    plot.addLayer(name, plot.layer(QStringLiteral("overlay")), QCustomPlot::limBelow);
    QCPLayer* layer = plot.layer(name);
    layer->setMode(QCPLayer::lmBuffered);
    return layer;
}

QCPGraph* dots(QCustomPlot& plot, QCPLayer* layer)
{
    auto* graph = new SeriesGraph(plot.xAxis, plot.yAxis);
    graph->setLayer(layer);
    graph->setOverhang(8.0);
    graph->setLineStyle(QCPGraph::lsNone);
    return graph;
}

QCPItemStraightLine* verticalLine(QCustomPlot& plot, QCPLayer* layer)
{
    auto* line = new QCPItemStraightLine(&plot);
    line->setLayer(layer);
    line->setSelectable(false);
    line->setVisible(false);
    for (QCPItemPosition* point : {line->point1, line->point2}) {
        point->setTypeX(QCPItemPosition::ptPlotCoords);
        point->setTypeY(QCPItemPosition::ptAxisRectRatio);
    }
    return line;
}

void placeAt(QCPItemStraightLine& line, double x)
{
    line.point1->setCoords(x, 0.0);
    line.point2->setCoords(x, 1.0);
    line.setVisible(true);
}

} // namespace

ChartOverlay::ChartOverlay(QCustomPlot& plot)
    : m_plot(plot)
    , m_cursorLayer(bufferedLayer(plot, QStringLiteral("cursor")))
    , m_hoverLayer(bufferedLayer(plot, QStringLiteral("hover")))
    , m_cursor(verticalLine(plot, m_cursorLayer))
    , m_current(dots(plot, m_cursorLayer))
    , m_hoverLine(verticalLine(plot, m_hoverLayer))
    , m_hoverPoints(dots(plot, m_hoverLayer))
    , m_veil(new QCPItemRect(&plot))
{
    m_veil->setLayer(QStringLiteral("overlay"));
    m_veil->setSelectable(false);
    m_veil->setClipToAxisRect(false);
    m_veil->setPen(Qt::NoPen);
    m_veil->topLeft->setType(QCPItemPosition::ptViewportRatio);
    m_veil->bottomRight->setType(QCPItemPosition::ptViewportRatio);
    m_veil->topLeft->setCoords(0.0, 0.0);
    m_veil->bottomRight->setCoords(1.0, 1.0);
    m_veil->setVisible(false);
}

void ChartOverlay::setStyle(const ChartStyle& style)
{
    const Theme& theme = style.theme;
    QPen cursor(theme.accent, 1.2 * style.unit);
    cursor.setDashPattern({1.5, 2.5});
    m_cursor->setPen(cursor);
    m_current->setScatterStyle(
        {QCPScatterStyle::ssCircle, QPen(theme.accent, 2.0 * style.unit), QBrush(theme.background), 9.0 * style.unit});
    m_hoverLine->setPen(QPen(mixed(theme.background, theme.muted, 0.5), style.thinWidth));
    m_hoverPoints->setScatterStyle(
        {QCPScatterStyle::ssCircle, QPen(theme.background, 1.5 * style.unit), QBrush(theme.text), 7.0 * style.unit});
    QColor veil = theme.background;
    veil.setAlphaF(0.45F);
    m_veil->setBrush(veil);
}

void ChartOverlay::update(const ChartModel& chart)
{
    const auto drawable = [](double value, const ChartAxis& axis) {
        return std::isfinite(value) && (!axis.logarithmic || value > 0.0);
    };
    const bool curves = chart.kind == ChartKind::Curves;
    m_cursor->setVisible(false);
    if (curves && chart.cursorX && drawable(*chart.cursorX, chart.x))
        placeAt(*m_cursor, *chart.cursorX);
    m_current->data()->clear();
    if (curves && chart.current && drawable(chart.current->first, chart.x) && drawable(chart.current->second, chart.y))
        m_current->addData(chart.current->first, chart.current->second);
    m_hoverLine->setVisible(false);
    m_hoverPoints->data()->clear();
}

void ChartOverlay::showHover(double x, const std::vector<QPointF>& points)
{
    placeAt(*m_hoverLine, x);
    m_hoverPoints->data()->clear();
    for (const QPointF& point : points)
        m_hoverPoints->addData(point.x(), point.y());
    m_hoverLayer->replot();
}

void ChartOverlay::hideHover()
{
    if (!m_hoverLine->visible())
        return;
    m_hoverLine->setVisible(false);
    m_hoverPoints->data()->clear();
    m_hoverLayer->replot();
}

void ChartOverlay::setVeil(bool visible)
{
    if (m_veil->visible() == visible)
        return;
    m_veil->setVisible(visible);
    m_veil->layer()->replot();
}

} // namespace ralmscope
