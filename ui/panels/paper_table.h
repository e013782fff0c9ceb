// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "paper_card.h"
#include "theme.h"

#include <QString>

namespace ralmscope {

/// Series of a card with their errors, as rich text: first what is judged, then a few of what is not; after
/// them the errors that others published.
QString paperTableHtml(const PaperCard& card, const Theme& theme);

} // namespace ralmscope
