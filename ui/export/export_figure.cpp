// SPDX-License-Identifier: GPL-3.0-or-later
#include "export_figure.h"

#include "figure_csv.h"
#include "figure_parts.h"
#include "paint_chart.h"
#include "svg_device.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace ralmscope {

namespace {

using Answer = tl::expected<QByteArray, std::string>;

constexpr double kSmallestPt = 50.0;
constexpr double kLargestPt = 1500.0;

ChartStyle styleOf(FigureTheme theme)
{
    switch (theme) {
    case FigureTheme::Light:
        return slideStyle(ThemeVariant::Light, SvgDevice::kPixelsPerPoint);
    case FigureTheme::Dark:
        return slideStyle(ThemeVariant::Dark, SvgDevice::kPixelsPerPoint);
    case FigureTheme::Paper:
        break;
    }
    return printStyle(SvgDevice::kPixelsPerPoint);
}

std::string problemOf(const FigureSize& size)
{
    const auto good = [](double length) { return length >= kSmallestPt && length <= kLargestPt; };
    if (good(size.widthPt) && good(size.heightPt))
        return {};
    return fmt::format("a figure of {} x {} pt: each side must be {} to {} pt", size.widthPt, size.heightPt,
                       kSmallestPt, kLargestPt);
}

Answer draw(const FigurePainter& paint, const FigureOptions& options, const FigureProvenance& provenance)
{
    if (const std::string problem = problemOf(options.size); !problem.empty())
        return tl::unexpected(problem);
    QByteArray bytes;
    switch (options.format) {
    case FigureFormat::Pdf:
        bytes = pdfFigure(paint, options.size, provenance);
        break;
    case FigureFormat::Svg:
        bytes = svgFigure(paint, options.size, provenance);
        break;
    case FigureFormat::Png:
        bytes = pngFigure(paint, options.size, provenance);
        break;
    case FigureFormat::Csv:
        break;
    }
    if (bytes.isEmpty())
        return tl::unexpected(fmt::format("the figure could not be drawn as {}", figureFormatId(options.format)));
    return bytes;
}

} // namespace

Answer exportFigure(const ChartModel& chart, const FigureOptions& options, const FigureProvenance& given)
{
    if (chart.empty())
        return tl::unexpected(chart.emptyText.empty()
                                  ? fmt::format("chart \"{}\" has no data", chart.id)
                                  : fmt::format("chart \"{}\" has no data: {}", chart.id, chart.emptyText));
    FigureProvenance provenance = given;
    provenance.chartId = chart.id;
    provenance.data = chartTable(chart);
    if (options.format == FigureFormat::Csv)
        return QByteArray::fromStdString(csvFile(provenance));
    const auto pixels = [](double points) {
        return static_cast<int>(std::lround(points * SvgDevice::kPixelsPerPoint));
    };
    const ChartStyle style = styleOf(options.theme);
    return draw(
        [&](QPaintDevice& device, const QTransform& transform) {
            return paintChart(device, pixels(options.size.widthPt), pixels(options.size.heightPt), chart, style,
                              transform);
        },
        options, provenance);
}

Answer exportPicture(const PicturePainter& paint, const FigureOptions& options, const FigureProvenance& provenance)
{
    if (options.format == FigureFormat::Csv) {
        if (provenance.data.empty())
            return tl::unexpected(
                fmt::format("\"{}\" has no numbers to write as csv: use pdf, svg or png", provenance.chartId));
        return QByteArray::fromStdString(csvFile(provenance));
    }
    const QRectF area(0.0, 0.0, options.size.widthPt * SvgDevice::kPixelsPerPoint,
                      options.size.heightPt * SvgDevice::kPixelsPerPoint);
    const QColor background = styleOf(options.theme).theme.background;
    return draw(
        [&](QPaintDevice& device, const QTransform& transform) {
            QPainter painter;
            if (!painter.begin(&device))
                return false;
            painter.setRenderHint(QPainter::Antialiasing);
            painter.setTransform(transform);
            painter.fillRect(area, background);
            paint(painter, area);
            return painter.end();
        },
        options, provenance);
}

} // namespace ralmscope
