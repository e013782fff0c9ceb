// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "axis_ticks.h"
#include "chart_style.h"

#include <QPointF>
#include <QRectF>
#include <QSizeF>

#include <memory>
#include <optional>
#include <vector>

class QCustomPlot;

namespace ralmscope {

/// Draws charts into one QCustomPlot: the same code for the window and for figures. Graphs, bars and axes are reused
/// from chart to chart. Nothing is replotted here; the caller queues that. GUI thread only; the plot must outlive it.
class ChartRenderer
{
public:
    ChartRenderer(QCustomPlot& plot, const ChartStyle& style);
    ~ChartRenderer();

    void setStyle(const ChartStyle& style);
    /// `size` of the whole plot in device pixels decides how many ticks and legend rows there are.
    void update(const ChartModel& chart, const QSizeF& size);

    /// Prefix and unit of the value axis, for the heading: "ms".
    const AxisTicks& valueTicks() const;
    const AxisTicks& xTicks() const;
    /// Inside of the axes as of the last replot.
    QRectF axesRect() const;
    QPointF pixelOf(double x, double y) const;
    double xAt(double pixel) const;
    std::optional<std::size_t> categoryAt(const QPointF& pixel) const;
    std::optional<std::size_t> barAt(const QPointF& pixel) const; ///< of a timeline

    /// Marks what is hovered: a thin line at x and a dot on each point. Replots the hover layer only.
    void showHover(double x, const std::vector<QPointF>& points);
    void hideHover();
    /// Dims everything by a veil in the background colour.
    void setVeil(bool visible);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace ralmscope
