// SPDX-License-Identifier: GPL-3.0-or-later
#include "fpga_cost.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace ralmscope {

double decodeUnits(const FpgaNode& node, double channels, double pqBytes)
{
    return channels * std::floor(node.bytesPerCycle / pqBytes);
}

double tableCycles(const FpgaNode& node, double dimension, double pqBytes, double lutUnits)
{
    const double perByte = dimension / pqBytes;
    const double initiationInterval = perByte <= 8.0 ? 1.0 : perByte <= 16.0 ? 2.0 : perByte <= 32.0 ? 4.0 : 8.0;
    return node.lutRows * std::max(1.0, pqBytes / lutUnits) * initiationInterval;
}

NodeScanCost nodeScan(const FpgaNode& node, const NodeScan& scan)
{
    const double units = decodeUnits(node, scan.channels, scan.pqBytes);
    if (units < 1.0) {
        constexpr double never = std::numeric_limits<double>::infinity();
        return {never, 0.0, never};
    }
    const double codes = scan.listImbalance * scan.vectors / (scan.nodes * scan.nlist) / units;
    const double table = tableCycles(node, scan.dimension, scan.pqBytes, scan.lutUnits);
    const double fill = node.pipelineDepthPerByte * scan.pqBytes + node.pipelineDepthFixed + node.listOverhead;
    const double exposedTable = scan.doubleBuffer ? std::max(0.0, table - codes) : table;
    const double perCycle = scan.nprobe / scan.clock;
    NodeScanCost cost;
    cost.scan = (codes + fill) * perCycle;
    cost.tables = exposedTable * perCycle;
    cost.total = cost.scan + cost.tables;
    return cost;
}

} // namespace ralmscope
