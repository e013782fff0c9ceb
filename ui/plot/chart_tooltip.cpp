// SPDX-License-Identifier: GPL-3.0-or-later
#include "chart_tooltip.h"

#include <QPainter>

#include <algorithm>

namespace ralmscope {

namespace {

constexpr int kMaximumWidth = 380;
constexpr int kDistance = 16;

} // namespace

ChartTooltip::ChartTooltip(QWidget* chart)
    : QLabel(chart)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setTextFormat(Qt::RichText);
    setMargin(8);
    hide();
}

void ChartTooltip::setTheme(const Theme& theme)
{
    m_theme = theme;
    setFont(theme.font(FontRole::Caption));
    QPalette colors = palette();
    colors.setColor(QPalette::WindowText, theme.text);
    setPalette(colors);
}

void ChartTooltip::showAt(const QWidget& chart, const QPoint& position, const QString& richText)
{
    QWidget* window = chart.window();
    if (parentWidget() != window)
        setParent(window);
    if (text() != richText) {
        setWordWrap(false);
        setText(richText);
        if (sizeHint().width() > kMaximumWidth) {
            setWordWrap(true);
            resize(kMaximumWidth, heightForWidth(kMaximumWidth));
        } else
            resize(sizeHint());
    }
    const QPoint mouse = chart.mapTo(window, position);
    int x = mouse.x() + kDistance;
    if (x + width() > window->width())
        x = mouse.x() - kDistance - width();
    int y = mouse.y() + kDistance;
    if (y + height() > window->height())
        y = mouse.y() - kDistance - height();
    move(std::max(x, 0), std::max(y, 0));
    show();
    raise();
}

void ChartTooltip::paintEvent(QPaintEvent* event)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(mixed(m_theme.line, m_theme.muted, 0.4));
    painter.setBrush(m_theme.panel);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6.0, 6.0);
    painter.end();
    QLabel::paintEvent(event);
}

} // namespace ralmscope
