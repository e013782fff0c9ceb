// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chart_header.h"
#include "chart_renderer.h"
#include "chart_tooltip.h"
#include "chart_view.h"
#include "hover_text.h"

#include <QPointer>
#include <QTimer>

class QCustomPlot;
class QLabel;
class QMouseEvent;

namespace ralmscope {

/// What a ChartView is made of. Drawing is in chart_view.cpp, the mouse in chart_view_mouse.cpp.
class ChartView::Private
{
public:
    Private(ChartView& view, const Theme& chartTheme);

    void draw();
    void layOut();
    void applyTheme();
    void updateHeader();
    bool nearCursor(const QPointF& pixel) const;
    double draggedValue(double pixel) const;
    void hover(const QPoint& pixel);
    void leave();
    void press(const QMouseEvent& event);
    void move(const QMouseEvent& event);
    void release(const QMouseEvent& event);
    ToPixel toPixel() const
    {
        return [this](double x, double y) { return renderer.pixelOf(x, y); };
    }

    ChartView& q;
    Theme theme;
    QCustomPlot* plot;
    ChartRenderer renderer;
    QLabel* message; ///< shown instead of the plot when there is no data
    QPointer<ChartTooltip> tooltip; ///< moves to the window when first shown
    QTimer dimTimer;
    ChartHeader header;
    std::shared_ptr<const ChartModel> chart = std::make_shared<ChartModel>();
    bool cursorDraggable = true;
    bool switchVisible = true;
    bool headerVisible = true;
    bool dragging = false;
    bool keyboardFocus = false;
    bool dimmed = false;
    double wheelAngle = 0.0;
};

} // namespace ralmscope
