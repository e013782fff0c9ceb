// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chart_style.h"

class QPaintDevice;

namespace ralmscope {

/// Draws a chart as a figure over the whole of a paint device, `width` by `height` device pixels; with `scale`, each
/// device pixel of the style becomes that many of the device. Needs a QApplication and the GUI thread. False if nothing
/// can be painted on the device.
bool paintChart(QPaintDevice& device, int width, int height, const ChartModel& chart, const ChartStyle& style,
                double scale = 1.0);

} // namespace ralmscope
