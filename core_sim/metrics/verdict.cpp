// SPDX-License-Identifier: GPL-3.0-or-later
#include "verdict.h"

#include "format_quantity.h"
#include "name_list.h"
#include "parameter_table.h"

#include <array>

#include <fmt/format.h>

namespace ralmscope {

namespace {

constexpr std::array<std::string_view, 4> kStatusIds{"ok", "saturated", "infeasible", "invalid"};
constexpr std::array<std::string_view, 31> kReasonIds{"none",
                                                      "out_of_range",
                                                      "nprobe_exceeds_nlist",
                                                      "dimension_not_multiple",
                                                      "needs_nodes",
                                                      "replica_needs_nodes",
                                                      "needs_total",
                                                      "queue_exceeds_k",
                                                      "node_memory",
                                                      "gpu_memory",
                                                      "no_decode_unit",
                                                      "batch_too_small",
                                                      "not_modelled",
                                                      "tensor_exceeds_heads",
                                                      "pipeline_exceeds_layers",
                                                      "copy_needs_gpus",
                                                      "no_gpu_link",
                                                      "prefill_saturated",
                                                      "cache_transfer_saturated",
                                                      "retrieval_saturated",
                                                      "not_finite",
                                                      "copy_needs_stacks",
                                                      "fc_stack_memory",
                                                      "attention_stack_memory",
                                                      "host_memory",
                                                      "host_unknown",
                                                      "pipeline_beside_gpus",
                                                      "physics_unsupported",
                                                      "stacks_as_gpu_memory",
                                                      "draft_with_encoder",
                                                      "latent_in_stacks"};

std::string named(Parameter parameter, double value)
{
    return fmt::format("{} = {}", info(parameter).id, plainValueText(info(parameter), value));
}

} // namespace

std::string describe(const Verdict& v)
{
    const auto quantity = [](double value, std::string_view unit) { return formatQuantity(value, unit).text(); };
    switch (v.reason) {
    case Reason::None:
        return {};
    case Reason::OutOfRange:
        return fmt::format("{}: allowed {}", named(v.parameter, v.actual), allowedText(info(v.parameter)));
    case Reason::NprobeExceedsNlist:
        return fmt::format("{}: allowed 1 .. {}, the number of lists ({})", named(v.parameter, v.actual), v.high,
                           info(Parameter::DatabaseNlist).id);
    case Reason::DimensionNotMultiple:
        return fmt::format("{}: must be a multiple of {} = {}", named(v.parameter, v.actual),
                           info(Parameter::DatabasePqBytes).id, v.high);
    case Reason::NeedsNodes:
        return fmt::format("{}: allowed {} .. {} while FPGA nodes search", named(v.parameter, v.actual), v.low, v.high);
    case Reason::ReplicaNeedsNodes:
        return fmt::format("{}: one replica of the database takes {} nodes ({})", named(v.parameter, v.actual), v.low,
                           info(Parameter::FpgaNodesPerReplica).id);
    case Reason::NeedsTotal:
        return fmt::format("{}: at least {} are needed for one GPU and one replica, or 0 for free counts",
                           named(v.parameter, v.actual), v.low);
    case Reason::QueueExceedsK:
        return fmt::format("{}: allowed 1 .. {}, the neighbours K", named(v.parameter, v.actual), v.high);
    case Reason::NodeMemory:
        return fmt::format("Does not fit: {} of codes and ids on one FPGA node, {} available", quantity(v.actual, "B"),
                           quantity(v.high, "B"));
    case Reason::GpuMemory:
        return fmt::format("Does not fit: {} on one GPU ({} of them weights, the rest KV cache, activations and index),"
                           " {} available",
                           quantity(v.actual, "B"), quantity(v.low, "B"), quantity(v.high, "B"));
    case Reason::StacksAsGpuMemory:
        return fmt::format("Does not fit: {} on one GPU ({} of them weights, the rest KV cache, activations and index),"
                           " {} available in the FC stacks, which are its memory",
                           quantity(v.actual, "B"), quantity(v.low, "B"), quantity(v.high, "B"));
    case Reason::NoDecodeUnit:
        return fmt::format("No decoding unit fits: a code has {} B, a memory channel delivers {} B per cycle", v.actual,
                           v.high);
    case Reason::BatchTooSmall:
        return fmt::format("{}: two sub-batches need at least {}", named(v.parameter, v.actual), v.low);
    case Reason::NotModelled:
        return "This GPU's kernels cannot be predicted: its entry names no processors (chip/sms)";
    case Reason::TensorExceedsHeads:
        return fmt::format("{}: allowed 1 .. {}, the attention heads of the model", named(v.parameter, v.actual),
                           v.high);
    case Reason::PipelineExceedsLayers:
        return fmt::format("{}: allowed 1 .. {}, the layers of the model", named(v.parameter, v.actual), v.high);
    case Reason::CopyNeedsGpus:
        return fmt::format("{}: one copy of the model takes {} GPUs ({} x {})", named(v.parameter, v.actual), v.low,
                           info(Parameter::LmTensorParallel).id, info(Parameter::LmPipelineParallel).id);
    case Reason::NoGpuLink:
        return fmt::format("The GPU has no link of its own: choose one ({})", info(Parameter::GpuLinkKind).id);
    case Reason::PrefillSaturated:
        return fmt::format("Prefill is saturated: decoding asks for {:.3g} times what its GPUs serve", v.actual);
    case Reason::CacheTransferSaturated:
        return fmt::format("The network between prefill and decoding is saturated: their caches ask for {:.3g} times"
                           " what it moves ({})",
                           v.actual, info(Parameter::NetworkBandwidth).id);
    case Reason::RetrievalSaturated:
        return fmt::format("Retrieval is saturated: the GPUs ask for {:.3g} times what its replicas serve", v.actual);
    case Reason::NotFinite:
        return "A result overflowed: this design is outside what numbers can express";
    case Reason::CopyNeedsStacks:
        return fmt::format("{}: at least {} are needed, one for every copy of the model", named(v.parameter, v.actual),
                           v.low);
    case Reason::FcStackMemory:
        return fmt::format("Does not fit: {} of weights in one FC stack, {} available", quantity(v.actual, "B"),
                           quantity(v.high, "B"));
    case Reason::AttentionStackMemory:
        return fmt::format("Does not fit: {} of KV cache in one attention stack (whole heads), {} available",
                           quantity(v.actual, "B"), quantity(v.high, "B"));
    case Reason::HostMemory:
        return fmt::format("Does not fit: {} of KV cache beside the CPU, {} available", quantity(v.actual, "B"),
                           quantity(v.high, "B"));
    case Reason::HostUnknown:
        return "Attention on this CPU cannot be predicted: its entry does not describe its memory";
    case Reason::PipelineBesideGpus:
        return fmt::format("{}: must be 1 while attention or fully connected layers run beside the GPUs",
                           named(v.parameter, v.actual));
    case Reason::PhysicsUnsupported:
        // What differs stands first: bars have room for the beginning only.
        return fmt::format("{} ({}) is set to what the published model chosen as {} does not know: change it, or choose"
                           " our own physics",
                           info(v.parameter).label, info(v.parameter).id, info(Parameter::MappingPhysics).id);
    case Reason::DraftWithEncoder:
        return fmt::format("{}: a draft model needs a decoder only", info(Parameter::LmDraftModel).id);
    case Reason::LatentInStacks:
        return fmt::format("{}: this model's attention stays on GPUs or CPUs: {} heads read one latent, {:.3g} FLOP per"
                           " byte of cache, which is no work for units at the banks, and stacks keep keys and values"
                           " apart where a latent is both",
                           named(v.parameter, v.actual), v.high, v.low);
    }
    return {};
}

std::string_view statusId(Status status)
{
    return kStatusIds[static_cast<std::size_t>(status)];
}
std::string_view reasonId(Reason reason)
{
    return kReasonIds[static_cast<std::size_t>(reason)];
}
std::optional<Status> statusFromId(std::string_view id)
{
    return fromName<Status>(kStatusIds, id);
}
std::optional<Reason> reasonFromId(std::string_view id)
{
    return fromName<Reason>(kReasonIds, id);
}

} // namespace ralmscope
