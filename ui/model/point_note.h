// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "provenance.h"
#include "validation.h"

namespace ralmscope {

/// Both the measured and the predicted value are numbers.
bool comparable(const ComparedPoint& point);

/// A compared value in words, for hovering: row, both numbers, how far they differ, which constants predicted it.
std::string pointNote(const ComparedPoint& point, SourceTag tag);

} // namespace ralmscope
