// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chart_model.h"

namespace ralmscope::sample {

// Fixed charts for the tests of renderers and exports: the same bits on every machine.

/// Curve, baseline, measured points with bars, band, cursor; logarithmic x with explicit ticks.
ChartModel latency(std::size_t points = 29);
/// Four categories of four segments, the third category emphasised.
ChartModel breakdown();
/// A step curve with spikes and measured points along it.
ChartModel sequence();
/// Five model series that a reader has to tell apart.
ChartModel manySeries();

} // namespace ralmscope::sample
