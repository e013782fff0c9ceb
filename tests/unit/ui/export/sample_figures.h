// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "export_figure.h"

namespace ralmscope::sample {

/// A fixed provenance with everything that needs escaping somewhere.
FigureProvenance provenance();

FigureOptions options(FigureFormat format, FigureTheme theme = FigureTheme::Paper);

/// Bytes of a figure that must be exportable.
QByteArray figure(const ChartModel& chart, FigureFormat format, FigureTheme theme = FigureTheme::Paper);

/// Figures are set in this font; where it is missing their bytes are others.
bool hasFigureFont();

} // namespace ralmscope::sample
