// SPDX-License-Identifier: GPL-3.0-or-later
#include "link_fabric.h"

#include <algorithm>
#include <cmath>

namespace ralmscope {

namespace {

// Fixed times of a tree in the tuning table of NCCL 2.2x (src/graph/tuning.cc): protocols LL and Simple.
constexpr double kSmallFixed = 6.8e-6;
constexpr double kLargeFixed = 8.4e-6;
/// Every four bytes of the low-latency protocol carry a flag of four more.
constexpr double kFlaggedBytes = 2.0;

/// Hops that follow one another.
double hops(CollectiveOperation operation, double gpus)
{
    if (operation == CollectiveOperation::SendReceive)
        return 1.0;
    const double levels = std::ceil(std::log2(gpus));
    return operation == CollectiveOperation::AllReduce ? 2.0 * levels : levels;
}

double betweenServers(const CollectiveCall& call, const LinkFabric& fabric)
{
    const double servers = std::ceil(call.gpus / fabric.domain);
    return networkSeconds({call.operation, servers, call.bytes / fabric.domain}, fabric.network);
}

} // namespace

double networkSeconds(const CollectiveCall& call, const NetworkConstants& network)
{
    if (call.gpus <= 1.0)
        return 0.0;
    const double steps = hops(call.operation, call.gpus);
    const double transfer = call.bytes * collectiveTraffic(call.operation, call.gpus) / network.bandwidth;
    return std::min(kSmallFixed + steps * network.hop + kFlaggedBytes * transfer,
                    kLargeFixed + steps * network.bulkHop + transfer);
}

double fabricAllReduceSeconds(const CollectiveCall& call, const KernelMachine& machine, const CollectiveConstants& c,
                              const LinkFabric& fabric)
{
    if (!fabric.isLeftBy(call.gpus))
        return collectiveSeconds(call, machine, c);
    if (fabric.network.bandwidth <= 0.0)
        return std::max(collectiveSeconds(call, fabric.tree, fabric.treeAllReduce),
                        collectiveSeconds({call.operation, fabric.domain, call.bytes}, machine, c));
    return collectiveSeconds({call.operation, fabric.domain, call.bytes}, machine, c) + betweenServers(call, fabric);
}

double fabricPipelineSeconds(const CollectiveCall& call, double stages, double gpus, const KernelMachine& machine,
                             const CollectiveConstants& c, const LinkFabric& fabric)
{
    const double passes = stages - 1.0;
    if (!fabric.isLeftBy(stages * gpus))
        return passes * collectiveSeconds(call, machine, c);
    const double together = std::max(1.0, std::floor(fabric.domain / gpus));
    const double leaving = std::ceil(stages / together) - 1.0;
    const double beyond = fabric.network.bandwidth > 0.0 ? networkSeconds(call, fabric.network)
                                                         : collectiveSeconds(call, fabric.tree, fabric.treeSendReceive);
    return (passes - leaving) * collectiveSeconds(call, machine, c) + leaving * beyond;
}

} // namespace ralmscope
