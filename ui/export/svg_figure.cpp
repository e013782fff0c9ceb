// SPDX-License-Identifier: GPL-3.0-or-later
#include "figure_parts.h"

#include "svg_device.h"

namespace ralmscope {

QByteArray svgFigure(const FigurePainter& paint, const FigureSize& size, const FigureProvenance& provenance)
{
    QString prefix;
    for (const char character : provenance.chartId) {
        const bool plain = (character >= 'a' && character <= 'z') || (character >= '0' && character <= '9');
        prefix += plain ? QLatin1Char(character) : QLatin1Char('-');
    }
    // Ids must not start with a digit.
    SvgDevice device(QSizeF(size.widthPt, size.heightPt), QStringLiteral("figure-") + prefix + QLatin1Char('-'));
    if (!paint(device, QTransform()))
        return {};
    return device.document(QString::fromStdString(provenance.title),
                           QString::fromStdString(provenanceToJson(provenance)));
}

} // namespace ralmscope
