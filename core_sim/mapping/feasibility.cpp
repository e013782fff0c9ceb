// SPDX-License-Identifier: GPL-3.0-or-later
#include "feasibility.h"

#include "host_attention.h"
#include "model_memory.h"
#include "number_format.h"
#include "parameter_choices.h"
#include "parameter_table.h"
#include "pim_mapping.h"

#include <cmath>

namespace ralmscope {

namespace {

using enum Parameter;

Verdict invalid(Reason reason, Parameter parameter, double actual, double low, double high)
{
    return {Status::Invalid, reason, parameter, actual, low, high};
}

bool hasEntry(const ResolvedDesign& r, CatalogKind kind)
{
    switch (kind) {
    case CatalogKind::Gpu:
        return r.gpu != nullptr;
    case CatalogKind::Fpga:
        return r.fpga != nullptr;
    case CatalogKind::Cpu:
        return r.cpu != nullptr;
    case CatalogKind::Link:
        return r.link != nullptr;
    case CatalogKind::Stack:
        return r.stack != nullptr;
    case CatalogKind::Model:
        return r.model != nullptr;
    case CatalogKind::Database:
        return r.database != nullptr;
    case CatalogKind::GpuLink:
        return r.gpuLink != nullptr;
    case CatalogKind::Pim:
        return r.attentionStack != nullptr && r.fcStack != nullptr;
    case CatalogKind::None:
        break;
    }
    return true;
}

Verdict checkNodes(const ResolvedDesign& r)
{
    const double nodes = r[FpgaCount];
    const double smallestTotal = 1.0 + r[FpgaNodesPerReplica];
    if (r[SystemAccelerators] > 0.0 && r[SystemAccelerators] < smallestTotal)
        return invalid(Reason::NeedsTotal, SystemAccelerators, r[SystemAccelerators], smallestTotal, 0.0);
    if (nodes < 1.0)
        return invalid(Reason::NeedsNodes, FpgaCount, nodes, 1.0, info(FpgaCount).maximum);
    if (nodes < r[FpgaNodesPerReplica])
        return invalid(Reason::ReplicaNeedsNodes, FpgaCount, nodes, r[FpgaNodesPerReplica], 0.0);
    const double k = std::max(r[RetrievalK], r.fpga->resultSlots);
    if (r[FpgaQueueLength] > k)
        return invalid(Reason::QueueExceedsK, FpgaQueueLength, r[FpgaQueueLength], 1.0, k);
    return {};
}

/// All heads work on what a token's latent brings: two orders of magnitude more products per byte than units beside the
/// banks are built for, which do a product of a matrix and one vector or a few.
Verdict latentInStacks(const ResolvedDesign& r)
{
    const LanguageModel& m = *r.model;
    const double width = m.latentRank + m.latentRotary;
    const double word = bytesPerElement(r.choice<Precision>(LmKvPrecision));
    const double intensity = 2.0 * m.heads * (width + m.latentRank) / (width * word);
    return {Status::Infeasible, Reason::LatentInStacks, MappingAttention, r[MappingAttention], intensity, m.heads};
}

Verdict checkLanguage(const ResolvedDesign& r)
{
    if (r.gpu->sms <= 0.0)
        return {Status::Infeasible, Reason::NotModelled, GpuDevice, 0.0, 0.0, 0.0};
    if (r[LmTensorParallel] > r.model->heads)
        return invalid(Reason::TensorExceedsHeads, LmTensorParallel, r[LmTensorParallel], 1.0, r.model->heads);
    if (r[LmPipelineParallel] > r.model->decoderLayers)
        return invalid(Reason::PipelineExceedsLayers, LmPipelineParallel, r[LmPipelineParallel], 1.0,
                       r.model->decoderLayers);
    if (r[GpuCount] < r.gpusPerCopy())
        return invalid(Reason::CopyNeedsGpus, GpuCount, r[GpuCount], r.gpusPerCopy(), 0.0);
    if (r.prefillsApart() && r[GpuPrefillCount] < r.gpusPerCopy())
        return invalid(Reason::CopyNeedsGpus, GpuPrefillCount, r[GpuPrefillCount], r.gpusPerCopy(), 0.0);
    if (r[LmPipelineParallel] > 1.0 && !r.isAllGpu())
        return {Status::Infeasible, Reason::PipelineBesideGpus, LmPipelineParallel, r[LmPipelineParallel], 1.0, 1.0};
    if (r.choice<SpeculationKind>(LmSpeculation) == SpeculationKind::DraftModel
        && (r.draft->isEncoderDecoder() || r.model->isEncoderDecoder()))
        return invalid(Reason::DraftWithEncoder, LmDraftModel, r[LmDraftModel], 0.0, 0.0);
    if (r.attentionInStacks() && r.model->hasLatentAttention())
        return latentInStacks(r);
    if (r.attentionInStacks() && attentionStacksPerCopy(r) < 1.0)
        return {Status::Infeasible,    Reason::CopyNeedsStacks, PimAttentionStacks,
                r[PimAttentionStacks], r.modelCopies(),         0.0};
    if (r.weightsInStacks() && fcStacksPerCopy(r) < 1.0)
        return {Status::Infeasible, Reason::CopyNeedsStacks, PimFcStacks, r[PimFcStacks], r.modelCopies(), 0.0};
    if (r.attentionOn() == AttentionMapping::Cpu && r.cpu->memoryBandwidth <= 0.0)
        return {Status::Infeasible, Reason::HostUnknown, CpuDevice, 0.0, 0.0, 0.0};
    const bool linked = r.gpuLink->bandwidth > 0.0 || r.gpu->linkBandwidth > 0.0;
    if (r.gpusPerCopy() > 1.0 && !linked)
        return {Status::Infeasible, Reason::NoGpuLink, GpuLinkKind, 0.0, 0.0, 0.0};
    return {};
}

} // namespace

Verdict checkDesign(const DesignPoint& design, const ResolvedDesign& r)
{
    for (const ParameterInfo& row : parameterTable()) {
        // Entries are looked at even where the row does not apply: they supply automatic values and capacities.
        // Stacks supply nothing to designs without them.
        const bool needed = row.type == ParameterType::Catalog && row.catalog != CatalogKind::Pim;
        if (row.parameter == MappingAlpha && isAuto(r[MappingAlpha]))
            continue; // calibrated
        if (needed ? hasEntry(r, row.catalog) : isAllowed(row, r[row.parameter]) || !applies(row, design))
            continue;
        return invalid(Reason::OutOfRange, row.parameter, r[row.parameter], row.minimum, row.maximum);
    }
    if (const Verdict language = checkLanguage(r); !language.usable())
        return language;
    if (!r.retrieves())
        return {};
    if (r[RetrievalNprobe] > r[DatabaseNlist])
        return invalid(Reason::NprobeExceedsNlist, RetrievalNprobe, r[RetrievalNprobe], 1.0, r[DatabaseNlist]);
    if (std::fmod(r[DatabaseDimension], r[DatabasePqBytes]) != 0.0)
        return invalid(Reason::DimensionNotMultiple, DatabaseDimension, r[DatabaseDimension], 0.0, r[DatabasePqBytes]);
    if (r.choice<Overlap>(MappingRetrievalOverlap) == Overlap::TwoSubBatches && r[WorkloadBatch] < 2.0)
        return invalid(Reason::BatchTooSmall, WorkloadBatch, r[WorkloadBatch], 2.0, 0.0);
    return r.usesFpga() ? checkNodes(r) : Verdict{};
}

double nodeMemoryNeeded(const ResolvedDesign& r)
{
    if (!r.usesFpga())
        return 0.0;
    return (r[DatabasePqBytes] + 8.0) * r[DatabaseVectors] / r[FpgaNodesPerReplica];
}

Verdict checkCapacity(const ResolvedDesign& r)
{
    if (r.usesFpga() && r[DatabasePqBytes] > r.fpga->bytesPerCycle) {
        return {Status::Infeasible,   Reason::NoDecodeUnit, DatabasePqBytes, r[DatabasePqBytes], 0.0,
                r.fpga->bytesPerCycle};
    }
    const double node = nodeMemoryNeeded(r);
    if (r.usesFpga() && node > r[FpgaMemory])
        return {Status::Infeasible, Reason::NodeMemory, FpgaCount, node, 0.0, r[FpgaMemory]};
    if (r.weightsInStacks()) {
        const double capacity = fcPool(r).capacityPerStack();
        if (fcStackBytes(r) > capacity)
            return {Status::Infeasible, Reason::FcStackMemory, PimFcStacks, fcStackBytes(r), 0.0, capacity};
    }
    if (r.attentionInStacks()) {
        const double capacity = attentionPool(r).capacityPerStack();
        if (attentionStackBytes(r) > capacity)
            return {Status::Infeasible,
                    Reason::AttentionStackMemory,
                    PimAttentionStacks,
                    attentionStackBytes(r),
                    0.0,
                    capacity};
    }
    if (r.attentionOn() == AttentionMapping::Cpu) {
        const double capacity = cpuSockets(*r.cpu, r[CpuCores]) * r.cpu->memoryBytes;
        if (hostCacheBytes(r) > capacity)
            return {Status::Infeasible, Reason::HostMemory, WorkloadBatch, hostCacheBytes(r), 0.0, capacity};
    }
    const auto overfull = [](const GpuMemoryUse& gpu, double bytes, Reason reason, Parameter parameter) -> Verdict {
        if (gpu.total() <= bytes)
            return {};
        return {Status::Infeasible, reason, parameter, gpu.total(), gpu.weights, bytes};
    };
    const Reason reason = r.stacksAreGpuMemory() ? Reason::StacksAsGpuMemory : Reason::GpuMemory;
    const Verdict decoding = overfull(gpuMemoryUse(r), gpuMemoryBytes(r), reason, WorkloadBatch);
    if (!decoding.usable() || !r.prefillsApart())
        return decoding;
    return overfull(prefillMemoryUse(r), r.gpu->memoryBytes, Reason::GpuMemory, WorkloadPrompt);
}

} // namespace ralmscope
