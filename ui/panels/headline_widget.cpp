// SPDX-License-Identifier: GPL-3.0-or-later
#include "headline_widget.h"

#include "qt_text.h"

#include <QPainter>

namespace ralmscope {

QString changeLabel(const MetricLine& line)
{
    if (line.delta.empty())
        return {};
    const QString arrow = line.sign > 0 ? QStringLiteral("▲ ") : line.sign < 0 ? QStringLiteral("▼ ") : QString();
    QString delta = qtext(line.delta);
    // A true minus sign is as wide as the plus, so rows line up.
    delta.replace(QLatin1Char('-'), QChar(0x2212));
    return arrow + delta;
}

QColor changeColour(Direction direction, const Theme& theme)
{
    switch (direction) {
    case Direction::Better:
        return theme.good;
    case Direction::Worse:
        return theme.bad;
    case Direction::Neutral:
        break;
    }
    return theme.muted;
}

HeadlineWidget::HeadlineWidget(const Appearance& appearance, QWidget* parent)
    : QWidget(parent)
    , m_appearance(&appearance)
{
    setFixedHeight(sizeHint().height());
}

void HeadlineWidget::setLine(const MetricLine& line)
{
    m_line = line;
    QString tip = qtext(line.doc) + QLatin1Char('\n') + qtext(line.exact);
    if (!line.errorDoc.empty())
        tip += QLatin1Char('\n') + qtext(line.error) + QStringLiteral(": ") + qtext(line.errorDoc);
    setToolTip(tip);
    setAccessibleName(
        QStringLiteral("%1: %2 %3 %4 %5")
            .arg(qtext(line.label), qtext(line.value), qtext(line.unit), qtext(line.error), changeLabel(line))
            .simplified());
    update();
}

void HeadlineWidget::paintEvent(QPaintEvent*)
{
    const Theme& theme = m_appearance->theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(theme.font(FontRole::Body));
    painter.setPen(theme.muted);
    painter.drawText(QRect(0, 0, width(), 18), Qt::AlignLeft | Qt::AlignVCenter, qtext(m_line.label));
    painter.setFont(theme.font(FontRole::Headline));
    painter.setPen(theme.text);
    const double baseline = 42;
    const double used = drawTabular(painter, QPointF(0, baseline), qtext(m_line.value));
    painter.setFont(theme.font(FontRole::Body));
    painter.setPen(theme.muted);
    painter.drawText(QPointF(used + 7, baseline), qtext(m_line.unit));
    painter.setFont(theme.font(FontRole::Caption));
    painter.drawText(QRect(0, 6, width(), 18), Qt::AlignRight | Qt::AlignVCenter, qtext(m_line.error));
    painter.setFont(theme.font(FontRole::Strong));
    painter.setPen(changeColour(m_line.direction, theme));
    painter.drawText(QRect(0, 24, width(), 20), Qt::AlignRight | Qt::AlignVCenter, changeLabel(m_line));
}

} // namespace ralmscope
