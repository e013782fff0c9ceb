// SPDX-License-Identifier: GPL-3.0-or-later
#include "menu_label.h"

#include <QKeyEvent>
#include <QMenu>
#include <QPainter>

namespace ralmscope {

MenuLabel::MenuLabel(FontRole role, const Appearance& appearance, QWidget* parent)
    : QAbstractButton(parent)
    , m_role(role)
    , m_appearance(&appearance)
{
    setFocusPolicy(Qt::TabFocus);
    setCursor(Qt::PointingHandCursor);
    connect(this, &QAbstractButton::clicked, this, &MenuLabel::open);
    connect(m_appearance, &Appearance::changed, this, qOverload<>(&QWidget::update));
}

QSize MenuLabel::sizeHint() const
{
    const QFontMetrics metrics(m_appearance->theme().font(m_role));
    return {metrics.horizontalAdvance(text()) + 26, 24};
}

void MenuLabel::paintEvent(QPaintEvent*)
{
    const Theme& theme = m_appearance->theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (!m_transparent)
        painter.fillRect(rect(), theme.background);
    const bool active = underMouse() || hasFocus();
    if (active) {
        painter.setPen(QPen(hasFocus() ? theme.accent : theme.line, 1.0));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5);
    }
    const QColor colour = active ? theme.text : theme.muted;
    if (!m_transparent) {
        painter.setFont(theme.font(m_role));
        painter.setPen(colour);
        painter.drawText(rect().adjusted(6, 0, -14, 0), Qt::AlignLeft | Qt::AlignVCenter, text());
    }
    if (!m_arrowVisible)
        return;
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    const QPointF c(width() - 9.5, height() / 2.0 + 0.5);
    painter.drawPolygon(QPolygonF({c + QPointF(-3, -1.5), c + QPointF(3, -1.5), c + QPointF(0, 2)}));
}

void MenuLabel::open()
{
    if (!m_fill)
        return;
    QMenu menu(this);
    m_fill(menu);
    menu.exec(mapToGlobal(QPoint(0, height() + 2)));
    update();
}

void MenuLabel::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Down || event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        open();
    else
        QAbstractButton::keyPressEvent(event);
}

void MenuLabel::enterEvent(QEnterEvent*)
{
    update();
}
void MenuLabel::leaveEvent(QEvent*)
{
    update();
}

} // namespace ralmscope
