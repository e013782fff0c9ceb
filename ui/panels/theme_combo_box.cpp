// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme_combo_box.h"

#include <QPainter>
#include <QStyleOptionComboBox>
#include <QStylePainter>
#include <QWheelEvent>

namespace ralmscope {

ThemeComboBox::ThemeComboBox(const Appearance& appearance, QWidget* parent)
    : QComboBox(parent)
    , m_appearance(&appearance)
{
    setFocusPolicy(Qt::StrongFocus);
    setFixedHeight(24);
    setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
}

void ThemeComboBox::paintEvent(QPaintEvent*)
{
    QStylePainter painter(this);
    QStyleOptionComboBox option;
    initStyleOption(&option);
    painter.drawComplexControl(QStyle::CC_ComboBox, option);
    const Theme& theme = m_appearance->theme();
    const QRect area = rect().adjusted(8, 0, -18, 0);
    painter.setPen(isEnabled() ? theme.text : theme.muted);
    painter.drawText(area, Qt::AlignLeft | Qt::AlignVCenter,
                     fontMetrics().elidedText(currentText(), Qt::ElideRight, area.width()));
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.muted);
    const QPointF c(width() - 11.0, height() / 2.0);
    painter.drawPolygon(QPolygonF({c + QPointF(-3.5, -1.5), c + QPointF(3.5, -1.5), c + QPointF(0, 2.5)}));
}

void ThemeComboBox::wheelEvent(QWheelEvent* event)
{
    if (hasFocus())
        QComboBox::wheelEvent(event);
    else
        event->ignore();
}

} // namespace ralmscope
