// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metric.h"

#include <span>
#include <string_view>

namespace ralmscope {

/// Which direction of a metric is better; decides whether a delta is shown as a gain or a loss.
enum class Better
{
    Lower,
    Higher,
    Neither
};

/// One row of the metric table: everything read-outs, charts, SQL columns, CSV headers and the command line need.
struct MetricInfo
{
    Metric metric;
    std::string_view id; ///< stable name in SQL, CSV and on the command line, such as "latency.tpot"
    std::string_view label; ///< as shown to people
    std::string_view unit; ///< SI unit or counting word; "%" means a fraction that is shown times 100
    Better better = Better::Neither;
    std::string_view doc; ///< one sentence: what it is
};

/// All rows, in the order of Metric.
std::span<const MetricInfo> metricTable();

const MetricInfo& info(Metric metric);

/// nullptr if no metric has this id.
const MetricInfo* findMetric(std::string_view id);

} // namespace ralmscope
