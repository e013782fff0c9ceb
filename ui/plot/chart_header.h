// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme.h"

#include <QRect>
#include <QString>

class QPainter;

namespace ralmscope {

/// The heading of a chart's card: title, unit in muted brackets, and the "log" switch at the right.
struct ChartHeader
{
    static constexpr int kHeight = 34;

    QString title;
    QString unit;
    bool switchVisible = true;
    bool logarithmic = false;
    bool switchHovered = false;

    /// Where the switch can be hit, for a card of this width: at least 24 px high.
    QRect switchRect(int width) const;
    void paint(QPainter& painter, int width, const Theme& theme) const;
};

} // namespace ralmscope
