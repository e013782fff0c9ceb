// SPDX-License-Identifier: GPL-3.0-or-later
#include "flat_button.h"

#include <QPainter>

#include <algorithm>

namespace ralmscope {

namespace {
constexpr int kPadding = 12;
constexpr int kGlyphWidth = 18;
} // namespace

FlatButton::FlatButton(const QString& text, Glyph glyph, bool framed, const Appearance& appearance, QWidget* parent)
    : QAbstractButton(parent)
    , m_glyph(glyph)
    , m_framed(framed)
    , m_appearance(&appearance)
{
    setText(text);
    setAccessibleName(text);
    setFocusPolicy(Qt::TabFocus);
    setCursor(Qt::PointingHandCursor);
    setFixedHeight(26);
    setSizePolicy(QSizePolicy::Minimum, QSizePolicy::Fixed);
}

void FlatButton::setDetail(const QString& detail)
{
    m_detail = detail;
    setAccessibleDescription(detail);
    updateGeometry();
    update();
}

void FlatButton::setNote(const QString& note)
{
    m_note = note;
    updateGeometry();
    update();
}

QSize FlatButton::sizeHint() const
{
    const Theme& theme = m_appearance->theme();
    int width = 2 * kPadding + 4
        + QFontMetrics(theme.font(m_detail.isEmpty() ? FontRole::Body : FontRole::Strong)).horizontalAdvance(text());
    if (m_glyph != Glyph::None)
        width += kGlyphWidth;
    if (!m_detail.isEmpty())
        width += QFontMetrics(theme.font(FontRole::Body)).horizontalAdvance(m_detail) + 4;
    if (!m_note.isEmpty())
        width += QFontMetrics(theme.font(FontRole::Caption)).horizontalAdvance(m_note) + 20;
    return {width, 26};
}

QSize FlatButton::minimumSizeHint() const
{
    return {std::min(sizeHint().width(), 72), 26};
}

void FlatButton::paintEvent(QPaintEvent*)
{
    const Theme& theme = m_appearance->theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF frame = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    const bool filled = isCheckable() && isChecked();
    painter.setPen(hasFocus() ? QPen(theme.accent, 1.5) : m_framed ? QPen(theme.line, 1.0) : QPen(Qt::NoPen));
    painter.setBrush(filled                            ? theme.accent
                         : isDown()                    ? theme.line
                         : underMouse() && isEnabled() ? theme.grid
                         : m_framed                    ? theme.background
                                                       : QColor(Qt::transparent));
    painter.drawRoundedRect(frame, 6, 6);
    if (filled && hasFocus()) {
        painter.setPen(QPen(theme.onAccent, 1.0));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(frame.adjusted(2, 2, -2, -2), 4, 4);
    }
    const QColor colour = filled ? theme.onAccent : isEnabled() ? theme.text : theme.muted;
    QRect area = rect().adjusted(kPadding, 0, -kPadding, 0);
    if (m_glyph != Glyph::None) {
        paintGlyph(painter, m_glyph, QRectF(area.left() - 4, 0, kGlyphWidth, height()), colour);
        area.setLeft(area.left() + kGlyphWidth);
    }
    const int noteWidth = QFontMetrics(theme.font(FontRole::Caption)).horizontalAdvance(m_note);
    const int textWidth = QFontMetrics(theme.font(FontRole::Body)).horizontalAdvance(text());
    // A short note such as an arrow always stays; a shortcut gives way to the text when there is no room for both.
    if (!m_note.isEmpty() && (m_note.size() == 1 || textWidth + noteWidth + 8 <= area.width())) {
        painter.setFont(theme.font(FontRole::Caption));
        painter.setPen(theme.muted);
        painter.drawText(area, Qt::AlignRight | Qt::AlignVCenter, m_note);
        area.setRight(area.right() - painter.fontMetrics().horizontalAdvance(m_note) - 8);
    }
    painter.setFont(theme.font(m_detail.isEmpty() && !filled ? FontRole::Body : FontRole::Strong));
    painter.setPen(colour);
    const bool centred = m_note.isEmpty() && m_detail.isEmpty();
    const QString shown = painter.fontMetrics().elidedText(text(), Qt::ElideRight, area.width());
    painter.drawText(area, (centred ? Qt::AlignHCenter : Qt::AlignLeft) | Qt::AlignVCenter, shown);
    if (!m_detail.isEmpty()) {
        area.setLeft(area.left() + painter.fontMetrics().horizontalAdvance(shown) + 4);
        painter.setFont(theme.font(FontRole::Body));
        painter.setPen(theme.muted);
        if (area.width() > 30)
            painter.drawText(area, Qt::AlignLeft | Qt::AlignVCenter,
                             painter.fontMetrics().elidedText(m_detail, Qt::ElideRight, area.width()));
    }
}

void FlatButton::enterEvent(QEnterEvent*)
{
    update();
}
void FlatButton::leaveEvent(QEvent*)
{
    update();
}

} // namespace ralmscope
