// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "export_figure.h"

#include <QByteArray>
#include <QString>
#include <QTransform>

#include <functional>
#include <string>

class QPaintDevice;

namespace ralmscope {

// The three drawn formats. What differs between a chart and a picture is only how it is painted.

/// Paints the figure onto a device; `transform` maps units of 1/288 inch to its pixels. False if it cannot.
using FigurePainter = std::function<bool(QPaintDevice&, const QTransform&)>;

QByteArray pdfFigure(const FigurePainter& paint, const FigureSize& size, const FigureProvenance& provenance);
QByteArray svgFigure(const FigurePainter& paint, const FigureSize& size, const FigureProvenance& provenance);
QByteArray pngFigure(const FigurePainter& paint, const FigureSize& size, const FigureProvenance& provenance);

/// Name of the PDF attachment that carries the provenance.
inline QByteArray figureAttachmentName()
{
    return QByteArrayLiteral("ralmscope-figure.json");
}

/// Key of the PNG text chunk that carries it.
inline QString figureTextKey()
{
    return QStringLiteral("ralmscope-figure");
}

} // namespace ralmscope
