// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chart_model.h"
#include "figure_provenance.h"

#include <QImage>

#include <memory>

class QMimeData;

namespace ralmscope {

/// A chart for the clipboard in three forms at once: image, SVG figure, and its numbers as tab-separated text.
std::unique_ptr<QMimeData> chartMimeData(const ChartModel& chart, const QImage& image,
                                         const FigureProvenance& provenance);

} // namespace ralmscope
