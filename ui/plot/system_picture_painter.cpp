// SPDX-License-Identifier: GPL-3.0-or-later
#include "system_picture_painter.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace ralmscope {

namespace {

constexpr int kDeepest = 4; ///< boxes drawn behind one another; beyond, the number tells

QString utf8(const std::string& text)
{
    return QString::fromStdString(text);
}

void drawCentred(QPainter& painter, const QRectF& area, const QString& text)
{
    const QFontMetricsF metrics(painter.font());
    painter.drawText(area, Qt::AlignCenter, metrics.elidedText(text, Qt::ElideRight, area.width()));
}

/// Figures are small and nothing in them can be dragged: they have no handles, and their boxes stand closer. Themes of
/// figures are those with a least size of text.
bool isFigure(const Theme& theme)
{
    return theme.minimumPixelSize > 0;
}

/// A pool of one that cannot be changed needs no number.
bool hasHandle(const SystemBox& box, const Theme& theme)
{
    return !isFigure(theme) && (box.countParameter || box.count != 1);
}

/// Cores stand in one socket: one box, whatever their number.
int depthOf(const SystemBox& box)
{
    return box.countParameter == Parameter::CpuCores ? 1 : std::clamp(box.count, 1, kDeepest);
}

/// One line, or two where it is too long: broken at " · " if there is one, else at the last space that fits.
QStringList lines(const QString& text, const QFont& font, double width)
{
    const QFontMetricsF metrics(font);
    if (metrics.horizontalAdvance(text) <= width)
        return {text};
    const QString separator = QStringLiteral(" · ");
    if (const qsizetype at = text.lastIndexOf(separator); at > 0)
        return {text.left(at), text.mid(at + separator.size())};
    qsizetype at = text.lastIndexOf(QLatin1Char(' '));
    while (at > 0 && metrics.horizontalAdvance(text.left(at)) > width)
        at = text.lastIndexOf(QLatin1Char(' '), at - 1);
    return at > 0 ? QStringList{text.left(at), text.mid(at + 1)} : QStringList{text};
}

QString titleOf(const SystemBox& box, const Theme& theme)
{
    QString title = utf8(box.title);
    if (isFigure(theme) && box.count > 1 && box.countParameter != Parameter::CpuCores)
        title += QLatin1Char(' ') + utf8(box.countText);
    return title;
}

double textPadding(const Theme& theme)
{
    return (isFigure(theme) ? 3 : 7) * theme.scale;
}

/// Whether a box of this width holds its texts without an ellipsis.
bool textFits(const SystemBox& box, const Theme& theme, double width)
{
    const auto fits = [&](const QString& text, FontRole role) {
        const QFont font = theme.font(role);
        const QStringList parts = lines(text, font, width);
        return std::all_of(parts.begin(), parts.end(),
                           [&](const QString& part) { return QFontMetricsF(font).horizontalAdvance(part) <= width; });
    };
    return fits(titleOf(box, theme), FontRole::Strong) && fits(utf8(box.detail), FontRole::Caption);
}

/// Height that the lines of a box need.
double textHeight(const SystemBox& box, const Theme& theme, double width)
{
    const auto count = [&](const QString& text, FontRole role) {
        return static_cast<double>(lines(text, theme.font(role), width).size());
    };
    return (36 + 17 * count(titleOf(box, theme), FontRole::Strong) + 14 * count(utf8(box.detail), FontRole::Caption))
        * theme.scale;
}

QColor withAlpha(QColor colour, float alpha)
{
    colour.setAlphaF(alpha);
    return colour;
}

/// Title and detail one above the other at the left, the utilisation at the right.
void paintRowText(QPainter& painter, const SystemBox& box, const QRectF& body, const Theme& theme,
                  const QFont& utilisationFont, const QColor& utilisationColour)
{
    const double padding = 8 * theme.scale;
    const QRectF area = body.adjusted(padding, 0, -padding, 0);
    const QFont title = theme.font(FontRole::Strong);
    const QFont detail = theme.font(FontRole::Caption);
    const double titleHeight = QFontMetricsF(title).height();
    const double detailHeight = QFontMetricsF(detail).height();
    const double top = area.center().y() - (titleHeight + detailHeight) / 2;
    painter.setFont(title);
    painter.setPen(theme.text);
    painter.drawText(QRectF(area.left(), top, area.width(), titleHeight), Qt::AlignLeft | Qt::AlignVCenter,
                     titleOf(box, theme));
    painter.setFont(utilisationFont);
    painter.setPen(utilisationColour);
    const QString busy = utf8(box.utilisationText);
    painter.drawText(area, Qt::AlignRight | Qt::AlignVCenter, busy);
    const double room = area.width() - QFontMetricsF(utilisationFont).horizontalAdvance(busy) - padding;
    painter.setFont(detail);
    painter.setPen(theme.muted);
    painter.drawText(QRectF(area.left(), top + titleHeight, room, detailHeight), Qt::AlignLeft | Qt::AlignVCenter,
                     QFontMetricsF(detail).elidedText(utf8(box.detail), Qt::ElideRight, room));
}

void paintBody(QPainter& painter, const SystemBox& box, const SystemBoxPlace& place, const Theme& theme)
{
    const double s = theme.scale;
    const QColor colour = theme.device(box.device);
    const double radius = 6 * s;
    painter.setPen(QPen(colour, 1.5 * s));
    for (int i = place.depth - 1; i > 0; --i) {
        const double shift = 6.0 * i * s;
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
        paintRowText(painter, box, place.body, theme, strong, ink);
        return;
    }
    const double padding = textPadding(theme);
    const QRectF line(place.body.left() + padding, 0, place.body.width() - 2 * padding, 17 * s);
    double y = place.body.top() + 9 * s;
    const auto put = [&](const QString& text, FontRole role, const QColor& textColour, double advance) {
        painter.setFont(theme.font(role));
        painter.setPen(textColour);
        for (const QString& part : lines(text, painter.font(), line.width())) {
            drawCentred(painter, line.translated(0, y), part);
            y += advance * s;
        }
    };
    put(titleOf(box, theme), FontRole::Strong, theme.text, 17);
    put(utf8(box.detail), FontRole::Caption, theme.muted, 14);
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

void paintLink(QPainter& painter, const SystemLink& link, const std::vector<SystemBoxPlace>& places, const Theme& theme)
{
    const double s = theme.scale;
    const SystemBoxPlace& from = places[link.from];
    const SystemBoxPlace& to = places[link.to];
    const bool inside = link.bandwidth.empty();
    const QPen pen(inside ? theme.muted : theme.device(DeviceKind::Network), (link.binding ? 3.5 : 2.0) * s);
    if (to.row) {
        const double x = to.body.center().x();
        painter.setPen(pen);
        painter.drawLine(QPointF(x, from.body.bottom()), QPointF(x, to.body.top()));
        painter.setFont(theme.font(FontRole::Caption));
        painter.setPen(theme.muted);
        const double height = to.outline.top() - from.body.bottom();
        const double half = to.body.width() / 2 - 6 * s;
        painter.drawText(QRectF(x - 6 * s - half, from.body.bottom(), half, height), Qt::AlignRight | Qt::AlignVCenter,
                         utf8(link.bandwidth));
        painter.drawText(QRectF(x + 6 * s, from.body.bottom(), half, height), Qt::AlignLeft | Qt::AlignVCenter,
                         utf8(link.traffic));
        return;
    }
    const double y = to.body.center().y();
    const double left = from.handle.isEmpty() ? from.outline.right() : from.handle.right();
    const double right = to.body.left();
    painter.setPen(pen);
    painter.drawLine(QPointF(left, y), QPointF(right, y));
    painter.setFont(theme.font(FontRole::Caption));
    painter.setPen(theme.muted);
    const double width = right - left - 6 * s;
    drawCentred(painter, QRectF(left + 3 * s, y - 21 * s, width, 16 * s), utf8(link.bandwidth));
    QString traffic = utf8(link.traffic);
    QRectF below(left + 3 * s, y + 5 * s, width, 16 * s);
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
        painter.drawRoundedRect(QRectF(left + 2 * s, y - 25 * s, right - left - 4 * s, 50 * s), 6 * s, 6 * s);
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

/// Boxes from top to bottom, each as wide as the area: for figures of one column.
std::vector<SystemBoxPlace> layoutRows(const SystemPicture& picture, const QRectF& area, const Theme& theme)
{
    const double s = theme.scale;
    const double n = static_cast<double>(picture.boxes.size());
    const double side = 10 * s;
    const double header = 30 * s;
    const auto shiftOf = [s](const SystemBox& box) { return 6 * (depthOf(box) - 1) * s; };
    double shifts = 0.0;
    double widestShift = 0.0;
    for (const SystemBox& box : picture.boxes) {
        shifts += shiftOf(box);
        widestShift = std::max(widestShift, shiftOf(box));
    }
    const double line = QFontMetricsF(theme.font(FontRole::Caption)).height();
    const double height = QFontMetricsF(theme.font(FontRole::Strong)).height() + line + 8 * s;
    const double room = area.height() - header - side - shifts - n * height;
    const double gap = n > 1 ? std::clamp(room / (n - 1), line + 2 * s, 2.5 * line) : 0.0;
    double y = area.top() + header + std::max(0.0, (room - (n - 1) * gap) / 2);
    std::vector<SystemBoxPlace> places;
    for (const SystemBox& box : picture.boxes) {
        const double shift = shiftOf(box);
        SystemBoxPlace place;
        place.row = true;
        place.depth = depthOf(box);
        place.body = QRectF(area.left() + side, y + shift, area.width() - 2 * side - widestShift, height);
        place.outline = place.body.adjusted(0, -shift, shift, 0);
        places.push_back(place);
        y = place.body.bottom() + gap;
    }
    return places;
}

} // namespace

std::vector<SystemBoxPlace> layoutSystemPicture(const SystemPicture& picture, const QRectF& area, const Theme& theme)
{
    const double s = theme.scale;
    const double n = static_cast<double>(picture.boxes.size());
    if (picture.boxes.empty())
        return {};
    const double handle = 36 * s;
    const double handleGap = 6 * s;
    const double header = 24 * s;
    const double depthRoom = 6 * (kDeepest - 1) * s;
    const double side = (isFigure(theme) ? 8 : 10) * s;
    const bool figure = isFigure(theme);
    const double shortestLink = (figure ? 58 : 40) * s;
    // On the screen there is room for the deepest stack, so that boxes stay where they are while a count is dragged.
    const auto beside = [&](const SystemBox& box) {
        return figure ? 6 * (depthOf(box) - 1) * s : hasHandle(box, theme) ? depthRoom + handleGap + handle : 0.0;
    };
    double besides = 0.0;
    for (const SystemBox& box : picture.boxes)
        besides += beside(box);
    // A box takes a fifth of the width within reason; what is left becomes links of equal length.
    const double most = (area.width() - 2 * side - besides - (n - 1) * shortestLink) / n;
    const double width = std::max(48 * s, std::min(most, std::clamp(area.width() * 0.2, 118 * s, 190 * s)));
    const double gap =
        n > 1 ? std::clamp((area.width() - 2 * side - besides - n * width) / (n - 1), shortestLink, 230 * s) : 0.0;
    const double total = n * width + besides + (n - 1) * gap;
    const double textWidth = width - 2 * textPadding(theme);
    if (figure && !std::all_of(picture.boxes.begin(), picture.boxes.end(), [&](const SystemBox& box) {
            return textFits(box, theme, textWidth);
        }))
        return layoutRows(picture, area, theme);
    double tallest = 84 * s;
    for (const SystemBox& box : picture.boxes)
        tallest = std::max(tallest, textHeight(box, theme, textWidth));
    const double height =
        std::clamp(area.height() - header - depthRoom * (figure ? 1.0 : 0.6) - 12 * s, 60 * s, tallest);
    const double top = area.top() + header + depthRoom * 0.6 + (area.height() - header - depthRoom * 0.6 - height) / 2;
    double x = area.left() + std::max(side, (area.width() - total) / 2);

    std::vector<SystemBoxPlace> places;
    for (const SystemBox& box : picture.boxes) {
        SystemBoxPlace place;
        place.depth = depthOf(box);
        place.body = QRectF(x, top, width, height);
        const double shift = 6.0 * (place.depth - 1) * s;
        place.outline = place.body.adjusted(0, -shift, shift, 0);
        const double handleX = place.outline.right() + handleGap;
        place.handle = QRectF(handleX, top + height / 2 - 17 * s - shift * 0.5, handle, 34 * s);
        if (!hasHandle(box, theme))
            place.handle = QRectF();
        else if (box.countParameter) {
            place.plus = QRectF(handleX, place.handle.top() - 25 * s, handle, 24 * s);
            place.minus = QRectF(handleX, place.handle.bottom() + 1 * s, handle, 24 * s);
        }
        places.push_back(place);
        x += width + beside(box) + gap;
    }
    return places;
}

void paintSystemPicture(QPainter& painter, const SystemPicture& picture, const QRectF& area, const Theme& theme,
                        const SystemPictureState& state)
{
    painter.setRenderHint(QPainter::Antialiasing);
    const auto places = layoutSystemPicture(picture, area, theme);
    const double s = theme.scale;
    for (const SystemLink& link : picture.links) {
        if (link.from < places.size() && link.to < places.size())
            paintLink(painter, link, places, theme);
    }
    for (std::size_t i = 0; i < places.size(); ++i) {
        const SystemBox& box = picture.boxes[i];
        if (box.binding) {
            painter.setPen(QPen(theme.device(box.device), 1.3 * s, Qt::DashLine));
            painter.setBrush(Qt::NoBrush);
            painter.drawRoundedRect(places[i].outline.adjusted(-7 * s, -7 * s, 7 * s, 7 * s), 9 * s, 9 * s);
        }
        paintBody(painter, box, places[i], theme);
        if (!places[i].handle.isEmpty())
            paintHandle(painter, box, places[i], theme, state, static_cast<int>(i));
    }
    paintBinding(painter, picture, area, theme);
}

} // namespace ralmscope
