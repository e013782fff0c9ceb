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

QString errorLabel(const MetricLine& line)
{
    if (line.error.empty() || line.errorBasis.empty())
        return qtext(line.error);
    return qtext(line.error) + QStringLiteral(", ") + qtext(line.errorBasis);
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
        tip += QLatin1Char('\n') + errorLabel(line) + QStringLiteral(": ") + qtext(line.errorDoc);
    setToolTip(tip);
    setAccessibleName(
        QStringLiteral("%1: %2 %3 %4 %5")
            .arg(qtext(line.label), qtext(line.value), qtext(line.unit), errorLabel(line), changeLabel(line))
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
    const QString error = errorLabel(m_line);
    const int errorWidth = QFontMetrics(theme.font(FontRole::Caption)).horizontalAdvance(error);
    painter.drawText(QRect(0, 0, width(), 18), Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(qtext(m_line.label), Qt::ElideRight, width() - errorWidth - 8));
    painter.setFont(theme.font(FontRole::Headline));
    painter.setPen(theme.text);
    const double baseline = 42;
    const double used = drawTabular(painter, QPointF(0, baseline), qtext(m_line.value));
    painter.setFont(theme.font(FontRole::Body));
    painter.setPen(theme.muted);
    painter.drawText(QPointF(used + 7, baseline), qtext(m_line.unit));
    painter.setFont(theme.font(FontRole::Caption));
    painter.drawText(QRect(0, 1, width(), 18), Qt::AlignRight | Qt::AlignVCenter, error);
    painter.setFont(theme.font(FontRole::Strong));
    painter.setPen(changeColour(m_line.direction, theme));
    painter.drawText(QRect(0, 24, width(), 20), Qt::AlignRight | Qt::AlignVCenter, changeLabel(m_line));
}

} // namespace ralmscope
