// SPDX-License-Identifier: GPL-3.0-or-later
#include "stacked_bars.h"

#include "format_quantity.h"

#include <QFontMetricsF>

#include <algorithm>
#include <cmath>

namespace ralmscope {

namespace {

constexpr double kMaximumThickness = 22.0; ///< design pixels
constexpr double kPadding = 8.0;

} // namespace

void drawSegment(QPainter& painter, const QRectF& rect, const SegmentLook& look, const ChartStyle& style)
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(look.fill);
    painter.drawRect(rect);
    if (look.hatch == Hatch::None)
        return;
    painter.save();
    painter.setClipRect(rect, Qt::IntersectClip);
    painter.setPen(QPen(style.theme.background, 1.0 * style.unit));
    const double pitch = 5.0 * style.unit;
    const double reach = rect.height();
    if (look.hatch == Hatch::Horizontal) {
        for (double y = rect.top() + pitch / 2.0; y < rect.bottom(); y += pitch)
            painter.drawLine(QPointF(rect.left(), y), QPointF(rect.right(), y));
    }
    // Lines start at multiples of the pitch in the plot, so that neighbouring segments of a device continue each other.
    const double first = std::floor((rect.left() - reach) / pitch) * pitch;
    for (double x = first; x < rect.right(); x += pitch) {
        if (look.hatch == Hatch::Rising || look.hatch == Hatch::Crossed)
            painter.drawLine(QPointF(x, rect.bottom()), QPointF(x + reach, rect.top()));
        if (look.hatch == Hatch::Falling || look.hatch == Hatch::Crossed)
            painter.drawLine(QPointF(x, rect.top()), QPointF(x + reach, rect.bottom()));
    }
    painter.restore();
}

StackedBars::StackedBars(QCPAxis* categoryAxis, QCPAxis* valueAxis)
    : QCPAbstractPlottable(categoryAxis, valueAxis)
{
    setSelectable(QCP::stNone);
}

void StackedBars::update(const ChartModel& chart, const ChartStyle& style, double factor)
{
    m_chart = chart;
    m_style = style;
    m_factor = factor;
}

const QFont& StackedBars::fontOf(std::size_t category) const
{
    return m_chart.emphasised == category ? m_style.strongFont : m_style.labelFont;
}

double StackedBars::nameWidth(double limit) const
{
    double width = 0.0;
    for (std::size_t category = 0; category < m_chart.categories.size(); ++category) {
        const QString name = QString::fromStdString(m_chart.categories[category]);
        width = std::max(width, QFontMetricsF(fontOf(category)).horizontalAdvance(name));
    }
    return std::min(width + (kPadding + 4.0) * m_style.unit, limit);
}

double StackedBars::totalWidth() const
{
    double width = 0.0;
    for (std::size_t category = 0; category < m_chart.categories.size(); ++category) {
        // The reason why there is no bar has the bar's room.
        if (total(category) > 0.0)
            width = std::max(width, QFontMetricsF(m_style.strongFont).horizontalAdvance(totalText(category)));
    }
    return width + (kPadding + 2.0) * m_style.unit;
}

double StackedBars::total(std::size_t category) const
{
    double sum = 0.0;
    bool known = false;
    for (const BarSegment& segment : m_chart.segments) {
        if (category >= segment.values.size() || std::isnan(segment.values[category]))
            continue;
        sum += segment.values[category];
        known = true;
    }
    return known ? sum : std::nan("");
}

double StackedBars::drawnLength(std::size_t category) const
{
    const double whole = total(category);
    return m_chart.cutAt && whole > *m_chart.cutAt ? *m_chart.cutAt : whole;
}

QString StackedBars::totalText(std::size_t category) const
{
    // Without a bar the reason stands in its place.
    if (!(total(category) > 0.0) && category < m_chart.categoryTexts.size())
        return QString::fromStdString(m_chart.categoryTexts[category]);
    return QString::fromStdString(formatNumber(total(category) / m_factor, 3));
}

std::optional<std::size_t> StackedBars::categoryAt(const QPointF& pixel) const
{
    const double position = mKeyAxis->pixelToCoord(pixel.y());
    if (m_chart.categories.empty()
        || !(position >= -0.5 && position < static_cast<double>(m_chart.categories.size()) - 0.5))
        return std::nullopt;
    return static_cast<std::size_t>(std::lround(position));
}

double StackedBars::selectTest(const QPointF&, bool, QVariant*) const
{
    return -1.0; // not selectable
}

QCPRange StackedBars::getKeyRange(bool& foundRange, QCP::SignDomain) const
{
    foundRange = !m_chart.categories.empty();
    return {-0.5, static_cast<double>(m_chart.categories.size()) - 0.5};
}

QCPRange StackedBars::getValueRange(bool& foundRange, QCP::SignDomain, const QCPRange&) const
{
    double largest = 0.0;
    for (std::size_t category = 0; category < m_chart.categories.size(); ++category) {
        if (std::isfinite(drawnLength(category)))
            largest = std::max(largest, drawnLength(category));
    }
    foundRange = largest > 0.0;
    return {0.0, largest};
}

QRect StackedBars::clipRect() const
{
    return parentPlot()->viewport(); // names and totals stand outside of the axes
}

void StackedBars::drawBreak(QCPPainter& painter, const QPointF& centre, double thickness) const
{
    const double lean = 2.5 * m_style.unit;
    const double half = thickness / 2.0 + m_style.unit;
    painter.setPen(QPen(m_style.theme.background, 2.0 * m_style.unit, Qt::SolidLine, Qt::FlatCap));
    for (const double shift : {-2.5 * m_style.unit, 2.5 * m_style.unit}) {
        const QPointF middle = centre + QPointF(shift, 0.0);
        painter.drawLine(middle + QPointF(-lean, half), middle + QPointF(lean, -half));
    }
}

void StackedBars::drawCategory(QCPPainter& painter, std::size_t category) const
{
    const QCPAxisRect* axes = mKeyAxis->axisRect();
    const double centre = mKeyAxis->coordToPixel(static_cast<double>(category));
    const double room = std::fabs(mKeyAxis->coordToPixel(1.0) - mKeyAxis->coordToPixel(0.0));
    const double thickness =
        std::min((m_style.figure ? 0.55 : 0.4) * room, kMaximumThickness * m_style.unit * (m_style.figure ? 1.8 : 1.0));
    const double origin = mValueAxis->coordToPixel(0.0);
    double start = origin;
    double sum = 0.0;
    const double drawn = drawnLength(category);
    painter.save();
    painter.setClipRect(QRectF(axes->rect()).adjusted(0, 0, 1, 0));
    for (std::size_t index = 0; index < m_chart.segments.size(); ++index) {
        const BarSegment& segment = m_chart.segments[index];
        if (category >= segment.values.size() || !std::isfinite(segment.values[category])
            || segment.values[category] <= 0.0)
            continue;
        if (sum >= drawn)
            break;
        sum = std::min(sum + segment.values[category], drawn);
        const double end = mValueAxis->coordToPixel(sum);
        // A hair of background separates neighbours, taken from the left one; thin segments stay visible.
        const double gap = end - start > 3.0 * m_style.unit ? m_style.unit : 0.0;
        drawSegment(painter, QRectF(start, centre - thickness / 2.0, end - start - gap, thickness),
                    m_style.segment(m_chart, index), m_style);
        start = end;
    }
    if (drawn < total(category))
        drawBreak(painter, QPointF(origin + 0.85 * (start - origin), centre), thickness);
    painter.restore();

    const bool strong = m_chart.emphasised == category;
    const QFontMetricsF metrics(fontOf(category));
    const double baseline = centre + (metrics.ascent() - metrics.descent()) / 2.0;
    const double left = axes->left() - kPadding * m_style.unit;
    const QString name =
        metrics.elidedText(QString::fromStdString(m_chart.categories[category]), Qt::ElideMiddle, left);
    painter.setFont(fontOf(category));
    painter.setPen(strong ? m_style.theme.text : m_style.theme.muted);
    painter.drawText(QPointF(left - metrics.horizontalAdvance(name), baseline), name);
    const bool known = total(category) > 0.0;
    painter.setFont(known ? m_style.strongFont : m_style.labelFont);
    painter.setPen(known ? m_style.theme.text : m_style.theme.muted);
    const double textLeft = start + kPadding * m_style.unit;
    const QString text = totalText(category);
    painter.drawText(QPointF(textLeft, baseline),
                     known ? text
                           : QFontMetricsF(painter.font())
                                 .elidedText(text, Qt::ElideRight, parentPlot()->viewport().right() - textLeft));
}

void StackedBars::draw(QCPPainter* painter)
{
    painter->setAntialiasing(true);
    for (std::size_t category = 0; category < m_chart.categories.size(); ++category)
        drawCategory(*painter, category);
}

void StackedBars::drawLegendIcon(QCPPainter*, const QRectF&) const
{
}

} // namespace ralmscope
