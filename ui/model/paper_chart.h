// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chart_model.h"
#include "validation.h"

#include <optional>
#include <vector>

namespace ralmscope {

/// A figure's chart, and per chart series and point the design behind it.
struct PaperChart
{
    ChartModel chart;
    std::vector<std::vector<DesignPoint>> designs;
    std::string caption; ///< what a reader must know of the drawing itself: which rows are left out; empty: nothing
};

/// Measured points over the model's curves, if all values share a unit and form at most five curves of at least three
/// points along one parameter. Nothing otherwise.
std::optional<PaperChart> curvesChart(const PaperFigure& figure, const FigureReport& report, const Catalog& catalog);

/// Measured tokens of the figure's spikiest sequence over the model's steps. Nothing if there is none.
std::optional<PaperChart> tokensChart(const PaperFigure& figure, const Catalog& catalog);

} // namespace ralmscope
