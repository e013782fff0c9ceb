// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "fpga_node.h"

namespace ralmscope {

/// What one query asks of one near-memory node.
struct NodeScan
{
    double vectors = 0.0; ///< N of the whole database
    double dimension = 0.0; ///< D
    double pqBytes = 0.0; ///< m
    double nlist = 0.0;
    double nprobe = 0.0;
    double listImbalance = 1.0; ///< gamma
    double nodes = 1.0; ///< nodes that every list is split over
    double channels = 0.0; ///< DRAM channels of the node
    double clock = 0.0; ///< Hz
    double lutUnits = 1.0; ///< P
    bool doubleBuffer = false; ///< build the next table while the current list is scanned
};

/// Time of one query on one node, seconds. scan + tables = total.
struct NodeScanCost
{
    double scan = 0.0; ///< reading codes, pipeline fill, list overhead
    double tables = 0.0; ///< building look-up tables that the scan does not hide
    double total = 0.0;
};

/// Decoding units of a node: each channel delivers bytesPerCycle, a unit consumes one m-byte code per cycle. 0 if a
/// code is wider than a channel. Chameleon, PVLDB 18(1), Sec. 4 (near-memory pipeline).
double decodeUnits(const FpgaNode& node, double channels, double pqBytes);

/// Cycles to build the table of one list: 2^8 rows, m / P passes, initiation interval by D / m (HLS reports of
/// fpgasystems/Chameleon-RAG-Acceleration).
double tableCycles(const FpgaNode& node, double dimension, double pqBytes, double lutUnits);

/// Cycle model of the memory node: lists split over nodes and channels, table build, decode, pipeline depth, overhead.
/// Infinite if there is no decoding unit.
NodeScanCost nodeScan(const FpgaNode& node, const NodeScan& scan);

} // namespace ralmscope
