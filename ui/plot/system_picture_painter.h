// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "system_picture_model.h"
#include "theme.h"

#include <QRectF>

#include <vector>

class QPainter;

namespace ralmscope {

/// Where one pool of the system picture stands.
struct SystemBoxPlace
{
    QRectF body; ///< front box
    QRectF outline; ///< of all boxes drawn in depth
    QRectF handle; ///< count handle
    QRectF plus; ///< above and below the handle; empty where the count is fixed
    QRectF minus;
    int depth = 1; ///< boxes drawn
    bool row = false; ///< boxes stand below one another
};

/// Places all boxes in `area`, evenly from left to right; in a figure that is too narrow for their texts, from top to
/// bottom.
std::vector<SystemBoxPlace> layoutSystemPicture(const SystemPicture& picture, const QRectF& area, const Theme& theme);

/// What is under the pointer or has the focus; nothing of it in figures.
struct SystemPictureState
{
    bool interactive = false; ///< draws + and -
    int hovered = -1;
    int focused = -1;
    int dragged = -1;
};

/// Draws the picture: boxes to count, fill level = utilisation, links with bandwidth and traffic, the binding pool in a
/// dashed outline and named at the top right (or the problem instead). Lengths scale with theme.scale.
void paintSystemPicture(QPainter& painter, const SystemPicture& picture, const QRectF& area, const Theme& theme,
                        const SystemPictureState& state = {});

} // namespace ralmscope
