// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chart_model.h"
#include "result.h"
#include "session.h"

#include <span>
#include <string>
#include <vector>

namespace ralmscope {

/// One bar of the breakdown: the current design or a variant of it.
struct BreakdownBar
{
    std::string label;
    DesignPoint design;
    bool current = false;
};

/// The pinned baseline, the CPU organisations, the fewest FPGA nodes that hold the database, four times as many, and
/// among them the current design. The list rests while node count or other parameters are dragged, except for the
/// current bar.
std::vector<BreakdownBar> breakdownBars(const SessionState& state, const Catalog& catalog);

enum class BreakdownQuantity
{
    Seconds,
    Joules
};

/// Where a token's time or energy goes, stage by stage, for each bar. Bars longer than `outlier` times the current
/// design's are cut.
ChartModel breakdownChart(BreakdownQuantity quantity, std::span<const BreakdownBar> bars,
                          std::span<const Result> results, double outlier = 8.0);

} // namespace ralmscope
