// SPDX-License-Identifier: GPL-3.0-or-later
#include "chart_card.h"

#include "chart_view.h"
#include "menu_label.h"
#include "qt_text.h"

#include <QCoreApplication>
#include <QFontMetrics>
#include <QMenu>

#include <algorithm>

namespace ralmscope {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("ChartCard", text);
}

} // namespace

MenuLabel* addTitleMenu(ChartView& chart, const Appearance& appearance, const QString& tip)
{
    auto* title = new MenuLabel(FontRole::CardTitle, appearance, &chart);
    title->setTransparentText(true);
    title->setToolTip(tip);
    return title;
}

void placeTitleMenu(MenuLabel& label, const ChartView& chart, const Theme& theme)
{
    const QFontMetrics titleMetrics(theme.font(FontRole::CardTitle));
    const QFontMetrics unitMetrics(theme.font(FontRole::Caption));
    const QString title = qtext(chart.chart()->title);
    // The chart's accessible name is "<title> in <unit>": the arrow goes behind the unit, which the chart draws.
    const QString unit = chart.accessibleName().mid(title.size() + 4);
    const int unitWidth = unit.isEmpty() ? 0 : unitMetrics.horizontalAdvance(QStringLiteral("(%1)").arg(unit)) + 8;
    label.setText(title);
    label.setAccessibleName(tr("%1: choose").arg(title));
    // A heading that the chart has to shorten reaches up to the "log" switch: no room for an arrow, but still a menu.
    const int wanted = titleMetrics.horizontalAdvance(title) + unitWidth + 26;
    const int room = chart.width() - 56;
    label.setArrowVisible(wanted <= room);
    label.setGeometry(8, 4, std::min(wanted, room), 24);
    label.update();
}

void openChartMenu(ChartView& chart, const QPoint& position, const std::function<void(const QString&)>& exportChart,
                   const std::function<void(QMenu&)>& more)
{
    if (!chart.chart())
        return;
    QMenu menu(&chart);
    const QString id = qtext(chart.chart()->id);
    menu.addAction(tr("Copy chart\tCtrl+C"), &chart, &ChartView::copyRequested);
    menu.addAction(tr("Export chart…\tCtrl+E"), &chart, [exportChart, id] { exportChart(id); });
    if (more)
        more(menu);
    menu.exec(position);
}

} // namespace ralmscope
