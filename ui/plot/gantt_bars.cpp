// SPDX-License-Identifier: GPL-3.0-or-later
#include "gantt_bars.h"

#include "stacked_bars.h"

#include <QFontMetricsF>

#include <algorithm>
#include <cmath>

namespace ralmscope {

namespace {

constexpr double kThickest = 40.0; ///< design pixels of a lane
constexpr double kPadding = 8.0;
constexpr double kTextPadding = 4.0;
constexpr double kThinnest = 1.5; ///< of a bar
constexpr double kReach = 3.0; ///< of the pointer beside a bar
constexpr double kLightFill = 62.0; ///< L* from which text on a bar is dark

} // namespace

GanttBars::GanttBars(QCPAxis* laneAxis, QCPAxis* timeAxis)
    : QCPAbstractPlottable(laneAxis, timeAxis)
{
    setSelectable(QCP::stNone);
}

void GanttBars::update(const ChartModel& chart, const ChartStyle& style)
{
    m_chart = chart;
    m_style = style;
}

double GanttBars::nameWidth(double limit) const
{
    double width = 0.0;
    const QFontMetricsF metrics(m_style.labelFont);
    for (const std::string& name : m_chart.categories)
        width = std::max(width, metrics.horizontalAdvance(QString::fromStdString(name)));
    return std::min(width + (kPadding + 4.0) * m_style.unit, limit);
}

double GanttBars::laneThickness() const
{
    const double room = std::fabs(mKeyAxis->coordToPixel(1.0) - mKeyAxis->coordToPixel(0.0));
    return std::min(0.72 * room,
                    kThickest * m_style.unit * (m_style.figure ? 2.0 : 1.0) * (m_chart.rows > 1 ? 1.5 : 1.0));
}

QRectF GanttBars::rectOf(std::size_t index) const
{
    const TimelineBar& bar = m_chart.bars[index];
    const double thickness = laneThickness();
    const double row = thickness / std::max(1, m_chart.rows);
    const double top = mKeyAxis->coordToPixel(static_cast<double>(bar.category)) - thickness / 2.0 + bar.row * row;
    const double left = mValueAxis->coordToPixel(bar.start);
    const double right = mValueAxis->coordToPixel(bar.end);
    // A hair of background separates neighbours, taken from the left one.
    const double gap = right - left > 3.0 * m_style.unit ? m_style.unit : 0.0;
    const double width = std::max(right - left - gap, kThinnest * m_style.unit);
    return {left, top, width, row - (m_chart.rows > 1 ? m_style.unit : 0.0)};
}

std::optional<std::size_t> GanttBars::barAt(const QPointF& pixel) const
{
    std::optional<std::size_t> best;
    double shortest = 0.0;
    const double reach = kReach * m_style.unit;
    for (std::size_t bar = 0; bar < m_chart.bars.size(); ++bar) {
        const QRectF rect = rectOf(bar);
        // Only what is hard to hit is wider than it looks.
        const double extra = rect.width() < 2.0 * reach ? reach : 0.0;
        if (!rect.adjusted(-extra, 0.0, extra, 0.0).contains(pixel) || (best && rect.width() >= shortest))
            continue;
        best = bar;
        shortest = rect.width();
    }
    return best;
}

double GanttBars::selectTest(const QPointF&, bool, QVariant*) const
{
    return -1.0; // not selectable
}

QCPRange GanttBars::getKeyRange(bool& foundRange, QCP::SignDomain) const
{
    foundRange = !m_chart.categories.empty();
    return {-0.5, static_cast<double>(m_chart.categories.size()) - 0.5};
}

QCPRange GanttBars::getValueRange(bool& foundRange, QCP::SignDomain, const QCPRange&) const
{
    foundRange = !m_chart.bars.empty();
    return {m_chart.x.minimum, m_chart.x.maximum};
}

QRect GanttBars::clipRect() const
{
    return parentPlot()->viewport(); // names stand outside of the axes
}

void GanttBars::drawLane(QCPPainter& painter, std::size_t lane) const
{
    const QCPAxisRect* axes = mKeyAxis->axisRect();
    const double centre = mKeyAxis->coordToPixel(static_cast<double>(lane));
    const double thickness = laneThickness();
    painter.setPen(Qt::NoPen);
    painter.setBrush(mixed(m_style.theme.background, m_style.theme.grid, 0.55));
    painter.drawRect(QRectF(axes->left(), centre - thickness / 2.0, axes->width(), thickness));
    const QFontMetricsF metrics(m_style.labelFont);
    const double left = axes->left() - kPadding * m_style.unit;
    const QString name = metrics.elidedText(QString::fromStdString(m_chart.categories[lane]), Qt::ElideRight, left);
    painter.setFont(m_style.labelFont);
    painter.setPen(m_style.figure ? m_style.theme.text : m_style.theme.muted);
    painter.drawText(
        QPointF(left - metrics.horizontalAdvance(name), centre + (metrics.ascent() - metrics.descent()) / 2.0), name);
}

void GanttBars::drawBar(QCPPainter& painter, std::size_t index) const
{
    const TimelineBar& bar = m_chart.bars[index];
    const QRectF rect = rectOf(index);
    SegmentLook look = m_style.timelineBar(m_chart, index);
    drawSegment(painter, rect, look, m_style);
    const QFontMetricsF metrics(m_style.tickFont);
    const QString name = QString::fromStdString(bar.name);
    const double padding = kTextPadding * m_style.unit;
    const bool fits = metrics.horizontalAdvance(name) + 2.0 * padding <= rect.width()
        && metrics.ascent() + metrics.descent() <= rect.height() + m_style.unit;
    if (!fits || look.hatch != Hatch::None)
        return;
    painter.setFont(m_style.tickFont);
    painter.setPen(lightness(look.fill) > kLightFill ? QColor(0x10, 0x16, 0x1e) : QColor(Qt::white));
    painter.drawText(QPointF(rect.left() + padding, rect.center().y() + (metrics.ascent() - metrics.descent()) / 2.0),
                     name);
}

void GanttBars::draw(QCPPainter* painter)
{
    painter->setAntialiasing(true);
    for (std::size_t lane = 0; lane < m_chart.categories.size(); ++lane)
        drawLane(*painter, lane);
    // Short ones last: they stay visible over the ends of long ones.
    for (const bool tiny : {false, true}) {
        for (std::size_t bar = 0; bar < m_chart.bars.size(); ++bar) {
            if ((rectOf(bar).width() <= 2.0 * kThinnest * m_style.unit) == tiny)
                drawBar(*painter, bar);
        }
    }
}

void GanttBars::drawLegendIcon(QCPPainter*, const QRectF&) const
{
}

} // namespace ralmscope
