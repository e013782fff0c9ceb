// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chart_model.h"
#include "figure_format.h"
#include "figure_provenance.h"
#include "figure_size.h"

#include <QByteArray>

#include <functional>
#include <string>

#include <tl/expected.hpp>

class QPainter;
class QRectF;

namespace ralmscope {

struct FigureOptions
{
    FigureFormat format = FigureFormat::Pdf;
    FigureTheme theme = FigureTheme::Paper;
    FigureSize size;
};

/// Paints into the given rectangle, whose unit is 1/288 inch (four pixels per point): see paperPictureTheme().
using PicturePainter = std::function<void(QPainter&, const QRectF&)>;

/// A chart as the bytes of a file: exact page size, embedded TrueType text of 7 pt or more, vectors only (but for PNG
/// at 600 dpi), no title, provenance inside. Equal input gives equal bytes. CSV ignores theme and size. Needs a
/// QGuiApplication (any platform) and the GUI thread, except for CSV. The error says what is wrong with the chart or
/// size.
tl::expected<QByteArray, std::string> exportFigure(const ChartModel& chart, const FigureOptions& options,
                                                   const FigureProvenance& provenance);

/// The same for something that paints itself. `provenance.data` is taken as it is; with CSV it is the file.
tl::expected<QByteArray, std::string> exportPicture(const PicturePainter& paint, const FigureOptions& options,
                                                    const FigureProvenance& provenance);

} // namespace ralmscope
