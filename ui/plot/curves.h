// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chart_style.h"

#include <vector>

class QCPErrorBars;
class QCPGraph;
class QCustomPlot;

namespace ralmscope {

class SeriesGraph;

/// The series of a curves chart as graphs of a plot. Graphs are created once and reused: a tick of a slider only
/// exchanges their data. Non-finite values (and values that a logarithmic axis cannot show) become gaps.
class Curves
{
public:
    /// Expects the layers "bands" and "points" in the plot.
    explicit Curves(QCustomPlot& plot);

    void update(const ChartModel& chart, const ChartStyle& style);
    void clear();

private:
    struct Slot
    {
        SeriesGraph* line = nullptr;
        QCPGraph* low = nullptr;
        QCPGraph* high = nullptr;
        QCPErrorBars* error = nullptr;
    };

    Slot& slot(std::size_t index);
    void updateData(Slot& slot, const ChartModel& chart, const ChartSeries& series);
    void updateLook(Slot& slot, const ChartModel& chart, std::size_t index, const ChartStyle& style);

    QCustomPlot& m_plot;
    std::vector<Slot> m_slots; ///< owned by the plot
};

} // namespace ralmscope
