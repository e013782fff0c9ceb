// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chart_model.h"
#include "theme.h"

#include <QPointF>
#include <QString>

#include <functional>
#include <optional>
#include <vector>

namespace ralmscope {

/// A point of a chart's series.
struct SeriesPoint
{
    std::size_t series = 0;
    std::size_t point = 0;

    bool operator==(const SeriesPoint&) const = default;
};

/// What lies under the mouse: the points to mark, the x they share, and what to say.
struct Hover
{
    double x = 0.0;
    std::vector<QPointF> marks; ///< raw values
    std::optional<SeriesPoint> measured; ///< the measured point under the mouse
    QString text; ///< rich text; raw values, exact
};

using ToPixel = std::function<QPointF(double, double)>;

/// The drawn point nearest to `pixel` among series of style Points, within `reach` pixels.
std::optional<SeriesPoint> pointAt(const ChartModel& chart, const QPointF& pixel, const ToPixel& toPixel, double reach);

/// Values of every curve at the sample nearest to `pixel` (or to the measured point under it), with the change against
/// the baseline, and the measured point's provenance. Nothing when there is nothing finite to show.
std::optional<Hover> hoverCurves(const ChartModel& chart, const QPointF& pixel, const ToPixel& toPixel,
                                 const Theme& theme);

/// A bar of a timeline: how long, from when to when, and what.
QString hoverBar(const ChartModel& chart, std::size_t bar, const Theme& theme);

/// Segments of one category with their shares, and the total.
QString hoverCategory(const ChartModel& chart, std::size_t category, const Theme& theme);

} // namespace ralmscope
