// SPDX-License-Identifier: GPL-3.0-or-later
#include "collective_cost.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace ralmscope {

namespace {

constexpr std::array<std::string_view, 5> kNames{"all_reduce", "all_gather", "reduce_scatter", "alltoall", "send_recv"};

/// Bytes that pass a GPU's link per byte of the message.
double traffic(CollectiveOperation operation, double gpus)
{
    switch (operation) {
    case CollectiveOperation::AllReduce:
        return 2.0 * (gpus - 1.0) / gpus;
    case CollectiveOperation::SendReceive:
        return 1.0;
    case CollectiveOperation::AllGather:
    case CollectiveOperation::ReduceScatter:
    case CollectiveOperation::AllToAll:
        break;
    }
    return (gpus - 1.0) / gpus;
}

} // namespace

std::string_view collectiveName(CollectiveOperation operation)
{
    return kNames[static_cast<std::size_t>(operation)];
}

std::optional<CollectiveOperation> collectiveFromName(std::string_view name)
{
    const auto found = std::find(kNames.begin(), kNames.end(), name);
    if (found == kNames.end())
        return std::nullopt;
    return static_cast<CollectiveOperation>(found - kNames.begin());
}

double collectiveSeconds(const CollectiveCall& call, const KernelMachine& machine, const CollectiveConstants& c)
{
    if (call.gpus <= 1.0)
        return 0.0;
    const double shared = c.congestion == 0.0 || call.gpus == 2.0 ? 1.0 : std::pow(0.5 * call.gpus, c.congestion);
    const double transfer = call.bytes * traffic(call.operation, call.gpus) * shared / machine.linkBandwidth;
    const double small = transfer / c.smallEfficiency;
    const double large = c.largeExtra + transfer / c.largeEfficiency;
    return c.fixed + c.perGpu * call.gpus + std::min(small, large);
}

} // namespace ralmscope
