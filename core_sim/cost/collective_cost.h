// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kernel_constants.h"
#include "kernel_machine.h"

#include <optional>
#include <string>
#include <string_view>

namespace ralmscope {

enum class CollectiveOperation
{
    AllReduce,
    AllGather,
    ReduceScatter,
    AllToAll,
    SendReceive,
    Broadcast
};

/// "all_reduce", "all_gather", "reduce_scatter", "alltoall", "send_recv", "broadcast": also the variant of their fits.
std::string_view collectiveName(CollectiveOperation operation);
/// By these names however libraries write them: "AllReduce", "all-to-all", "ALL_GATHER", "ncclReduceScatter", "bcast".
std::optional<CollectiveOperation> collectiveFromName(std::string_view name);
/// The names for error messages: "all_reduce | all_gather | ...".
std::string collectiveNames();

struct CollectiveCall
{
    CollectiveOperation operation = CollectiveOperation::AllReduce;
    double gpus = 1.0;
    double bytes = 0.0; ///< of the whole message on one GPU
};

/// Bytes that pass a GPU's link per byte of the message.
double collectiveTraffic(CollectiveOperation operation, double gpus);

/// Seconds; 0 on one GPU. The faster of a low-latency and a high-bandwidth protocol.
double collectiveSeconds(const CollectiveCall& call, const KernelMachine& machine, const CollectiveConstants& c);

} // namespace ralmscope
