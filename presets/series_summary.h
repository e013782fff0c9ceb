// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "validation.h"

namespace ralmscope {

/// Judges a series by the errors of its points; NaN is a point without prediction.
SeriesReport summarise(const FigureSeries& series, std::vector<double> errors);

/// Errors of the judged points of a series; with remarks, of the rows kept apart only.
std::vector<double> errorsOf(const FigureReport& report, std::size_t series,
                             const std::vector<RowRemark>* keptApart = nullptr);

/// Gives points their provenance, and marks those that are not judged. Remarks: one per row of the table, or none.
void remarkOn(std::vector<ComparedPoint>& points, const std::vector<RowRemark>& remarks);

/// Adds the series and notices that follow from the report's remarks; see FigureReport::series.
void addRemarkedSeries(FigureReport& report, const PaperFigure& figure, bool shipped);

/// Puts our errors beside those that the figure's peers state.
void addPeers(FigureReport& report, const PaperFigure& figure, bool shipped);

} // namespace ralmscope
