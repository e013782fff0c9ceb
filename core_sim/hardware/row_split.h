// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gpu_kernels.h"

#include <string_view>
#include <vector>

namespace ralmscope {

/// Whether a measured row is kept apart from fits: one in five, by a hash of its cells, so that the split depends
/// neither on the order of rows nor on a seed.
bool isHeldOut(std::string_view cells);

/// Whether a measured row belongs to the half that is kept apart from fits of few constants to many rows; by another
/// part of the same hash.
bool isSecondHalf(std::string_view cells);

/// Median and 90th percentile of errors, linear between neighbours; NaN of none.
ErrorBand errorBand(std::vector<double> errors);

} // namespace ralmscope
