// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPaintEngine>
#include <QString>
#include <QTransform>

#include <map>

namespace ralmscope {

/// Writes paint commands as SVG elements. Unlike QSvgGenerator (Qt 6.4) it keeps clipping; text stays text; every
/// number is rounded to a thousandth, so that equal drawings give equal bytes.
class SvgPaintEngine : public QPaintEngine
{
public:
    /// `unitsPerPixel` scales device pixels to user units of the SVG; `idPrefix` keeps ids of several figures in one
    /// document apart.
    SvgPaintEngine(double unitsPerPixel, const QString& idPrefix);

    bool begin(QPaintDevice* device) override;
    bool end() override;
    void updateState(const QPaintEngineState& state) override;
    void drawPath(const QPainterPath& path) override;
    void drawPolygon(const QPointF* points, int count, PolygonDrawMode mode) override;
    void drawTextItem(const QPointF& position, const QTextItem& item) override;
    void drawPixmap(const QRectF& target, const QPixmap& pixmap, const QRectF& source) override;
    void drawImage(const QRectF& target, const QImage& image, const QRectF& source, Qt::ImageConversionFlags) override;
    Type type() const override { return User; }

    const QString& definitions() const { return m_definitions; }
    const QString& body() const { return m_body; }

private:
    void append(const QString& element);
    void openClip();
    void closeClip();
    QString number(double value) const;
    QString length(double pixels) const { return number(pixels * m_scale); }
    QString pathData(const QPainterPath& devicePath) const;
    QString strokeAttributes(const QTransform& transform) const;
    QString fillAttributes(const QBrush& brush) const;

    double m_scale;
    QString m_idPrefix;
    QString m_definitions;
    QString m_body;
    QString m_openClip; ///< id of the group that is open; empty: none
    std::map<QString, QString> m_clips; ///< shape -> id
};

/// Text for the inside of an element or attribute: escaped, without characters that XML does not allow.
QString xmlEscaped(const QString& text);

} // namespace ralmscope
