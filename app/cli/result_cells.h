// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metric_table.h"
#include "result.h"

#include <array>
#include <string>

namespace ralmscope::cli {

// Results as cells of a CSV file: numbers that read back exactly, empty where a metric does not apply.

/// ",id,id,..." of all metrics.
std::string metricHeaderCells();
/// ",number,number,..." in the same order.
void appendMetricCells(std::string& line, const std::array<double, kMetricCount>& metrics);

} // namespace ralmscope::cli
