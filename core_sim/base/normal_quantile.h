// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace ralmscope {

/// Quantile of the standard normal distribution, 0 < p < 1; absolute error below 5e-9 (Acklam's rational approximation
/// with one Halley step).
double normalQuantile(double p);

/// Quantile p of the largest of n independent standard normal values, n >= 1.
double largestNormalQuantile(double p, double n);

} // namespace ralmscope
