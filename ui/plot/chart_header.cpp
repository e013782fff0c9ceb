// SPDX-License-Identifier: GPL-3.0-or-later
#include "chart_header.h"

#include <QFontMetricsF>
#include <QPainter>

namespace ralmscope {

namespace {

constexpr int kMargin = 14;
constexpr int kSwitchWidth = 40;

} // namespace

QRect ChartHeader::switchRect(int width) const
{
    return {width - kSwitchWidth - 4, 4, kSwitchWidth, kHeight - 8};
}

void ChartHeader::paint(QPainter& painter, int width, const Theme& theme) const
{
    const QFont titleFont = theme.font(FontRole::CardTitle);
    const QFont smallFont = theme.font(FontRole::Caption);
    const QFontMetricsF titleMetrics(titleFont);
    const QFontMetricsF smallMetrics(smallFont);
    const double baseline = 7.0 + titleMetrics.ascent();
    const QString unitText = unit.isEmpty() ? QString() : QStringLiteral("(%1)").arg(unit);
    const double unitWidth = unitText.isEmpty() ? 0.0 : smallMetrics.horizontalAdvance(unitText) + 8.0;
    const double right =
        width - kMargin - (switchVisible ? smallMetrics.horizontalAdvance(QStringLiteral("log")) + 12.0 : 0.0);

    painter.setFont(titleFont);
    painter.setPen(theme.text);
    const QString shown = titleMetrics.elidedText(title, Qt::ElideRight, std::max(right - kMargin - unitWidth, 24.0));
    painter.drawText(QPointF(kMargin, baseline), shown);
    const double end = kMargin + titleMetrics.horizontalAdvance(shown);

    painter.setFont(smallFont);
    painter.setPen(theme.muted);
    painter.drawText(QPointF(end + 8.0, baseline),
                     smallMetrics.elidedText(unitText, Qt::ElideRight, right - end - 8.0));
    if (!switchVisible)
        return;
    QFont switchFont = smallFont;
    switchFont.setWeight(logarithmic ? QFont::DemiBold : QFont::Normal);
    const QString text = QStringLiteral("log");
    const double x = width - kMargin - QFontMetricsF(switchFont).horizontalAdvance(text);
    painter.setFont(switchFont);
    painter.setPen(logarithmic ? theme.accent : switchHovered ? theme.text : theme.muted);
    painter.drawText(QPointF(x, baseline), text);
}

} // namespace ralmscope
