// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace ralmscope {

/// Bytes of one query on the wire, as the prototype's 64-byte words carry them (coordinator sources of
/// fpgasystems/Chameleon-RAG-Acceleration and its networked FPGA kernels).
struct QueryMessages
{
    double gpuToCoordinator = 0.0;
    double coordinatorToNode = 0.0; ///< to each node
    double nodeToCoordinator = 0.0; ///< from each node
    double coordinatorToGpu = 0.0;

    /// Total on the coordinator's links with this many nodes.
    double total(double nodes) const
    {
        return gpuToCoordinator + coordinatorToGpu + nodes * (coordinatorToNode + nodeToCoordinator);
    }
};

/// @param withCentroids the prototype ships nprobe centroid vectors to every node; else query and list ids only
/// @param resultSlots results that a node returns, whatever K is
QueryMessages queryMessages(double dimension, double nprobe, double k, double resultSlots, bool withCentroids);

/// Seconds for which one query occupies the coordinator's link: it sends to two children of the tree, or to every node
/// in turn. Both directions work at once.
double linkTimePerQuery(const QueryMessages& messages, double nodes, double bandwidth, bool rootSerial);

/// Levels of a binary tree over the nodes: ceil(log2 n). LogGP endpoint latency is paid once per level.
double treeLevels(double nodes);

} // namespace ralmscope
