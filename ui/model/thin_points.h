// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace ralmscope {

/// Positions of about `limit` points that look like all of them: of every part of the plane the same share, and at
/// least one of each, so that lonely points stay. Logarithmic where all values are positive, else linear; ascending;
/// the same for the same values. All positions where there are no more than `limit`.
std::vector<std::size_t> thinPoints(std::span<const double> x, std::span<const double> y, std::size_t limit);

} // namespace ralmscope
