// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme_combo_box.h"

#include "choice_finder.h"

#include <QKeyEvent>
#include <QPainter>
#include <QStyleOptionComboBox>
#include <QStylePainter>
#include <QWheelEvent>

namespace ralmscope {

namespace {
constexpr int kFindFrom = 12; ///< longer lists are searched
}

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

bool ThemeComboBox::isLong() const
{
    return count() > kFindFrom;
}

void ThemeComboBox::find(const QString& text)
{
    auto* finder = new ChoiceFinder(
        *this,
        [this](int index) {
            setCurrentIndex(index);
            Q_EMIT activated(index);
        },
        this);
    finder->open(text);
}

void ThemeComboBox::showPopup()
{
    if (isLong())
        find({});
    else
        QComboBox::showPopup();
}

void ThemeComboBox::keyPressEvent(QKeyEvent* event)
{
    const bool types = !event->text().isEmpty() && event->text().at(0).isLetterOrNumber()
        && !(event->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier));
    if (isLong() && types)
        find(event->text());
    else
        QComboBox::keyPressEvent(event);
}

void ThemeComboBox::wheelEvent(QWheelEvent* event)
{
    if (hasFocus())
        QComboBox::wheelEvent(event);
    else
        event->ignore();
}

} // namespace ralmscope
