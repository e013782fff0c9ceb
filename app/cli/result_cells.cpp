// SPDX-License-Identifier: GPL-3.0-or-later
#include "result_cells.h"

#include <cmath>
#include <iterator>

#include <fmt/format.h>

namespace ralmscope::cli {

std::string metricHeaderCells()
{
    std::string line;
    for (const MetricInfo& row : metricTable())
        line += fmt::format(",{}", row.id);
    return line;
}

void appendMetricCells(std::string& line, const std::array<double, kMetricCount>& metrics)
{
    for (const double value : metrics) {
        line += ',';
        if (!std::isnan(value))
            fmt::format_to(std::back_inserter(line), "{}", value);
    }
}

} // namespace ralmscope::cli
