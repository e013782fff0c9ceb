// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "svg_paint_engine.h"

#include <QByteArray>
#include <QPaintDevice>
#include <QSizeF>

namespace ralmscope {

/// A page of SVG to paint on, in pixels of 1/288 inch as PDF figures are. Paint once, then ask for the document.
class SvgDevice : public QPaintDevice
{
public:
    static constexpr int kDotsPerInch = 288;
    static constexpr double kPixelsPerPoint = kDotsPerInch / 72.0;

    SvgDevice(const QSizeF& sizePt, const QString& idPrefix);

    /// The whole document, UTF-8. `title` is not drawn. `metadata` is put into <metadata> as text.
    QByteArray document(const QString& title, const QString& metadata) const;

    QPaintEngine* paintEngine() const override { return &m_engine; }

    static QString metadataNamespace() { return QStringLiteral("urn:ralmscope:figure"); }

protected:
    int metric(PaintDeviceMetric metric) const override;

private:
    QSizeF m_sizePt;
    mutable SvgPaintEngine m_engine; ///< Qt asks a const device for its engine
};

} // namespace ralmscope
