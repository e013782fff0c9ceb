// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chart_style.h"

class QCPScatterStyle;

namespace ralmscope {

/// The marker of a look as QCustomPlot draws it.
QCPScatterStyle scatterStyle(const SeriesLook& look, double edgeWidth);

} // namespace ralmscope
