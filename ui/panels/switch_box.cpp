// SPDX-License-Identifier: GPL-3.0-or-later
#include "switch_box.h"

#include <QPainter>

namespace ralmscope {

SwitchBox::SwitchBox(const Appearance& appearance, QWidget* parent)
    : QAbstractButton(parent)
    , m_appearance(&appearance)
{
    setCheckable(true);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setFixedSize(32, 24);
}

void SwitchBox::paintEvent(QPaintEvent*)
{
    const Theme& theme = m_appearance->theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF body(2, 5, 28, 14);
    painter.setPen(Qt::NoPen);
    painter.setBrush(isChecked() ? theme.accent : theme.line);
    painter.drawRoundedRect(body, 7, 7);
    painter.setBrush(theme.background);
    painter.drawEllipse(QPointF(isChecked() ? body.right() - 7 : body.left() + 7, body.center().y()), 5, 5);
    if (hasFocus()) {
        painter.setPen(QPen(theme.accent, 1.5));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(body.adjusted(-1.5, -2.5, 1.5, 2.5), 9, 9);
    }
}

} // namespace ralmscope
