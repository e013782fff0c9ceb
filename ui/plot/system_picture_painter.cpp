// SPDX-License-Identifier: GPL-3.0-or-later
#include "system_picture_painter.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace ralmscope {

namespace {

QString utf8(const std::string& text)
{
    return QString::fromStdString(text);
}

void drawCentred(QPainter& painter, const QRectF& area, const QString& text)
{
    const QFontMetricsF metrics(painter.font());
    painter.drawText(area, Qt::AlignCenter, metrics.elidedText(text, Qt::ElideRight, area.width()));
}

QColor withAlpha(QColor colour, float alpha)
{
    colour.setAlphaF(alpha);
    return colour;
}

/// Title and detail one above the other at the left, the utilisation at the right.
void paintRowText(QPainter& painter, const SystemBox& box, const SystemBoxPlace& place, const Theme& theme,
                  const QFont& utilisationFont, const QColor& utilisationColour)
{
    const QRectF& area = place.text;
    const QFont title = theme.font(FontRole::Strong);
    const QFont detail = theme.font(FontRole::Caption);
    const double titleHeight = QFontMetricsF(title).height();
    const double detailHeight = QFontMetricsF(detail).height();
    const double top = area.center().y() - (titleHeight + detailHeight) / 2;
    painter.setFont(title);
    painter.setPen(theme.text);
    painter.drawText(QRectF(area.left(), top, area.width(), titleHeight), Qt::AlignLeft | Qt::AlignVCenter,
                     place.title.first());
    painter.setFont(utilisationFont);
    painter.setPen(utilisationColour);
    const QString busy = utf8(box.utilisationText);
    painter.drawText(area, Qt::AlignRight | Qt::AlignVCenter, busy);
    const double room = area.width() - QFontMetricsF(utilisationFont).horizontalAdvance(busy) - 8 * theme.scale;
    painter.setFont(detail);
    painter.setPen(theme.muted);
    painter.drawText(QRectF(area.left(), top + titleHeight, room, detailHeight), Qt::AlignLeft | Qt::AlignVCenter,
                     QFontMetricsF(detail).elidedText(place.detail.first(), Qt::ElideRight, room));
}

void paintBody(QPainter& painter, const SystemBox& box, const SystemBoxPlace& place, const Theme& theme)
{
    const double s = theme.scale;
    const QColor colour = theme.device(box.device);
    const double radius = 6 * s;
    painter.setPen(QPen(colour, 1.5 * s));
    for (int i = place.depth - 1; i > 0; --i) {
        const double shift = place.shift * i;
        painter.setBrush(theme.background);
        painter.drawRoundedRect(place.body.translated(shift, -shift), radius, radius);
    }
    painter.setBrush(theme.background);
    painter.drawRoundedRect(place.body, radius, radius);

    if (std::isfinite(box.utilisation) && box.utilisation > 0.0) {
        const QRectF inner = place.body.adjusted(s, s, -s, -s);
        const double share = std::clamp(box.utilisation, 0.0, 1.0);
        const double level = inner.height() * share;
        painter.save();
        painter.setClipRect(place.row ? QRectF(inner.left(), inner.top(), inner.width() * share, inner.height())
                                      : QRectF(inner.left(), inner.bottom() - level, inner.width(), level),
                            Qt::IntersectClip);
        painter.setPen(Qt::NoPen);
        painter.setBrush(mixed(theme.background, colour, theme.isDark() ? 0.28 : 0.18));
        painter.drawRoundedRect(inner, radius - s, radius - s);
        painter.restore();
    }
    painter.setPen(QPen(colour, 2 * s));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(place.body, radius, radius);

    QFont strong = theme.font(FontRole::Caption);
    strong.setWeight(QFont::DemiBold);
    const QColor ink = box.device == DeviceKind::Cpu ? theme.muted : colour;
    if (place.row) {
        paintRowText(painter, box, place, theme, strong, ink);
        return;
    }
    const QRectF line(place.text.left(), 0, place.text.width(), 17 * s);
    double y = place.body.top() + 9 * s;
    const auto put = [&](const QStringList& parts, FontRole role, const QColor& textColour, double advance) {
        painter.setFont(theme.font(role));
        painter.setPen(textColour);
        for (const QString& part : parts) {
            drawCentred(painter, line.translated(0, y), part);
            y += advance * s;
        }
    };
    put(place.title, FontRole::Strong, theme.text, 17);
    put(place.detail, FontRole::Caption, theme.muted, 14);
    painter.setFont(strong);
    painter.setPen(ink);
    drawCentred(painter, line.translated(0, place.body.bottom() - 23 * s), utf8(box.utilisationText));
}

void paintSign(QPainter& painter, const QRectF& area, bool plus, const QColor& colour, double s)
{
    const QPointF c = area.center();
    painter.setPen(QPen(colour, 1.4 * s, Qt::SolidLine, Qt::RoundCap));
    painter.drawLine(c + QPointF(-3.2 * s, 0), c + QPointF(3.2 * s, 0));
    if (plus)
        painter.drawLine(c + QPointF(0, -3.2 * s), c + QPointF(0, 3.2 * s));
}

void paintHandle(QPainter& painter, const SystemBox& box, const SystemBoxPlace& place, const Theme& theme,
                 const SystemPictureState& state, int index)
{
    const double s = theme.scale;
    const QColor colour = theme.device(box.device);
    const bool live = box.countParameter && !box.locked;
    painter.setPen(Qt::NoPen);
    painter.setBrush(live || !state.interactive ? (state.dragged == index ? mixed(colour, theme.text, 0.2) : colour)
                                                : mixed(theme.background, colour, 0.45));
    painter.drawRoundedRect(place.handle, 6 * s, 6 * s);
    QFont font = theme.font(FontRole::Strong);
    const QString count = utf8(box.countText);
    // Large counts and "8 cores" take a smaller face rather than a wider handle, so that boxes stay where they are.
    if (QFontMetricsF(font).horizontalAdvance(count) > place.handle.width() - 6 * s)
        font = theme.font(FontRole::Caption);
    painter.setFont(font);
    painter.setPen(theme.isDark() ? theme.background : QColor(Qt::white));
    const QStringList lines = count.split(QLatin1Char(' '));
    if (lines.size() == 2) {
        const double half = place.handle.height() / 2;
        painter.setFont(theme.font(FontRole::Strong));
        painter.drawText(place.handle.adjusted(0, 2 * s, 0, -half + 2 * s), Qt::AlignCenter, lines.at(0));
        painter.setFont(theme.font(FontRole::Caption));
        painter.drawText(place.handle.adjusted(0, half - 2 * s, 0, -3 * s), Qt::AlignCenter, lines.at(1));
    } else {
        painter.drawText(place.handle, Qt::AlignCenter, count);
    }
    if (!state.interactive || !live)
        return;
    const QColor sign = state.hovered == index ? theme.text : theme.muted;
    paintSign(painter, place.plus, true, box.count < box.maximum ? sign : withAlpha(sign, 0.3F), s);
    paintSign(painter, place.minus, false, box.count > box.minimum ? sign : withAlpha(sign, 0.3F), s);
    if (state.focused == index) {
        painter.setPen(QPen(theme.accent, 2 * s));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(place.handle.adjusted(-3 * s, -3 * s, 3 * s, 3 * s), 8 * s, 8 * s);
    }
}

/// Between rows: straight down to the next one, else around what lies between.
void paintRowLink(QPainter& painter, const SystemLink& link, const SystemBoxPlace& from, const SystemBoxPlace& to,
                  const Theme& theme)
{
    const double s = theme.scale;
    if (link.to != link.from + 1) {
        const double x = from.body.left() - 5 * s;
        painter.drawPolyline(
            QPolygonF({QPointF(from.body.left(), from.body.center().y()), QPointF(x, from.body.center().y()),
                       QPointF(x, to.body.center().y()), QPointF(to.body.left(), to.body.center().y())}));
        return;
    }
    const double x = to.body.center().x();
    painter.drawLine(QPointF(x, from.body.bottom()), QPointF(x, to.body.top()));
    painter.setFont(theme.font(FontRole::Caption));
    painter.setPen(theme.muted);
    const double height = to.outline.top() - from.body.bottom();
    const double half = to.body.width() / 2 - 6 * s;
    painter.drawText(QRectF(x - 6 * s - half, from.body.bottom(), half, height), Qt::AlignRight | Qt::AlignVCenter,
                     utf8(link.bandwidth));
    painter.drawText(QRectF(x + 6 * s, from.body.bottom(), half, height), Qt::AlignLeft | Qt::AlignVCenter,
                     utf8(link.traffic));
}

void paintLink(QPainter& painter, const SystemLink& link, const std::vector<SystemBoxPlace>& places, bool toBinds,
               const Theme& theme)
{
    const double s = theme.scale;
    const SystemBoxPlace& from = places[link.from];
    const SystemBoxPlace& to = places[link.to];
    const bool inside = link.bandwidth.empty();
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(inside ? theme.muted : theme.device(DeviceKind::Network), (link.binding ? 3.5 : 2.0) * s));
    if (to.row) {
        paintRowLink(painter, link, from, to, theme);
        return;
    }
    // At the height of the lower box: the other one reaches there.
    const SystemBoxPlace& lower = from.body.height() < to.body.height() ? from : to;
    const double y = lower.body.center().y();
    const bool atHandle = !from.handle.isEmpty() && std::fabs(y - from.body.center().y()) < 1.0;
    const double left = atHandle ? from.handle.right() : from.outline.right();
    const double right = to.body.left();
    const double end = right - (toBinds ? 7 * s : 0.0); // of what is free for text
    painter.drawLine(QPointF(atHandle ? left : from.body.right(), y), QPointF(right, y));
    painter.setFont(theme.font(FontRole::Caption));
    painter.setPen(theme.muted);
    const double textLeft = from.handle.isEmpty() ? left : std::max(left, from.handle.right());
    const double width = end - textLeft - 2 * s;
    drawCentred(painter, QRectF(textLeft + 1 * s, y - 21 * s, width, 16 * s), utf8(link.bandwidth));
    QString traffic = utf8(link.traffic);
    QRectF below(textLeft + 1 * s, y + 5 * s, width, 16 * s);
    if (const qsizetype slash = traffic.indexOf(QLatin1Char('/'));
        slash > 0 && QFontMetricsF(painter.font()).horizontalAdvance(traffic) > width) {
        drawCentred(painter, below, traffic.left(slash));
        below.translate(0, 13 * s);
        traffic = QStringLiteral("per ") + traffic.mid(slash + 1);
    }
    drawCentred(painter, below, traffic);
    if (link.binding) {
        painter.setPen(QPen(theme.device(DeviceKind::Network), 1.2 * s, Qt::DashLine));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(textLeft + 2 * s, y - 25 * s, right - textLeft - 4 * s, 50 * s), 6 * s, 6 * s);
    }
}

void paintBinding(QPainter& painter, const SystemPicture& picture, const QRectF& area, const Theme& theme)
{
    const double s = theme.scale;
    QColor colour = theme.accent;
    for (const SystemBox& box : picture.boxes) {
        if (box.binding)
            colour = box.device == DeviceKind::Cpu ? theme.text : theme.device(box.device);
    }
    QString text;
    if (!picture.problem.empty()) {
        text = utf8(picture.problem);
        colour = theme.bad;
    } else if (!picture.binding.empty()) {
        text =
            QStringLiteral("limits: %1").arg(utf8(picture.binding).replace(QStringLiteral(": "), QStringLiteral(", ")));
    }
    painter.setFont(theme.font(FontRole::Strong));
    painter.setPen(colour);
    // On the screen the heading stands beside it.
    const double share = isFigure(theme) ? 1.0 : 0.6;
    const QRectF line(area.left() + area.width() * (1.0 - share), area.top(), area.width() * share, 20 * s);
    painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter,
                     QFontMetricsF(painter.font()).elidedText(text, Qt::ElideRight, line.width()));
}

} // namespace

void paintSystemPicture(QPainter& painter, const SystemPicture& picture, const QRectF& area, const Theme& theme,
                        const SystemPictureState& state)
{
    painter.setRenderHint(QPainter::Antialiasing);
    const auto places = layoutSystemPicture(picture, area, theme);
    const double s = theme.scale;
    for (const SystemLink& link : picture.links) {
        if (link.from < places.size() && link.to < places.size())
            paintLink(painter, link, places, picture.boxes[link.to].binding, theme);
    }
    for (std::size_t i = 0; i < places.size(); ++i) {
        const SystemBox& box = picture.boxes[i];
        if (box.binding) {
            painter.setPen(QPen(theme.device(box.device), 1.3 * s, Qt::DashLine));
            painter.setBrush(Qt::NoBrush);
            const double around = (places[i].row ? 2.5 : 7.0) * s; // links between rows are short
            painter.drawRoundedRect(places[i].outline.adjusted(-around, -around, around, around), 9 * s, 9 * s);
        }
        paintBody(painter, box, places[i], theme);
        if (!places[i].handle.isEmpty())
            paintHandle(painter, box, places[i], theme, state, static_cast<int>(i));
    }
    paintBinding(painter, picture, area, theme);
}

} // namespace ralmscope
