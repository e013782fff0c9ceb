// SPDX-License-Identifier: GPL-3.0-or-later
#include "figure_parts.h"

#include "svg_device.h"

#include <QBuffer>
#include <QImage>
#include <QImageWriter>

#include <cmath>

namespace ralmscope {

namespace {

constexpr double kDotsPerInch = 600.0;
constexpr double kDotsPerPoint = kDotsPerInch / 72.0;

} // namespace

QByteArray pngFigure(const FigurePainter& paint, const FigureSize& size, const FigureProvenance& provenance)
{
    QImage image(static_cast<int>(std::lround(size.widthPt * kDotsPerPoint)),
                 static_cast<int>(std::lround(size.heightPt * kDotsPerPoint)), QImage::Format_RGB32);
    if (image.isNull())
        return {};
    image.fill(Qt::white);
    const double scale = kDotsPerPoint / SvgDevice::kPixelsPerPoint;
    if (!paint(image, QTransform::fromScale(scale, scale)))
        return {};
    const int dotsPerMetre = static_cast<int>(std::lround(kDotsPerInch / 0.0254));
    image.setDotsPerMeterX(dotsPerMetre);
    image.setDotsPerMeterY(dotsPerMetre);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QImageWriter writer(&buffer, "png");
    writer.setText(QStringLiteral("Software"),
                   QStringLiteral("Ralmscope ") + QString::fromStdString(provenance.programVersion));
    writer.setText(figureTextKey(), QString::fromStdString(provenanceToJson(provenance)));
    return writer.write(image) ? bytes : QByteArray();
}

} // namespace ralmscope
