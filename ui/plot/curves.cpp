// SPDX-License-Identifier: GPL-3.0-or-later
#include "curves.h"

#include "markers.h"
#include "qcustomplot_include.h"
#include "series_graph.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace ralmscope {

namespace {

constexpr double kGap = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t kMarkersPerLine = 8;

bool drawable(double value, const ChartAxis& axis)
{
    return std::isfinite(value) && (!axis.logarithmic || value > 0.0);
}

double orGap(double value, const ChartAxis& axis)
{
    return drawable(value, axis) ? value : kGap;
}

/// One border of the band; empty without one.
QVector<QCPGraphData> border(const ChartModel& chart, const ChartSeries& series, const std::vector<double>& values)
{
    QVector<QCPGraphData> points;
    for (std::size_t point = 0; point < series.x.size() && point < values.size(); ++point) {
        if (drawable(series.x[point], chart.x))
            points.append({series.x[point], orGap(values[point], chart.y)});
    }
    return points;
}

/// Points in the order of x: graphs and their error bars are matched by position.
std::vector<std::size_t> drawOrder(const ChartModel& chart, const ChartSeries& series)
{
    std::vector<std::size_t> order;
    for (std::size_t point = 0; point < series.x.size() && point < series.y.size(); ++point) {
        if (drawable(series.x[point], chart.x))
            order.push_back(point);
    }
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t left, std::size_t right) { return series.x[left] < series.x[right]; });
    return order;
}

/// The outline of a histogram, from zero to zero.
QVector<QCPGraphData> outline(const ChartSeries& series)
{
    QVector<QCPGraphData> points;
    const std::size_t bins = std::min(series.x.size(), series.y.size());
    if (bins == 0)
        return points;
    const double half = bins > 1 ? 0.5 * (series.x[1] - series.x[0]) : 0.5;
    points.append({series.x[0] - half, 0.0});
    for (std::size_t bin = 0; bin < bins; ++bin) {
        const double y = std::isfinite(series.y[bin]) ? series.y[bin] : 0.0;
        points.append({series.x[bin] - half, y});
        points.append({series.x[bin] + half, y});
    }
    points.append({series.x[bins - 1] + half, 0.0});
    return points;
}

} // namespace

Curves::Curves(QCustomPlot& plot)
    : m_plot(plot)
{
}

Curves::Slot& Curves::slot(std::size_t index)
{
    while (m_slots.size() <= index) {
        Slot slot;
        const auto graph = [this](const char* layer) {
            auto* created = new SeriesGraph(m_plot.xAxis, m_plot.yAxis);
            created->setLayer(QLatin1String(layer));
            return created;
        };
        slot.low = graph("bands");
        slot.high = graph("bands");
        slot.low->setPen(Qt::NoPen);
        slot.high->setPen(Qt::NoPen);
        slot.line = graph("main");
        slot.error = new QCPErrorBars(m_plot.xAxis, m_plot.yAxis);
        slot.error->setDataPlottable(slot.line);
        slot.error->setSelectable(QCP::stNone);
        m_slots.push_back(slot);
    }
    return m_slots[index];
}

void Curves::updateData(Slot& slot, const ChartModel& chart, const ChartSeries& series)
{
    QVector<QCPGraphData> points;
    QVector<QCPErrorBarsData> errors;
    const bool bars = drawnAsPoints(series.style) && !series.low.empty();
    for (const std::size_t point : drawOrder(chart, series)) {
        const double y = orGap(series.y[point], chart.y);
        points.append({series.x[point], y});
        if (bars) {
            const double low = point < series.low.size() ? orGap(series.low[point], chart.y) : kGap;
            const double high = point < series.high.size() ? orGap(series.high[point], chart.y) : kGap;
            errors.append({y - low, high - y});
        }
    }
    slot.line->data()->set(series.style == SeriesStyle::Bars ? outline(series) : points, true);
    slot.error->data()->clear();
    if (bars)
        *slot.error->data() = errors;
    slot.error->setVisible(bars);

    const bool band = !drawnAsPoints(series.style) && !series.low.empty() && !series.high.empty();
    if (band) {
        slot.low->data()->set(border(chart, series, series.low), true);
        slot.high->data()->set(border(chart, series, series.high), true);
    }
    slot.low->setVisible(band);
    slot.high->setVisible(band);
}

void Curves::updateLook(Slot& slot, const ChartModel& chart, std::size_t index, const ChartStyle& style)
{
    const ChartSeries& series = chart.series[index];
    const SeriesLook look = style.series(chart, index);
    const bool points = drawnAsPoints(series.style);
    // Stems of the current design only: the baseline's would cover them.
    const bool stems = series.style == SeriesStyle::Marks && series.role == SeriesRole::Model;
    slot.line->setLayer(points ? QStringLiteral("points") : QStringLiteral("main"));
    slot.error->setLayer(points ? QStringLiteral("points") : QStringLiteral("main"));
    slot.line->setName(QString::fromStdString(series.name));
    slot.line->setPen(look.pen);
    slot.line->setScatterStyle(scatterStyle(look, std::max(style.thinWidth, points ? 1.2 * style.unit : 0.0)));
    slot.line->setBrush(series.style == SeriesStyle::Bars ? look.band : QBrush(Qt::NoBrush));
    const QPen edge = series.role == SeriesRole::Guide ? look.pen : QPen(Qt::NoPen);
    slot.low->setPen(edge);
    slot.high->setPen(edge);
    const auto skip = series.x.size() > 2 * kMarkersPerLine ? series.x.size() / kMarkersPerLine : 0;
    slot.line->setScatterSkip(points ? 0 : static_cast<int>(skip));
    slot.line->setLineStyle(stems                                    ? QCPGraph::lsImpulse
                                : points                             ? QCPGraph::lsNone
                                : series.style == SeriesStyle::Steps ? QCPGraph::lsStepLeft
                                                                     : QCPGraph::lsLine);
    slot.line->setOverhang(look.marker == MarkerShape::None ? 0.5 * look.pen.widthF()
                                                            : 0.6 * look.markerSize + style.thinWidth);
    slot.low->setLineStyle(slot.line->lineStyle());
    slot.high->setLineStyle(slot.line->lineStyle());
    slot.high->setBrush(look.band);
    slot.high->setChannelFillGraph(slot.low);
    slot.error->setPen(QPen(look.markerEdge, style.thinWidth));
    slot.error->setWhiskerWidth(5.0 * style.unit);
    slot.error->setSymbolGap(look.markerSize);
}

void Curves::update(const ChartModel& chart, const ChartStyle& style)
{
    for (std::size_t index = 0; index < chart.series.size(); ++index) {
        Slot& current = slot(index);
        updateData(current, chart, chart.series[index]);
        updateLook(current, chart, index, style);
        current.line->setVisible(true);
    }
    for (std::size_t index = chart.series.size(); index < m_slots.size(); ++index) {
        const Slot& unused = m_slots[index];
        for (QCPGraph* graph : std::initializer_list<QCPGraph*>{unused.line, unused.low, unused.high}) {
            graph->setVisible(false);
            graph->data()->clear();
        }
        unused.error->setVisible(false);
        unused.error->data()->clear();
    }
}

void Curves::clear()
{
    update(ChartModel{}, ChartStyle{});
}

} // namespace ralmscope
