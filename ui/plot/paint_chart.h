// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chart_style.h"

#include <QTransform>

class QPaintDevice;

namespace ralmscope {

/// Draws a chart as a figure, `width` by `height` units of the style, onto a paint device; `transform` maps those units
/// to the device's pixels. Needs a QApplication and the GUI thread. False if nothing can be painted on the device.
bool paintChart(QPaintDevice& device, int width, int height, const ChartModel& chart, const ChartStyle& style,
                const QTransform& transform = {});

} // namespace ralmscope
