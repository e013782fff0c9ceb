// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chart_model.h"
#include "figure_provenance.h"
#include "system_picture_model.h"

#include <string>
#include <string_view>

namespace ralmscope {

/// The numbers of a chart as a table, one row per point (curves: series, role, x, y, low, high, note) or per segment
/// (bars: category, segment, device, value) or span (timelines: lane, row, span, device, start, end, length, note). Raw
/// SI values that read back to the same doubles; units in the header; what is not known is left empty. No comments.
std::string chartTable(const ChartModel& chart, char separator = ',');

/// The numbers of the system picture: one row per pool, then one per link.
std::string pictureTable(const SystemPicture& picture);

/// A CSV file: comment lines that say what it is and carry the provenance, then `provenance.data`.
std::string csvFile(const FigureProvenance& provenance);

/// The line that carries the provenance starts with this.
inline constexpr std::string_view kCsvProvenanceMark = "# ralmscope-figure: ";

} // namespace ralmscope
