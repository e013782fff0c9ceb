// SPDX-License-Identifier: GPL-3.0-or-later
#include "point_labels.h"

#include <QFontMetricsF>

#include <algorithm>
#include <cmath>

namespace ralmscope {

namespace {

constexpr double kLineStep = 6.0; ///< design pixels between the places at which names keep off a line

bool drawable(double x, double y, const ChartModel& chart)
{
    return std::isfinite(x) && std::isfinite(y) && (!chart.x.logarithmic || x > 0.0)
        && (!chart.y.logarithmic || y > 0.0);
}

bool touchesAny(const QRectF& rect, const std::vector<QRectF>& others)
{
    return std::any_of(others.begin(), others.end(), [&](const QRectF& other) { return other.intersects(rect); });
}

} // namespace

PointLabels::PointLabels(QCustomPlot* plot)
    : QCPAbstractItem(plot)
{
    setSelectable(false);
    setClipToAxisRect(true);
}

void PointLabels::update(const ChartModel& chart, const ChartStyle& style)
{
    const auto labelled = [](const ChartSeries& series) { return !series.labels.empty(); };
    setVisible(std::any_of(chart.series.begin(), chart.series.end(), labelled));
    if (!visible())
        return;
    m_chart = chart;
    m_style = style;
}

double PointLabels::selectTest(const QPointF&, bool, QVariant*) const
{
    return -1.0; // not selectable
}

std::vector<QRectF> PointLabels::obstacles() const
{
    std::vector<QRectF> rects;
    const double half = 0.55 * m_style.markerSize;
    const auto pixel = [this](double x, double y) {
        return QPointF(parentPlot()->xAxis->coordToPixel(x), parentPlot()->yAxis->coordToPixel(y));
    };
    for (const ChartSeries& series : m_chart.series) {
        if (series.role == SeriesRole::Limit) {
            for (std::size_t i = 1; i < series.x.size(); ++i) {
                const QLineF line(pixel(series.x[i - 1], series.y[i - 1]), pixel(series.x[i], series.y[i]));
                const double step = kLineStep * m_style.unit / std::max(line.length(), 1.0);
                for (double at = 0.0; at <= 1.0; at += step)
                    rects.emplace_back(line.pointAt(at) - QPointF(1.0, 1.0), QSizeF(2.0, 2.0));
            }
        }
        if (series.style != SeriesStyle::Points)
            continue;
        for (std::size_t i = 0; i < series.x.size(); ++i) {
            if (!drawable(series.x[i], series.y[i], m_chart))
                continue;
            const QPointF at = pixel(series.x[i], series.y[i]);
            rects.emplace_back(at.x() - half, at.y() - half, 2.0 * half, 2.0 * half);
        }
    }
    return rects;
}

void PointLabels::draw(QCPPainter* painter)
{
    const QFontMetricsF metrics(m_style.tickFont);
    const double gap = 0.5 * m_style.markerSize + 3.0 * m_style.unit;
    const double height = metrics.ascent() + metrics.descent();
    const QRectF inside = parentPlot()->axisRect()->rect();
    std::vector<QRectF> taken = obstacles();
    painter->setFont(m_style.tickFont);
    painter->setPen(m_style.figure ? m_style.theme.text : mixed(m_style.theme.muted, m_style.theme.text, 0.35));
    for (const ChartSeries& series : m_chart.series) {
        for (std::size_t i = 0; i < series.x.size() && i < series.labels.size(); ++i) {
            if (series.role == SeriesRole::Baseline || !drawable(series.x[i], series.y[i], m_chart))
                continue;
            const QString text = QString::fromStdString(series.labels[i]);
            const double width = metrics.horizontalAdvance(text);
            const QPointF at(parentPlot()->xAxis->coordToPixel(series.x[i]),
                             parentPlot()->yAxis->coordToPixel(series.y[i]));
            // Right, left, below, above, then between these.
            for (const QPointF& corner :
                 {at + QPointF(gap, -height / 2.0), at + QPointF(-gap - width, -height / 2.0),
                  at + QPointF(-width / 2.0, gap), at + QPointF(-width / 2.0, -gap - height),
                  at + QPointF(gap / 2.0, gap / 2.0), at + QPointF(-gap / 2.0 - width, gap / 2.0),
                  at + QPointF(gap / 2.0, -gap / 2.0 - height),
                  at + QPointF(-gap / 2.0 - width, -gap / 2.0 - height)}) {
                const QRectF rect(corner, QSizeF(width, height));
                if (!inside.contains(rect) || touchesAny(rect, taken))
                    continue;
                taken.push_back(rect);
                painter->drawText(QPointF(rect.left(), rect.top() + metrics.ascent()), text);
                break;
            }
        }
    }
}

} // namespace ralmscope
