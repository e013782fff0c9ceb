// SPDX-License-Identifier: GPL-3.0-or-later
#include "collective_cost.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>

namespace ralmscope {

namespace {

constexpr std::array<std::string_view, 6> kNames{"all_reduce", "all_gather", "reduce_scatter",
                                                 "alltoall",   "send_recv",  "broadcast"};

/// Further words for them, without what parts words.
struct Synonym
{
    std::string_view word;
    CollectiveOperation operation;
};
constexpr std::array<Synonym, 7> kSynonyms{{{"a2a", CollectiveOperation::AllToAll},
                                            {"alltoallv", CollectiveOperation::AllToAll},
                                            {"p2p", CollectiveOperation::SendReceive},
                                            {"sendreceive", CollectiveOperation::SendReceive},
                                            {"pointtopoint", CollectiveOperation::SendReceive},
                                            {"reducescattertensor", CollectiveOperation::ReduceScatter},
                                            {"bcast", CollectiveOperation::Broadcast}}};

/// In lower case, without underscores, dashes and spaces: words that only differ in those are one.
std::string squeezed(std::string_view text)
{
    std::string word;
    for (const char c : text) {
        if (std::isalnum(static_cast<unsigned char>(c)))
            word += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
    return word;
}

/// A byte that is staged in the host's memory passes the tree on the way in and on the way out.
constexpr double kCrossings = 2.0;

/// Times the transfer of one GPU's link takes where all GPUs share a tree (PCIe): it grows with their number as
/// measured, up to a tree that serves one GPU at a time.
double sharing(double gpus, double congestion)
{
    if (congestion == 0.0 || gpus <= 2.0)
        return 1.0;
    return std::min(std::pow(0.5 * gpus, congestion), kCrossings * gpus);
}

} // namespace

std::string_view collectiveName(CollectiveOperation operation)
{
    return kNames[static_cast<std::size_t>(operation)];
}

std::optional<CollectiveOperation> collectiveFromName(std::string_view name)
{
    std::string word = squeezed(name);
    for (const std::string_view library : {"nccl", "rccl", "hccl"}) {
        if (word.starts_with(library))
            word.erase(0, library.size());
    }
    for (std::size_t i = 0; i < kNames.size(); ++i) {
        if (squeezed(kNames[i]) == word)
            return static_cast<CollectiveOperation>(i);
    }
    const auto synonym =
        std::find_if(kSynonyms.begin(), kSynonyms.end(), [&](const Synonym& s) { return s.word == word; });
    return synonym == kSynonyms.end() ? std::nullopt : std::optional(synonym->operation);
}

std::string collectiveNames()
{
    std::string text;
    for (const std::string_view name : kNames)
        text += (text.empty() ? "" : " | ") + std::string(name);
    return text;
}

double collectiveTraffic(CollectiveOperation operation, double gpus)
{
    switch (operation) {
    case CollectiveOperation::AllReduce:
        return 2.0 * (gpus - 1.0) / gpus;
    case CollectiveOperation::SendReceive:
    case CollectiveOperation::Broadcast: // a chain of GPUs that hand the message on
        return 1.0;
    case CollectiveOperation::AllGather:
    case CollectiveOperation::ReduceScatter:
    case CollectiveOperation::AllToAll:
        break;
    }
    return (gpus - 1.0) / gpus;
}

double collectiveSeconds(const CollectiveCall& call, const KernelMachine& machine, const CollectiveConstants& c)
{
    if (call.gpus <= 1.0)
        return 0.0;
    const double shared = sharing(call.gpus, c.congestion);
    const double transfer = call.bytes * collectiveTraffic(call.operation, call.gpus) * shared / machine.linkBandwidth;
    const double small = transfer / c.smallEfficiency;
    const double large = c.largeExtra + transfer / c.largeEfficiency;
    return c.fixed + c.perGpu * call.gpus + std::min(small, large);
}

} // namespace ralmscope
