// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "validation.h"

namespace ralmscope {

/// Judges a series by the errors of its points; NaN is a point without prediction.
SeriesReport summarise(const FigureSeries& series, std::vector<double> errors);

} // namespace ralmscope
