// SPDX-License-Identifier: GPL-3.0-or-later
#include "svg_device.h"

#include <cmath>

namespace ralmscope {

SvgDevice::SvgDevice(const QSizeF& sizePt, const QString& idPrefix)
    : m_sizePt(sizePt)
    , m_engine(1.0 / kPixelsPerPoint, idPrefix)
{
}

QByteArray SvgDevice::document(const QString& title, const QString& metadata) const
{
    const auto number = [](double value) {
        QString text = QString::number(value, 'f', 4);
        while (text.endsWith(QLatin1Char('0')))
            text.chop(1);
        return text.endsWith(QLatin1Char('.')) ? text.chopped(1) : text;
    };
    const QString width = number(m_sizePt.width());
    const QString height = number(m_sizePt.height());
    QString text = QStringLiteral("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                                  "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%1pt\" height=\"%2pt\" "
                                  "viewBox=\"0 0 %1 %2\">\n")
                       .arg(width, height);
    text += QStringLiteral("<title>") + xmlEscaped(title) + QStringLiteral("</title>\n");
    text += QStringLiteral("<metadata><figure xmlns=\"") + metadataNamespace() + QStringLiteral("\">")
        + xmlEscaped(metadata) + QStringLiteral("</figure></metadata>\n");
    text += QStringLiteral("<defs>\n") + m_engine.definitions() + QStringLiteral("</defs>\n");
    text += m_engine.body() + QStringLiteral("</svg>\n");
    return text.toUtf8();
}

int SvgDevice::metric(PaintDeviceMetric metric) const
{
    switch (metric) {
    case PdmWidth:
        return static_cast<int>(std::ceil(m_sizePt.width() * kPixelsPerPoint));
    case PdmHeight:
        return static_cast<int>(std::ceil(m_sizePt.height() * kPixelsPerPoint));
    case PdmWidthMM:
        return static_cast<int>(std::lround(m_sizePt.width() / 72.0 * 25.4));
    case PdmHeightMM:
        return static_cast<int>(std::lround(m_sizePt.height() / 72.0 * 25.4));
    case PdmDpiX:
    case PdmDpiY:
    case PdmPhysicalDpiX:
    case PdmPhysicalDpiY:
        return kDotsPerInch;
    case PdmNumColors:
        return 1 << 24;
    case PdmDepth:
        return 32;
    case PdmDevicePixelRatio:
        return 1;
    case PdmDevicePixelRatioScaled:
        return static_cast<int>(devicePixelRatioFScale());
    }
    return 0;
}

} // namespace ralmscope
