// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "appearance.h"

#include <functional>

class QPoint;
class QWidget;

class QMenu;

namespace ralmscope {

class ChartView;
class MenuLabel;

// What the cards of several views have in common.

/// A menu in the place of the card's heading: lies over the title that the chart draws, with its arrow behind the unit.
MenuLabel* addTitleMenu(ChartView& chart, const Appearance& appearance, const QString& tip);

/// After every change of the chart or its size.
void placeTitleMenu(MenuLabel& label, const ChartView& chart, const Theme& theme);

/// The context menu of a chart, at a position on the screen: copy and export, then what `more` adds, if anything.
/// `exportChart` gets the chart's id.
void openChartMenu(ChartView& chart, const QPoint& position, const std::function<void(const QString&)>& exportChart,
                   const std::function<void(QMenu&)>& more = {});

} // namespace ralmscope
