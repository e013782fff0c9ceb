// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "system_picture_model.h"
#include "theme.h"

#include <QRectF>
#include <QStringList>

#include <vector>

namespace ralmscope {

/// Where one pool of the system picture stands, and its texts as they are broken there.
struct SystemBoxPlace
{
    QRectF body; ///< front box
    QRectF outline; ///< of all boxes drawn in depth
    QRectF handle; ///< count handle
    QRectF plus; ///< above and below the handle; empty where the count is fixed
    QRectF minus;
    QRectF text; ///< inside of the body; its height counts in rows only
    QStringList title;
    QStringList detail;
    int depth = 1; ///< boxes drawn
    double shift = 0.0; ///< of each box behind the front one, to the right and up
    bool row = false; ///< boxes stand below one another
};

/// Figures are small and nothing in them can be dragged: they have no handles, and their boxes stand closer. Themes of
/// figures are those with a least size of text.
bool isFigure(const Theme& theme);

/// Places all boxes in `area`, column by column from left to right; in a figure that is too narrow for their texts,
/// from top to bottom.
std::vector<SystemBoxPlace> layoutSystemPicture(const SystemPicture& picture, const QRectF& area, const Theme& theme);

} // namespace ralmscope
