// SPDX-License-Identifier: GPL-3.0-or-later
#include "legend_row.h"

#include "markers.h"
#include "stacked_bars.h"

#include <QFontMetricsF>

#include <algorithm>
#include <cmath>

namespace ralmscope {

namespace {

constexpr double kTextGap = 5.0;
constexpr double kLeastMarker = 5.0;
constexpr double kVisibleShare = 0.005; ///< of the longest bar
constexpr double kMostOfHeight = 0.32; ///< of a chart on the screen, for its legend

double entryGap(const ChartStyle& style)
{
    return (style.figure ? 22.0 : 14.0) * style.unit;
}

/// On the screen colours explain themselves unless several series of one role share a chart.
bool needed(const ChartModel& chart, const ChartStyle& style)
{
    if (style.figure)
        return chart.series.size() > 1;
    const auto countOf = [&](SeriesRole role) {
        return std::count_if(chart.series.begin(), chart.series.end(),
                             [role](const ChartSeries& series) { return series.role == role; });
    };
    return countOf(SeriesRole::Limit) > 0 || countOf(SeriesRole::Model) > 1 || countOf(SeriesRole::Measured) > 1;
}

double longestBar(const ChartModel& chart)
{
    double longest = 0.0;
    for (std::size_t category = 0; category < chart.categories.size(); ++category) {
        double sum = 0.0;
        for (const BarSegment& segment : chart.segments)
            sum += category < segment.values.size() && std::isfinite(segment.values[category])
                ? segment.values[category]
                : 0.0;
        longest = std::max(longest, sum);
    }
    return longest;
}

/// A colour that is nowhere to be seen needs no name.
bool visibleIn(const BarSegment& segment, double longest)
{
    return std::any_of(segment.values.begin(), segment.values.end(),
                       [longest](double value) { return value > kVisibleShare * longest; });
}

/// A device is named once, with the first of its stages; a band by what it means.
QString entryName(const ChartModel& chart, std::size_t index, std::optional<std::size_t> previous)
{
    if (chart.kind == ChartKind::Curves) {
        const ChartSeries& series = chart.series[index];
        const QString name = QString::fromStdString(series.name);
        return series.bandName.empty() || name.isEmpty()
            ? name
            : name + QStringLiteral(" (") + QString::fromStdString(series.bandName) + QLatin1Char(')');
    }
    const BarSegment& segment = chart.segments[index];
    const bool named = previous && chart.segments[*previous].device == segment.device && !segment.shortName.empty();
    return QString::fromStdString(named ? segment.shortName : segment.name);
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

void LegendRow::setChart(const ChartModel& chart, const ChartStyle& style, const QSizeF& size)
{
    m_chart = chart;
    m_style = style;
    m_rows.clear();
    const bool bars = chart.kind == ChartKind::StackedBars;
    const std::size_t count = bars ? chart.segments.size() : chart.series.size();
    const QFontMetricsF metrics(style.tickFont);
    if (bars || needed(chart, style)) {
        const double longest = bars ? longestBar(chart) : 0.0;
        std::optional<std::size_t> previous;
        for (std::size_t index = 0; index < count; ++index) {
            if (bars && !visibleIn(chart.segments[index], longest))
                continue;
            if (!bars && !style.figure && chart.series[index].role == SeriesRole::Guide)
                continue;
            Entry entry{entryName(chart, index, previous), index, 0.0};
            if (entry.name.isEmpty())
                continue;
            previous = index;
            entry.width = swatchWidth() + kTextGap * style.unit + metrics.horizontalAdvance(entry.name);
            const double gap = entryGap(style);
            if (m_rows.empty() || m_rows.back().width + gap + entry.width > size.width())
                m_rows.push_back({{entry}, entry.width});
            else {
                m_rows.back().width += gap + entry.width;
                m_rows.back().entries.push_back(entry);
            }
        }
    }
    if (!style.figure)
        limitRows(static_cast<std::size_t>(std::max(kMostOfHeight * size.height() / rowHeight(), 1.0)),
                  entryGap(style));
    const double padding = m_rows.empty() ? 0.0 : 4.0 * style.unit;
    const int height = static_cast<int>(std::ceil(static_cast<double>(m_rows.size()) * rowHeight() + padding));
    setMinimumSize(0, height);
    setMaximumSize(QWIDGETSIZE_MAX, height);
    setVisible(!m_rows.empty());
}

void LegendRow::limitRows(std::size_t limit, double gap)
{
    if (m_rows.size() <= limit)
        return;
    std::size_t left = 0;
    for (std::size_t row = limit; row < m_rows.size(); ++row)
        left += m_rows[row].entries.size();
    m_rows.resize(limit);
    Row& last = m_rows.back();
    if (last.entries.size() > 1) {
        last.width -= last.entries.back().width + gap;
        last.entries.pop_back();
        ++left;
    }
    Entry more{QStringLiteral("+%1").arg(left), std::nullopt, 0.0};
    more.width = QFontMetricsF(m_style.tickFont).horizontalAdvance(more.name);
    last.width += gap + more.width;
    last.entries.push_back(more);
}

void LegendRow::drawSwatch(QCPPainter& painter, const QRectF& rect, std::size_t index) const
{
    if (m_chart.kind == ChartKind::StackedBars) {
        const double side = std::min(rect.width(), rect.height());
        drawSegment(painter, QRectF(rect.left(), rect.center().y() - side / 2.0, side, side),
                    m_style.segment(m_chart, index), m_style);
        return;
    }
    SeriesLook look = m_style.series(m_chart, index);
    look.markerSize = std::max(look.markerSize, kLeastMarker * m_style.unit); // dots of a cloud are too small here
    if (!m_chart.series[index].bandName.empty())
        painter.fillRect(rect, look.band);
    if (m_chart.series[index].style == SeriesStyle::Bars) {
        const QRectF bar = rect.adjusted(0.2 * rect.width(), 0, -0.2 * rect.width(), 0);
        painter.fillRect(bar, look.band);
        painter.setPen(look.pen);
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(bar);
    } else if (!drawnAsPoints(m_chart.series[index].style)) {
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
            const double indent = entry.index ? swatchWidth() + kTextGap * m_style.unit : 0.0;
            if (entry.index)
                drawSwatch(*painter, QRectF(x, centre - half, swatchWidth(), 2.0 * half), *entry.index);
            painter->setPen(m_style.figure ? m_style.theme.text : m_style.theme.muted);
            painter->setBrush(Qt::NoBrush);
            painter->drawText(QPointF(x + indent, centre + (metrics.ascent() - metrics.descent()) / 2.0), entry.name);
            x += entry.width + entryGap(m_style);
        }
        top += rowHeight();
    }
}

} // namespace ralmscope
