// SPDX-License-Identifier: GPL-3.0-or-later
#include "feasibility.h"

#include "parameter_table.h"

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

} // namespace

double bytesPerElement(Precision precision)
{
    return precision == Precision::Fp16 ? 2.0 : 4.0;
}

Verdict checkDesign(const DesignPoint& design, const ResolvedDesign& r)
{
    for (const ParameterInfo& row : parameterTable()) {
        // Entries are looked at even where the row does not apply: they supply automatic values and capacities.
        if (row.type == ParameterType::Catalog ? hasEntry(r, row.catalog)
                                               : isAllowed(row, r[row.parameter]) || !applies(row, design))
            continue;
        return invalid(Reason::OutOfRange, row.parameter, r[row.parameter], row.minimum, row.maximum);
    }
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

double gpuMemoryNeeded(const ResolvedDesign& r)
{
    const double element = bytesPerElement(r.choice<Precision>(LmPrecision));
    const double tokens = r[WorkloadBatch] * r[WorkloadSequence];
    const double crossTokens = r[WorkloadBatch] * r[RetrievalK] * r.model->chunkTokens;
    double bytes = parameterCount(*r.model) * element + tokens * kvBytesPerToken(*r.model, element)
        + crossTokens * crossKvBytesPerToken(*r.model, element);
    if (r.indexOnGpu())
        bytes += r[DatabaseNlist] * r[DatabaseDimension] * 4.0;
    return bytes;
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
    const double gpu = gpuMemoryNeeded(r);
    if (gpu > r.gpu->memoryBytes)
        return {Status::Infeasible, Reason::GpuMemory, WorkloadBatch, gpu, 0.0, r.gpu->memoryBytes};
    return {};
}

} // namespace ralmscope
