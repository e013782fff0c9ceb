// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "parameter.h"

#include <optional>
#include <string>
#include <string_view>

namespace ralmscope {

/// Whether a design can be built and what its numbers are worth.
enum class Status
{
    Ok, ///< numbers hold
    Saturated, ///< numbers hold, and one pool cannot follow the demand of the other
    Infeasible, ///< well formed, but something does not fit; only memory metrics are given
    Invalid ///< a parameter is out of its allowed range; no metrics
};

enum class Reason
{
    None,
    OutOfRange, ///< parameter = actual, allowed low .. high
    NprobeExceedsNlist, ///< nprobe = actual > nlist = high
    DimensionNotMultiple, ///< D = actual is no multiple of m = high
    NeedsNodes, ///< zero FPGA nodes where at least low are needed
    ReplicaNeedsNodes, ///< actual nodes, but one replica takes low
    NeedsTotal, ///< total accelerators too small for one GPU and one replica
    QueueExceedsK, ///< queue length = actual > K = high
    NodeMemory, ///< actual bytes on one node, high available
    GpuMemory, ///< actual bytes on one GPU, low of them weights, high available
    NoDecodeUnit, ///< code of actual bytes, a channel delivers high bytes per cycle
    BatchTooSmall, ///< batch = actual, two sub-batches need low
    NotModelled, ///< the catalog has no processors of this GPU: its kernels cannot be predicted
    TensorExceedsHeads, ///< tensor parallel = actual > heads = high
    PipelineExceedsLayers, ///< pipeline parallel = actual > layers = high
    CopyNeedsGpus, ///< actual GPUs, one model copy takes low
    NoGpuLink, ///< GPUs without a link share a model copy
    PrefillSaturated, ///< demand on the prefill pool = actual times its capacity
    CacheTransferSaturated, ///< demand on the links between the pools = actual times their capacity
    RetrievalSaturated, ///< demand on the retrieval pool = actual times its capacity
    NotFinite, ///< a result overflowed
    CopyNeedsStacks, ///< actual stacks, the model copies need low
    FcStackMemory, ///< actual bytes of weights in one FC stack, high available
    AttentionStackMemory, ///< actual bytes of whole heads in one attention stack, high available
    HostMemory, ///< actual bytes of KV cache on the CPUs, high available
    HostUnknown, ///< the catalog does not say how fast this CPU's memory is
    PipelineBesideGpus, ///< pipeline parallel = actual, and layers run beside the GPUs
    PhysicsUnsupported, ///< the published model does not know the parameter's value
    StacksAsGpuMemory, ///< actual bytes on one GPU, low of them weights, high in its share of the FC stacks
    DraftWithEncoder, ///< a draft model must continue text as the model does
    LatentInStacks ///< high heads share a latent, low FLOP per byte of cache; stacks keep keys and values apart
};

/// Status with the numbers behind it; the text is made by describe(), so the hot path allocates nothing.
struct Verdict
{
    Status status = Status::Ok;
    Reason reason = Reason::None;
    Parameter parameter = Parameter::Count_; ///< the parameter to change, where one stands out
    double actual = 0.0;
    double low = 0.0;
    double high = 0.0;

    /// True if the metrics may be shown: Ok or Saturated.
    bool usable() const { return status == Status::Ok || status == Status::Saturated; }
    bool operator==(const Verdict&) const = default;
};

/// One sentence for people: parameter id, value and allowed range, or needed and available. Empty for Ok.
std::string describe(const Verdict& verdict);

std::string_view statusId(Status status); ///< "ok", "saturated", "infeasible", "invalid"
std::string_view reasonId(Reason reason); ///< "node_memory", ...
std::optional<Status> statusFromId(std::string_view id);
std::optional<Reason> reasonFromId(std::string_view id);

} // namespace ralmscope
