// SPDX-License-Identifier: GPL-3.0-or-later
#include "svg_paint_engine.h"

#include <QBuffer>
#include <QImage>
#include <QPainter>
#include <QPainterPath>
#include <QPixmap>

#include <algorithm>
#include <cmath>

namespace ralmscope {

namespace {

QString opacity(const char* attribute, const QColor& color)
{
    if (color.alpha() == 255)
        return {};
    return QStringLiteral(" %1=\"%2\"").arg(QLatin1String(attribute), QString::number(color.alphaF(), 'g', 3));
}

bool isRectangle(const QPainterPath& path, QRectF& rect)
{
    rect = path.boundingRect();
    QPainterPath same;
    same.addRect(rect);
    return path.toSubpathPolygons() == same.toSubpathPolygons();
}

} // namespace

QString xmlEscaped(const QString& text)
{
    QString allowed;
    allowed.reserve(text.size());
    for (const QChar character : text) {
        const char16_t code = character.unicode();
        const bool control = code < 0x20 && code != u'\t' && code != u'\n' && code != u'\r';
        if (!control && code != 0xfffe && code != 0xffff)
            allowed += character;
    }
    return allowed.toHtmlEscaped();
}

SvgPaintEngine::SvgPaintEngine(double unitsPerPixel, const QString& idPrefix)
    : QPaintEngine(PaintEngineFeatures(AllFeatures)
                   & ~(PerspectiveTransform | ConicalGradientFill | PorterDuff | RasterOpModes
                       | ObjectBoundingModeGradients | LinearGradientFill | RadialGradientFill | PatternBrush))
    , m_scale(unitsPerPixel)
    , m_idPrefix(idPrefix)
{
}

bool SvgPaintEngine::begin(QPaintDevice*)
{
    setActive(true);
    return true;
}

bool SvgPaintEngine::end()
{
    closeClip();
    setActive(false);
    return true;
}

void SvgPaintEngine::updateState(const QPaintEngineState&)
{
    // Everything is read from `state` and from the painter when something is drawn.
}

QString SvgPaintEngine::number(double value) const
{
    QString text = QString::number(value, 'f', 3);
    while (text.endsWith(QLatin1Char('0')))
        text.chop(1);
    if (text.endsWith(QLatin1Char('.')))
        text.chop(1);
    return text == QLatin1String("-0") ? QStringLiteral("0") : text;
}

QString SvgPaintEngine::pathData(const QPainterPath& devicePath) const
{
    QString data;
    const auto point = [&](const QPainterPath::Element& element) -> QString {
        return length(element.x) + QLatin1Char(' ') + length(element.y);
    };
    QPointF start;
    for (int index = 0; index < devicePath.elementCount(); ++index) {
        const QPainterPath::Element element = devicePath.elementAt(index);
        switch (element.type) {
        case QPainterPath::MoveToElement:
            start = element;
            data += QLatin1Char('M') + point(element);
            break;
        case QPainterPath::LineToElement: {
            const bool last = index + 1 == devicePath.elementCount() || devicePath.elementAt(index + 1).isMoveTo();
            data += last && QPointF(element) == start ? QStringLiteral("Z") : QLatin1Char('L') + point(element);
            break;
        }
        case QPainterPath::CurveToElement:
            data += QLatin1Char('C') + point(element);
            break;
        case QPainterPath::CurveToDataElement:
            data += QLatin1Char(' ') + point(element);
            break;
        }
    }
    return data;
}

QString SvgPaintEngine::strokeAttributes(const QTransform& transform) const
{
    const QPen pen = state->pen();
    if (pen.style() == Qt::NoPen)
        return QStringLiteral(" stroke=\"none\"");
    const double factor = pen.isCosmetic() ? 1.0 : std::sqrt(std::fabs(transform.determinant()));
    const double width = std::max(pen.widthF(), pen.isCosmetic() ? 1.0 : 0.0) * factor;
    QString text = QStringLiteral(" stroke=\"%1\" stroke-width=\"%2\"").arg(pen.color().name(), length(width))
        + opacity("stroke-opacity", pen.color());
    if (pen.capStyle() != Qt::FlatCap)
        text += QStringLiteral(" stroke-linecap=\"%1\"")
                    .arg(pen.capStyle() == Qt::RoundCap ? QLatin1String("round") : QLatin1String("square"));
    if (pen.joinStyle() == Qt::RoundJoin || pen.joinStyle() == Qt::BevelJoin)
        text += QStringLiteral(" stroke-linejoin=\"%1\"")
                    .arg(pen.joinStyle() == Qt::RoundJoin ? QLatin1String("round") : QLatin1String("bevel"));
    if (pen.style() != Qt::SolidLine) {
        QStringList dashes;
        for (const qreal dash : pen.dashPattern())
            dashes << length(dash * width);
        text += QStringLiteral(" stroke-dasharray=\"%1\"").arg(dashes.join(QLatin1Char(' ')));
    }
    return text;
}

QString SvgPaintEngine::fillAttributes(const QBrush& brush) const
{
    if (brush.style() == Qt::NoBrush)
        return QStringLiteral(" fill=\"none\"");
    return QStringLiteral(" fill=\"%1\"").arg(brush.color().name()) + opacity("fill-opacity", brush.color());
}

void SvgPaintEngine::openClip()
{
    if (!painter()->hasClipping()) {
        closeClip();
        return;
    }
    const QPainterPath clip = painter()->transform().map(painter()->clipPath());
    QRectF rect;
    const QString shape = isRectangle(clip, rect)
        ? QStringLiteral("<rect x=\"%1\" y=\"%2\" width=\"%3\" height=\"%4\"/>")
              .arg(length(rect.x()), length(rect.y()), length(rect.width()), length(rect.height()))
        : QStringLiteral("<path d=\"%1\"/>").arg(pathData(clip));
    auto known = m_clips.find(shape);
    if (known == m_clips.end()) {
        const QString id = m_idPrefix + QStringLiteral("clip") + QString::number(m_clips.size() + 1);
        known = m_clips.emplace(shape, id).first;
        m_definitions += QStringLiteral("<clipPath id=\"%1\">%2</clipPath>\n").arg(id, shape);
    }
    if (m_openClip == known->second)
        return;
    closeClip();
    m_openClip = known->second;
    m_body += QStringLiteral("<g clip-path=\"url(#%1)\">\n").arg(m_openClip);
}

void SvgPaintEngine::closeClip()
{
    if (!m_openClip.isEmpty())
        m_body += QStringLiteral("</g>\n");
    m_openClip.clear();
}

void SvgPaintEngine::append(const QString& element)
{
    openClip();
    m_body += element + QLatin1Char('\n');
}

void SvgPaintEngine::drawPath(const QPainterPath& path)
{
    const QTransform transform = painter()->combinedTransform();
    const bool painted = state->pen().style() != Qt::NoPen || state->brush().style() != Qt::NoBrush;
    if (path.isEmpty() || !painted)
        return;
    const QString rule = path.fillRule() == Qt::OddEvenFill && state->brush().style() != Qt::NoBrush
        ? QStringLiteral(" fill-rule=\"evenodd\"")
        : QString();
    append(QStringLiteral("<path d=\"%1\"").arg(pathData(transform.map(path))) + fillAttributes(state->brush()) + rule
           + strokeAttributes(transform) + QStringLiteral("/>"));
}

void SvgPaintEngine::drawPolygon(const QPointF* points, int count, PolygonDrawMode mode)
{
    QPainterPath path;
    for (int index = 0; index < count; ++index) {
        if (index == 0)
            path.moveTo(points[index]);
        else
            path.lineTo(points[index]);
    }
    if (mode == PolylineMode) {
        const QTransform transform = painter()->combinedTransform();
        if (state->pen().style() != Qt::NoPen)
            append(QStringLiteral("<path d=\"%1\" fill=\"none\"").arg(pathData(transform.map(path)))
                   + strokeAttributes(transform) + QStringLiteral("/>"));
        return;
    }
    path.closeSubpath();
    path.setFillRule(mode == WindingMode ? Qt::WindingFill : Qt::OddEvenFill);
    drawPath(path);
}

void SvgPaintEngine::drawTextItem(const QPointF& position, const QTextItem& item)
{
    const QTransform transform = painter()->combinedTransform();
    const QFont font = item.font();
    const double pixels =
        font.pixelSize() > 0 ? font.pixelSize() : font.pointSizeF() * painter()->device()->logicalDpiY() / 72.0;
    const double size = std::sqrt(std::fabs(transform.determinant()));
    const QPointF at = transform.map(position);
    QString place = QStringLiteral("x=\"%1\" y=\"%2\"").arg(length(at.x()), length(at.y()));
    if (transform.isRotating()) {
        const double degrees = std::atan2(transform.m12(), transform.m11()) * 180.0 / 3.14159265358979323846;
        place = QStringLiteral("transform=\"translate(%1 %2) rotate(%3)\"")
                    .arg(length(at.x()), length(at.y()), number(degrees));
    }
    const QString weight = font.weight() == QFont::Normal
        ? QString()
        : QStringLiteral(" font-weight=\"%1\"").arg(static_cast<int>(font.weight()));
    append(QStringLiteral("<text %1 font-family=\"%2, Arial, Helvetica, sans-serif\" font-size=\"%3\"%4%5>%6</text>")
               .arg(place, xmlEscaped(font.family()), length(pixels * size), weight,
                    QStringLiteral(" fill=\"%1\"").arg(state->pen().color().name())
                        + opacity("fill-opacity", state->pen().color()),
                    xmlEscaped(item.text())));
}

void SvgPaintEngine::drawPixmap(const QRectF& target, const QPixmap& pixmap, const QRectF& source)
{
    drawImage(target, pixmap.toImage(), source, Qt::AutoColor);
}

void SvgPaintEngine::drawImage(const QRectF& target, const QImage& image, const QRectF& source,
                               Qt::ImageConversionFlags)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    image.copy(source.toRect()).save(&buffer, "PNG");
    const QRectF rect = painter()->combinedTransform().mapRect(target);
    append(QStringLiteral("<image x=\"%1\" y=\"%2\" width=\"%3\" height=\"%4\" href=\"data:image/png;base64,%5\"/>")
               .arg(length(rect.x()), length(rect.y()), length(rect.width()), length(rect.height()),
                    QString::fromLatin1(bytes.toBase64())));
}

} // namespace ralmscope
