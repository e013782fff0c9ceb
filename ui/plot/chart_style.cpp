// SPDX-License-Identifier: GPL-3.0-or-later
#include "chart_style.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace ralmscope {

namespace {

// Dash patterns in units of the pen's width, one per model series of a figure.
const std::array<QList<qreal>, 6> kDashes{
    {{}, {5, 2}, {1.5, 1.5}, {6, 2, 1.5, 2}, {9, 2}, {4, 1.5, 1.5, 1.5, 1.5, 1.5}}};
constexpr std::array<MarkerShape, 5> kMarkers{MarkerShape::Disc, MarkerShape::Square, MarkerShape::Triangle,
                                              MarkerShape::InvertedTriangle, MarkerShape::Cross};
const QList<qreal> kBaselineDash{4, 3};
constexpr std::size_t kCloud = 300;

/// Position among the series of the same role, and how many there are.
std::pair<int, int> rankOf(const ChartModel& chart, std::size_t index)
{
    int rank = 0;
    int count = 0;
    for (std::size_t other = 0; other < chart.series.size(); ++other) {
        if (chart.series[other].role != chart.series[index].role || chart.series[other].muted)
            continue;
        rank += other < index ? 1 : 0;
        ++count;
    }
    return {rank, count};
}

/// Measured points of the whole chart: in a cloud of hundreds each is a dot.
bool isCloud(const ChartModel& chart)
{
    std::size_t points = 0;
    std::size_t series = 0;
    for (const ChartSeries& each : chart.series) {
        if (each.role != SeriesRole::Measured || each.style != SeriesStyle::Points)
            continue;
        points += each.x.size();
        ++series;
    }
    return series > 1 && points > kCloud;
}

/// Print colours of the device kinds: the hue of the window, the lightness spread so that neighbours in a stacked bar
/// differ in grey.
QColor printColor(DeviceKind kind)
{
    switch (kind) {
    case DeviceKind::Gpu:
        return {0x00, 0x72, 0xb2};
    case DeviceKind::Fpga:
        return {0xf2, 0x92, 0x4a};
    case DeviceKind::Pim:
        return {0x3f, 0xb9, 0x90};
    case DeviceKind::Cpu:
        return {0x3c, 0x42, 0x4d};
    case DeviceKind::Network:
        return {0xdf, 0xa3, 0xc4};
    }
    return Qt::black;
}

Hatch hatchOf(DeviceKind kind)
{
    switch (kind) {
    case DeviceKind::Fpga:
        return Hatch::Rising;
    case DeviceKind::Pim:
        return Hatch::Falling;
    case DeviceKind::Network:
        return Hatch::Crossed;
    default:
        return Hatch::None;
    }
}

ChartStyle figureStyle(Theme theme, double pixelsPerPoint)
{
    theme.family = QStringLiteral("Liberation Sans");
    theme.scale = pixelsPerPoint / 3.0 * 2.0;
    ChartStyle style;
    style.theme = theme;
    style.figure = true;
    style.unit = pixelsPerPoint / 3.0;
    style.lineWidth = 1.0 * pixelsPerPoint;
    style.thinWidth = 0.5 * pixelsPerPoint;
    style.markerSize = 4.0 * pixelsPerPoint;
    const auto font = [&](double points) {
        QFont result;
        result.setFamilies({theme.family});
        result.setPixelSize(static_cast<int>(std::lround(points * pixelsPerPoint)));
        return result;
    };
    style.tickFont = font(7.5);
    style.labelFont = font(8.0);
    style.strongFont = font(7.5);
    style.strongFont.setBold(true);
    return style;
}

} // namespace

SeriesLook ChartStyle::series(const ChartModel& chart, std::size_t index) const
{
    const ChartSeries& series = chart.series[index];
    const auto [rank, count] = rankOf(chart, index);
    const auto pen = [](const QColor& color, double width, const QList<qreal>& dashes) {
        QPen result(color, width, Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin);
        if (!dashes.isEmpty())
            result.setDashPattern(dashes);
        return result;
    };
    SeriesLook look;
    look.markerSize = markerSize;
    QColor color;
    switch (series.role) {
    case SeriesRole::Model: {
        color =
            series.device ? (print ? printColor(*series.device) : theme.device(*series.device)) : theme.series(rank);
        const auto slot = static_cast<std::size_t>(rank);
        look.pen = pen(color, lineWidth, figure ? kDashes[slot % kDashes.size()] : QList<qreal>{});
        if (figure && count > 1) {
            look.marker = kMarkers[slot % kMarkers.size()];
            look.markerSize *= 0.85;
            look.markerFill = color;
            look.markerEdge = color;
        }
        break;
    }
    case SeriesRole::Baseline:
        color = theme.baseline;
        look.pen = pen(color, figure ? 0.8 * lineWidth : 1.4 * unit, kBaselineDash);
        break;
    case SeriesRole::Measured:
        color = theme.text;
        look.pen = pen(color, thinWidth, {});
        look.marker = MarkerShape::Diamond;
        look.markerEdge = color;
        look.markerFill = theme.background;
        if (series.muted) {
            color = theme.baseline;
            look.marker = MarkerShape::Disc;
            look.markerEdge = color;
            look.markerFill = mixed(theme.background, color, 0.35);
        } else if (count > 1) {
            // Several measured series, as in a parity plot: told apart by colour and shape.
            color = theme.series(rank);
            look.markerEdge = color;
            look.markerFill = mixed(theme.background, color, 0.35);
            look.marker =
                rank == 0 ? MarkerShape::Diamond : kMarkers[static_cast<std::size_t>(rank - 1) % kMarkers.size()];
            look.pen = pen(color, thinWidth, {});
        }
        break;
    case SeriesRole::Guide:
        color = figure ? mixed(theme.text, theme.background, 0.35) : mixed(theme.muted, theme.background, 0.35);
        look.pen = pen(color, thinWidth, {});
        break;
    case SeriesRole::Limit:
        color = series.device ? (print ? printColor(*series.device) : theme.device(*series.device)) : theme.muted;
        // A second roof of a device is a dashed one.
        look.pen = pen(color, lineWidth, kDashes[static_cast<std::size_t>(std::min(rank, 1))]);
        break;
    }
    if (drawnAsPoints(series.style)) {
        look.pen.setWidthF(thinWidth);
        // Many points are small ones: along a sequence they would hide the curve.
        look.markerSize *= std::clamp(std::sqrt(24.0 / static_cast<double>(series.x.size() + 1)), 0.5, 1.0);
        if (series.role == SeriesRole::Measured && isCloud(chart)) {
            look.marker = MarkerShape::Disc;
            look.markerFill = look.markerEdge = color;
            look.markerSize = 0.28 * markerSize;
        }
        if (look.marker == MarkerShape::None) {
            look.marker = MarkerShape::Disc;
            look.markerEdge = color;
            look.markerFill = series.role == SeriesRole::Baseline ? theme.background : color;
            look.markerSize *= 0.8;
        }
        if (series.hollow)
            look.markerFill = theme.background;
    }
    // Opaque, on a layer below the grid: figures carry no transparency.
    look.band = mixed(theme.background, color, 0.15);
    if (series.style == SeriesStyle::Bars) {
        // The first histogram is an area, the others are outlines over it.
        look.marker = MarkerShape::None;
        look.pen = pen(color, rank == 0 ? thinWidth : 0.8 * lineWidth,
                       rank == 0 || !figure ? QList<qreal>{} : QList<qreal>{3, 1.5});
        look.band = rank == 0 ? QBrush(mixed(theme.background, color, 0.35)) : QBrush(Qt::NoBrush);
    }
    return look;
}

SegmentLook ChartStyle::segment(const ChartModel& chart, std::size_t index) const
{
    const BarSegment& segment = chart.segments[index];
    if (!print)
        return {theme.device(segment.device, segment.tint), figure ? hatchOf(segment.device) : Hatch::None};
    const QColor full = printColor(segment.device);
    if (segment.tint <= 0)
        return {full, hatchOf(segment.device)};
    // First stage solid, second light, third light with lines: a device never has the same grey twice.
    const double amount = 1.0 - std::pow(0.42, segment.tint);
    return {mixed(full, theme.background, amount), segment.tint > 1 ? Hatch::Horizontal : hatchOf(segment.device)};
}

SegmentLook ChartStyle::timelineBar(const ChartModel& chart, std::size_t index) const
{
    // Lanes tell devices apart, names their stages: no hatches, which would cross the names.
    const TimelineBar& bar = chart.bars[index];
    const QColor color = print ? mixed(printColor(bar.device), theme.background, 1.0 - std::pow(0.55, bar.tint))
                               : theme.device(bar.device, bar.tint);
    return {bar.row > 0 ? mixed(color, theme.background, 0.45) : color, Hatch::None};
}

ChartStyle screenStyle(const Theme& theme)
{
    ChartStyle style;
    style.theme = theme;
    style.unit = theme.scale;
    style.lineWidth = 1.8 * theme.scale;
    style.thinWidth = 1.0 * theme.scale;
    style.markerSize = 8.0 * theme.scale;
    style.tickFont = theme.font(FontRole::Caption);
    style.labelFont = theme.font(FontRole::Caption);
    style.strongFont = theme.font(FontRole::Caption);
    style.strongFont.setWeight(QFont::DemiBold);
    return style;
}

ChartStyle printStyle(double pixelsPerPoint)
{
    Theme theme = paperPictureTheme(pixelsPerPoint);
    theme.grid = QColor(0xe4, 0xe4, 0xe4);
    theme.line = Qt::black;
    theme.text = Qt::black;
    theme.muted = Qt::black;
    theme.baseline = QColor(0x90, 0x90, 0x90);
    ChartStyle style = figureStyle(theme, pixelsPerPoint);
    style.print = true;
    return style;
}

ChartStyle slideStyle(ThemeVariant variant, double pixelsPerPoint)
{
    Theme theme = screenTheme(variant);
    theme.muted = mixed(theme.muted, theme.text, 0.4);
    return figureStyle(theme, pixelsPerPoint);
}

double lightness(const QColor& color)
{
    const auto linear = [](float channel) {
        const double value = channel;
        return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
    };
    const double luminance =
        0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
    return luminance <= 0.008856 ? 903.3 * luminance : 116.0 * std::cbrt(luminance) - 16.0;
}

} // namespace ralmscope
