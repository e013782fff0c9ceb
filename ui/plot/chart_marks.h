// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chart_style.h"

#include <vector>

class QCPItemRect;
class QCPItemStraightLine;
class QCPItemText;
class QCustomPlot;

namespace ralmscope {

/// The marks of a curves chart: shaded ranges below the grid, dashed lines below the curves, each with its text. Items
/// are created once and reused. On the screen and in figures.
class ChartMarks
{
public:
    /// Expects the layer "bands" in the plot, which must outlive this.
    explicit ChartMarks(QCustomPlot& plot);

    /// Part of the next replot of the plot.
    void update(const ChartModel& chart, const ChartStyle& style);

private:
    struct Slot
    {
        QCPItemRect* range = nullptr;
        QCPItemStraightLine* line = nullptr;
        QCPItemText* text = nullptr;
    };

    Slot& slot(std::size_t index);
    void placeRange(Slot& slot, const ChartMark& mark, const ChartStyle& style);
    void placeLine(Slot& slot, const ChartMark& mark, const ChartStyle& style, const ChartAxis& axis, int row,
                   bool right);

    QCustomPlot& m_plot;
    std::vector<Slot> m_slots; ///< owned by the plot
};

} // namespace ralmscope
