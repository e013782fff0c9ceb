// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "paper_chart.h"

namespace ralmscope {

/// Predicted over measured values with the line of agreement. Designs and few values: one group of points per series,
/// and the band of the tolerance where all judged series share one. Many values of a table model: logarithmic, guides
/// at 10 % and 20 %, the groups of row_groups.h, thousands thinned to a subset of the same density; values of another
/// unit than the first series' are not drawn. The caption tells what is not there.
PaperChart parityChart(const PaperFigure& figure, const FigureReport& report);

} // namespace ralmscope
