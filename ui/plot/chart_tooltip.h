// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme.h"

#include <QLabel>

namespace ralmscope {

/// Exact values beside the mouse: a small card over the window. Unlike a tool tip it follows at once, stays while the
/// mouse rests, and lets every mouse event through.
class ChartTooltip : public QLabel
{
    Q_OBJECT

public:
    explicit ChartTooltip(QWidget* chart);

    void setTheme(const Theme& theme);
    /// `position` in pixels of `chart`; the card keeps inside its window.
    void showAt(const QWidget& chart, const QPoint& position, const QString& richText);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Theme m_theme;
};

} // namespace ralmscope
