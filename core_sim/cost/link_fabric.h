// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "collective_cost.h"
#include "links.h"

#include <limits>

namespace ralmscope {

/// A network between servers as collectives see it; one port per GPU.
struct NetworkConstants
{
    double bandwidth = 0.0; ///< B/s per GPU and direction that transfers reach
    double hop = 0.0; ///< s per hop of the low-latency protocol
    double bulkHop = 0.0; ///< s per hop of the high-bandwidth protocol
};

/// What GPUs are joined by beyond the link of their own server.
struct LinkFabric
{
    double domain = std::numeric_limits<double>::infinity(); ///< GPUs that reach each other by the link; 1: none
    const GpuLink* beyond = nullptr; ///< what joins GPUs beyond it, if they need it
    NetworkConstants network; ///< beyond it, server to server; bandwidth 0: a shared tree joins all GPUs instead
    KernelMachine tree; ///< that tree: its link
    CollectiveConstants treeAllReduce{ConstantValues{}};
    CollectiveConstants treeSendReceive{ConstantValues{}};

    /// Whether this many GPUs need more than the link.
    bool isLeftBy(double gpus) const { return gpus > domain; }
};

/// Seconds of a collective over a network, each participant behind a port of its own: a tree of 2 log2(n) hops there
/// and back (NCCL's model: fixed time + hops + traffic / bandwidth), the faster of a low-latency protocol, half of
/// whose bytes are flags, and a high-bandwidth one. 0 on one.
double networkSeconds(const CollectiveCall& call, const NetworkConstants& network);

/// Seconds of an all-reduce over GPUs that may span servers. Within the domain it is collectiveSeconds(); beyond,
/// servers are taken to be full: reduced within each, then between GPUs of the same place in all of them, a share of
/// the message each.
double fabricAllReduceSeconds(const CollectiveCall& call, const KernelMachine& machine, const CollectiveConstants& c,
                              const LinkFabric& fabric);

/// Seconds in which activations pass from stage to stage of a pipeline of `stages`, each of `gpus` GPUs, with as many
/// whole stages in a server as fit.
double fabricPipelineSeconds(const CollectiveCall& call, double stages, double gpus, const KernelMachine& machine,
                             const CollectiveConstants& c, const LinkFabric& fabric);

} // namespace ralmscope
