// SPDX-License-Identifier: GPL-3.0-or-later
#include "glyph_button.h"

#include <QPainter>
#include <QPainterPath>

namespace ralmscope {

GlyphButton::GlyphButton(Glyph glyph, const Appearance& appearance, QWidget* parent)
    : QAbstractButton(parent)
    , m_glyph(glyph)
    , m_appearance(&appearance)
{
    setFixedSize(24, 24);
    setCursor(Qt::PointingHandCursor);
    setFocusPolicy(Qt::TabFocus);
}

void GlyphButton::setQuiet(bool quiet)
{
    m_quiet = quiet;
    setFocusPolicy(quiet ? Qt::NoFocus : Qt::TabFocus);
}

void GlyphButton::setRevealed(bool revealed)
{
    m_revealed = revealed;
    update();
}

void GlyphButton::paintEvent(QPaintEvent*)
{
    if (m_quiet && !m_revealed && !hasFocus() && !isChecked() && !underMouse())
        return;
    const Theme& theme = m_appearance->theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (underMouse() && isEnabled()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.grid);
        painter.drawRoundedRect(rect().adjusted(1, 1, -1, -1), 5, 5);
    }
    if (hasFocus()) {
        painter.setPen(QPen(theme.accent, 1.5));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(1.5, 1.5, -1.5, -1.5), 5, 5);
    }
    QColor colour = isChecked() || m_glyph == Glyph::ResetDot ? theme.accent : underMouse() ? theme.text : theme.muted;
    if (!isEnabled())
        colour.setAlphaF(0.4F);
    paintGlyph(painter, m_glyph, QRectF(rect()), colour);
}

void GlyphButton::enterEvent(QEnterEvent*)
{
    update();
}
void GlyphButton::leaveEvent(QEvent*)
{
    update();
}

namespace {

void paintArrow(QPainter& painter, QPointF c, bool left)
{
    const double s = left ? 1.0 : -1.0;
    QPainterPath path;
    path.moveTo(c + QPointF(-5 * s, -1.5));
    path.lineTo(c + QPointF(1.5 * s, -1.5));
    path.cubicTo(c + QPointF(6.5 * s, -1.5), c + QPointF(6.5 * s, 5), c + QPointF(1.5 * s, 5));
    path.lineTo(c + QPointF(-1.5 * s, 5));
    path.moveTo(c + QPointF(-2 * s, -5));
    path.lineTo(c + QPointF(-5.5 * s, -1.5));
    path.lineTo(c + QPointF(-2 * s, 2));
    painter.drawPath(path);
}

void paintLock(QPainter& painter, QPointF c)
{
    painter.drawRoundedRect(QRectF(c.x() - 4, c.y() - 1, 8, 6), 1, 1);
    QPainterPath shackle;
    shackle.moveTo(c + QPointF(-2.5, -1));
    shackle.lineTo(c + QPointF(-2.5, -3));
    shackle.arcTo(QRectF(c.x() - 2.5, c.y() - 5.5, 5, 5), 180, -180);
    shackle.lineTo(c + QPointF(2.5, -1));
    painter.drawPath(shackle);
}

void paintHalfMoon(QPainter& painter, QPointF c, const QColor& colour)
{
    painter.drawEllipse(c, 5.5, 5.5);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawPie(QRectF(c.x() - 5.5, c.y() - 5.5, 11, 11), 90 * 16, 180 * 16);
}

} // namespace

void paintGlyph(QPainter& painter, Glyph glyph, const QRectF& area, const QColor& colour)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const QPointF c = area.center();
    painter.setPen(QPen(colour, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    switch (glyph) {
    case Glyph::XAxis: {
        QFont font = painter.font();
        font.setPixelSize(12);
        font.setBold(true);
        painter.setFont(font);
        painter.drawText(area, Qt::AlignCenter, QStringLiteral("x"));
        break;
    }
    case Glyph::Lock:
        paintLock(painter, c);
        break;
    case Glyph::ResetDot:
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour);
        painter.drawEllipse(c, 2.6, 2.6);
        break;
    case Glyph::Undo:
    case Glyph::Redo:
        paintArrow(painter, c, glyph == Glyph::Undo);
        break;
    case Glyph::Theme:
        paintHalfMoon(painter, c, colour);
        break;
    case Glyph::Pin:
        painter.drawLine(c + QPointF(-3.5, -5.5), c + QPointF(-3.5, 6));
        painter.setBrush(colour);
        painter.drawPolygon(QPolygonF({c + QPointF(-3.5, -5), c + QPointF(4.5, -5), c + QPointF(2.5, -2),
                                       c + QPointF(4.5, 1), c + QPointF(-3.5, 1)}));
        break;
    case Glyph::Export:
        painter.drawPolyline(
            QPolygonF({c + QPointF(-5, 1), c + QPointF(-5, 5.5), c + QPointF(5, 5.5), c + QPointF(5, 1)}));
        painter.drawLine(c + QPointF(0, 2.5), c + QPointF(0, -5));
        painter.drawPolyline(QPolygonF({c + QPointF(-3, -2.2), c + QPointF(0, -5.4), c + QPointF(3, -2.2)}));
        break;
    case Glyph::Plus:
        painter.drawLine(c + QPointF(0, -3.5), c + QPointF(0, 3.5));
        [[fallthrough]];
    case Glyph::Minus:
        painter.drawLine(c + QPointF(-3.5, 0), c + QPointF(3.5, 0));
        break;
    case Glyph::Close:
        painter.drawLine(c + QPointF(-3.2, -3.2), c + QPointF(3.2, 3.2));
        painter.drawLine(c + QPointF(-3.2, 3.2), c + QPointF(3.2, -3.2));
        break;
    case Glyph::Search:
        painter.drawEllipse(c + QPointF(-1, -1), 3.8, 3.8);
        painter.drawLine(c + QPointF(2, 2), c + QPointF(5, 5));
        break;
    case Glyph::None:
        break;
    }
    painter.restore();
}

} // namespace ralmscope
