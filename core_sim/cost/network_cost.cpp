// SPDX-License-Identifier: GPL-3.0-or-later
#include "network_cost.h"

#include <algorithm>
#include <cmath>

namespace ralmscope {

namespace {

constexpr double kWord = 64.0;

double words(double bytes)
{
    return std::ceil(bytes / kWord);
}

} // namespace

QueryMessages queryMessages(double dimension, double nprobe, double k, double resultSlots, bool withCentroids)
{
    const double vector = words(4.0 * dimension);
    QueryMessages messages;
    messages.gpuToCoordinator = 4.0 * dimension + 8.0 * nprobe;
    messages.coordinatorToNode = kWord * (words(4.0 * nprobe) + vector + (withCentroids ? nprobe * vector : 0.0));
    messages.nodeToCoordinator = kWord * (1.0 + words(8.0 * resultSlots) + words(4.0 * resultSlots));
    messages.coordinatorToGpu = 12.0 * k;
    return messages;
}

double linkTimePerQuery(const QueryMessages& messages, double nodes, double bandwidth, bool rootSerial)
{
    const double fan = rootSerial ? nodes : std::min(nodes, 2.0);
    return fan * std::max(messages.coordinatorToNode, messages.nodeToCoordinator) / bandwidth;
}

double treeLevels(double nodes)
{
    return nodes > 1.0 ? std::ceil(std::log2(nodes)) : 0.0;
}

} // namespace ralmscope
