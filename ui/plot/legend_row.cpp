// SPDX-License-Identifier: GPL-3.0-or-later
#include "legend_row.h"

#include "markers.h"
#include "stacked_bars.h"

#include <QFontMetricsF>

#include <cmath>

namespace ralmscope {

namespace {

constexpr double kTextGap = 5.0;

double entryGap(const ChartStyle& style)
{
    return (style.figure ? 22.0 : 14.0) * style.unit;
}

} // namespace

LegendRow::LegendRow(QCustomPlot* plot)
    : QCPLayoutElement(plot)
{
}

double LegendRow::swatchWidth() const
{
    return (m_chart.kind == ChartKind::StackedBars ? 10.0 : 22.0) * m_style.unit;
}

double LegendRow::rowHeight() const
{
    return std::ceil(QFontMetricsF(m_style.tickFont).height() + 2.0 * m_style.unit);
}

void LegendRow::update(const ChartModel& chart, const ChartStyle& style, double width)
{
    m_chart = chart;
    m_style = style;
    m_rows.clear();
    const bool bars = chart.kind == ChartKind::StackedBars;
    const std::size_t count = bars ? chart.segments.size() : chart.series.size();
    const QFontMetricsF metrics(style.tickFont);
    if (bars || (style.figure && count > 1)) {
        for (std::size_t index = 0; index < count; ++index) {
            Entry entry{QString::fromStdString(bars ? chart.segments[index].name : chart.series[index].name), index,
                        0.0};
            if (entry.name.isEmpty())
                continue;
            entry.width = swatchWidth() + kTextGap * style.unit + metrics.horizontalAdvance(entry.name);
            const double gap = entryGap(style);
            if (m_rows.empty() || m_rows.back().width + gap + entry.width > width)
                m_rows.push_back({{entry}, entry.width});
            else {
                m_rows.back().width += gap + entry.width;
                m_rows.back().entries.push_back(entry);
            }
        }
    }
    const double padding = m_rows.empty() ? 0.0 : 4.0 * style.unit;
    const int height = static_cast<int>(std::ceil(static_cast<double>(m_rows.size()) * rowHeight() + padding));
    setMinimumSize(0, height);
    setMaximumSize(QWIDGETSIZE_MAX, height);
    setVisible(!m_rows.empty());
}

void LegendRow::drawSwatch(QCPPainter& painter, const QRectF& rect, std::size_t index) const
{
    if (m_chart.kind == ChartKind::StackedBars) {
        const double side = std::min(rect.width(), rect.height());
        drawSegment(painter, QRectF(rect.left(), rect.center().y() - side / 2.0, side, side),
                    m_style.segment(m_chart, index), m_style);
        return;
    }
    const SeriesLook look = m_style.series(m_chart, index);
    if (m_chart.series[index].style != SeriesStyle::Points) {
        painter.setPen(look.pen);
        painter.drawLine(QLineF(rect.left(), rect.center().y(), rect.right(), rect.center().y()));
    }
    if (look.marker != MarkerShape::None) {
        const QCPScatterStyle marker = scatterStyle(look, m_style.thinWidth);
        marker.applyTo(&painter, look.pen);
        marker.drawShape(&painter, rect.center());
    }
}

void LegendRow::applyDefaultAntialiasingHint(QCPPainter* painter) const
{
    painter->setAntialiasing(true);
}

void LegendRow::draw(QCPPainter* painter)
{
    const QFontMetricsF metrics(m_style.tickFont);
    painter->setFont(m_style.tickFont);
    double top = mOuterRect.top() + (m_style.figure ? 0.0 : 4.0 * m_style.unit);
    for (const Row& row : m_rows) {
        double x = mOuterRect.left() + std::max(0.0, (mOuterRect.width() - row.width) / 2.0);
        const double centre = top + rowHeight() / 2.0;
        for (const Entry& entry : row.entries) {
            const double half = 5.0 * m_style.unit;
            drawSwatch(*painter, QRectF(x, centre - half, swatchWidth(), 2.0 * half), entry.index);
            painter->setPen(m_style.figure ? m_style.theme.text : m_style.theme.muted);
            painter->setBrush(Qt::NoBrush);
            painter->drawText(QPointF(x + swatchWidth() + kTextGap * m_style.unit,
                                      centre + (metrics.ascent() - metrics.descent()) / 2.0),
                              entry.name);
            x += entry.width + entryGap(m_style);
        }
        top += rowHeight();
    }
}

} // namespace ralmscope
