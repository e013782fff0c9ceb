// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chart_model.h"
#include "theme.h"

#include <QBrush>
#include <QFont>
#include <QPen>

namespace ralmscope {

enum class MarkerShape
{
    None,
    Diamond,
    Disc,
    Square,
    Triangle,
    InvertedTriangle,
    Cross
};

/// How bars of a segment are told apart beyond colour.
enum class Hatch
{
    None,
    Rising,
    Falling,
    Crossed,
    Horizontal
};

/// How one series is drawn. Lengths in device pixels.
struct SeriesLook
{
    QPen pen; ///< of the line; Qt::NoPen for points
    MarkerShape marker = MarkerShape::None;
    QColor markerEdge;
    QColor markerFill;
    double markerSize = 0.0;
    QBrush band; ///< error band; of bars their inside
};

/// How one segment of stacked bars is drawn.
struct SegmentLook
{
    QColor fill;
    Hatch hatch = Hatch::None;
};

/// Everything a chart's drawing needs to know beyond its data. Two kinds: on the screen (calm, cursor, no axis lines)
/// and in a figure (axis lines, axis labels, legend, dashes and markers so that it survives grey print).
struct ChartStyle
{
    Theme theme;
    bool figure = false;
    bool print = false; ///< a figure in print colours
    double unit = 1.0; ///< device pixels per design pixel (screen) or per third of a point (figure)
    double lineWidth = 1.8; ///< of the current design, device pixels
    double thinWidth = 1.0;
    double markerSize = 7.0;
    QFont tickFont;
    QFont labelFont;
    QFont strongFont;

    SeriesLook series(const ChartModel& chart, std::size_t index) const;
    SegmentLook segment(const ChartModel& chart, std::size_t index) const;
    SegmentLook timelineBar(const ChartModel& chart, std::size_t index) const;
};

ChartStyle screenStyle(const Theme& theme);

/// Values stand as markers, with error bars instead of a band.
constexpr bool drawnAsPoints(SeriesStyle style)
{
    return style == SeriesStyle::Points || style == SeriesStyle::Marks;
}

/// Liberation Sans 8 pt (axis numbers 7.5 pt), lines of 1 pt, axes of 0.5 pt, at `pixelsPerPoint`.
ChartStyle printStyle(double pixelsPerPoint = 4.0);

/// The same geometry in the colours of a window theme.
ChartStyle slideStyle(ThemeVariant variant, double pixelsPerPoint = 4.0);

/// CIE L* of a colour, 0..100: what is left of it in grey print.
double lightness(const QColor& color);

} // namespace ralmscope
