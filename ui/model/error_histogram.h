// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chart_model.h"
#include "validation.h"

#include <optional>

namespace ralmscope {

/// How the errors predicted / measured - 1 of the judged values spread: shares of the rows per bin, rows fitted and
/// rows kept apart (or kinds of agreement) side by side. The range is as narrow as nearly all errors allow, 50 % at
/// most; the bins at both ends hold what lies beyond. Nothing for figures of designs and below forty values.
std::optional<ChartModel> errorHistogram(const PaperFigure& figure, const FigureReport& report);

} // namespace ralmscope
