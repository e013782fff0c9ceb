// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chart_style.h"

#include <QPointF>

#include <vector>

class QCPGraph;
class QCPItemRect;
class QCPItemStraightLine;
class QCPLayer;
class QCustomPlot;

namespace ralmscope {

/// What lies over the curves on buffered layers of its own, so that it moves without drawing the curves again: the
/// cursor with the current design, what is hovered, and the veil of a chart that is out of date. Screen only.
class ChartOverlay
{
public:
    explicit ChartOverlay(QCustomPlot& plot);

    void setStyle(const ChartStyle& style);
    /// Part of the next replot of the plot.
    void update(const ChartModel& chart);

    // These replot their own layer only.
    void showHover(double x, const std::vector<QPointF>& points);
    void hideHover();
    void setVeil(bool visible);

private:
    QCustomPlot& m_plot; ///< owns all of the following
    QCPLayer* m_cursorLayer;
    QCPLayer* m_hoverLayer;
    QCPItemStraightLine* m_cursor;
    QCPGraph* m_current;
    QCPItemStraightLine* m_hoverLine;
    QCPGraph* m_hoverPoints;
    QCPItemRect* m_veil;
};

} // namespace ralmscope
