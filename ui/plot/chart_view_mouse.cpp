// SPDX-License-Identifier: GPL-3.0-or-later
#include "chart_view_private.h"
#include "qcustomplot_include.h"

#include <QMouseEvent>

#include <algorithm>
#include <cmath>

namespace ralmscope {

namespace {

constexpr double kCursorReach = 8.0; ///< pixels
constexpr double kClickReach = 10.0;

QPoint pixelPosition(const QMouseEvent& event)
{
    return event.position().toPoint();
}

} // namespace

bool ChartView::Private::nearCursor(const QPointF& pixel) const
{
    if (!cursorDraggable || !chart->cursorX || chart->kind != ChartKind::Curves || chart->empty())
        return false;
    const QRectF axes = renderer.axesRect().adjusted(-kCursorReach, 0, kCursorReach, 0);
    return axes.contains(pixel) && std::fabs(renderer.pixelOf(*chart->cursorX, 0.0).x() - pixel.x()) <= kCursorReach;
}

double ChartView::Private::draggedValue(double pixel) const
{
    const auto [low, high] = drawableRange(chart->x);
    return std::clamp(renderer.xAt(pixel), low, high);
}

void ChartView::Private::hover(const QPoint& pixel)
{
    plot->setCursor(nearCursor(pixel) ? Qt::SplitHCursor : Qt::ArrowCursor);
    QString text;
    if (const auto category = renderer.categoryAt(pixel); category && *category < chart->categories.size())
        text = hoverCategory(*chart, *category, theme);
    else if (const auto bar = renderer.barAt(pixel); bar && *bar < chart->bars.size())
        text = hoverBar(*chart, *bar, theme);
    else if (chart->kind == ChartKind::Curves && renderer.axesRect().adjusted(-6, -6, 6, 6).contains(pixel)) {
        if (const auto found = hoverCurves(*chart, pixel, toPixel(), theme)) {
            renderer.showHover(found->x, found->marks);
            text = found->text;
            if (found->measured)
                plot->setCursor(Qt::PointingHandCursor);
        }
    }
    if (text.isEmpty())
        leave();
    else
        tooltip->showAt(q, plot->mapTo(&q, pixel), text);
}

void ChartView::Private::leave()
{
    renderer.hideHover();
    if (tooltip)
        tooltip->hide();
}

void ChartView::Private::press(const QMouseEvent& event)
{
    if (event.button() != Qt::LeftButton)
        return;
    q.setFocus(Qt::MouseFocusReason);
    const QPoint pixel = pixelPosition(event);
    const auto point = pointAt(*chart, pixel, toPixel(), kClickReach);
    if (!point && nearCursor(pixel)) {
        dragging = true;
        leave();
        Q_EMIT q.cursorDragStarted();
        return;
    }
    if (point)
        Q_EMIT q.pointActivated(static_cast<int>(point->series), static_cast<int>(point->point));
    else if (const auto category = renderer.categoryAt(pixel))
        Q_EMIT q.categoryActivated(static_cast<int>(*category));
}

void ChartView::Private::move(const QMouseEvent& event)
{
    if (dragging)
        Q_EMIT q.cursorDragged(draggedValue(event.position().x()));
    else
        hover(pixelPosition(event));
}

void ChartView::Private::release(const QMouseEvent& event)
{
    if (event.button() != Qt::LeftButton || !dragging)
        return;
    dragging = false;
    Q_EMIT q.cursorDragFinished();
}

} // namespace ralmscope
