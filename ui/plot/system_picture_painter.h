// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "system_picture_layout.h"

class QPainter;

namespace ralmscope {

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
