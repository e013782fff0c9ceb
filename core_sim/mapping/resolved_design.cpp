// SPDX-License-Identifier: GPL-3.0-or-later
#include "resolved_design.h"

#include "fpga_cost.h"
#include "kselect_cost.h"
#include "parameter_choices.h"
#include "parameter_table.h"
#include "pim_mapping.h"

#include <algorithm>
#include <cmath>

namespace ralmscope {

namespace {

using enum Parameter;

template <typename Entry> const Entry* entryAt(const std::vector<Entry>& list, double position)
{
    if (!(position >= 0.0) || position >= static_cast<double>(list.size()))
        return nullptr;
    return &list[static_cast<std::size_t>(position)];
}

/// Gives automatic parameters of a resolved design their value.
class Filler
{
public:
    explicit Filler(ResolvedDesign& design)
        : m_design(design)
    {
    }
    void operator()(Parameter parameter, double value)
    {
        double& slot = m_design.values[static_cast<std::size_t>(parameter)];
        if (isAuto(slot))
            slot = value;
    }

private:
    ResolvedDesign& m_design;
};

/// Divides a total of accelerators into GPUs and FPGA nodes: at least one GPU, and one replica where the total allows.
void divideTotal(ResolvedDesign& d)
{
    Filler fill(d);
    fill(FpgaNodesPerReplica, 1.0);
    const double total = d[SystemAccelerators];
    const double mostGpus = std::max(1.0, total - std::max(1.0, d[FpgaNodesPerReplica]));
    const double gpus = std::clamp(std::round(total * d[SystemGpuShare]), 1.0, mostGpus);
    d.values[static_cast<std::size_t>(GpuCount)] = gpus;
    d.values[static_cast<std::size_t>(FpgaCount)] = total - gpus;
}

} // namespace

bool ResolvedDesign::usesFpga() const
{
    const auto organisation = choice<Organisation>(RetrievalOrganisation);
    return organisation == Organisation::FpgaCpuIndex || organisation == Organisation::FpgaGpuIndex;
}

bool ResolvedDesign::searchesOnCpu() const
{
    const auto organisation = choice<Organisation>(RetrievalOrganisation);
    return organisation == Organisation::Cpu || organisation == Organisation::CpuGpuIndex;
}

bool ResolvedDesign::retrieves() const
{
    return choice<Organisation>(RetrievalOrganisation) != Organisation::None;
}

bool ResolvedDesign::indexOnGpu() const
{
    const auto organisation = choice<Organisation>(RetrievalOrganisation);
    return organisation == Organisation::CpuGpuIndex || organisation == Organisation::FpgaGpuIndex;
}

double ResolvedDesign::replicas() const
{
    if (usesFpga())
        return std::floor((*this)[FpgaCount] / (*this)[FpgaNodesPerReplica]);
    return searchesOnCpu() ? 1.0 : 0.0;
}

double ResolvedDesign::gpusPerCopy() const
{
    return (*this)[LmTensorParallel] * (*this)[LmPipelineParallel];
}

double ResolvedDesign::modelCopies() const
{
    return std::floor((*this)[GpuCount] / gpusPerCopy());
}

bool ResolvedDesign::prefillsApart() const
{
    return choice<Pools>(MappingPools) == Pools::Separate && (*this)[WorkloadPrompt] > 0.0;
}

bool ResolvedDesign::speculates() const
{
    return choice<SpeculationKind>(LmSpeculation) != SpeculationKind::None;
}

bool ResolvedDesign::coProcesses() const
{
    return attentionInStacks() && !weightsInStacks() && (*this)[MappingFfCoprocessing] > 0.0;
}

double ResolvedDesign::tokensPerSequence() const
{
    return speculates() ? (*this)[LmDraftTokens] + 1.0 : 1.0;
}

double ResolvedDesign::tokensPerStep() const
{
    if (!speculates())
        return 1.0;
    const double a = (*this)[LmAcceptance];
    const double tokens = tokensPerSequence();
    return a >= 1.0 ? tokens : (1.0 - std::pow(a, tokens)) / (1.0 - a);
}

ResolvedDesign resolve(const DesignPoint& design, const Catalog& catalog)
{
    ResolvedDesign r;
    r.catalog = &catalog;
    for (std::size_t i = 0; i < kParameterCount; ++i)
        r.values[i] = design[static_cast<Parameter>(i)];
    r.gpu = entryAt(catalog.gpus, r[GpuDevice]);
    r.fpga = entryAt(catalog.fpgas, r[FpgaDevice]);
    r.cpu = entryAt(catalog.cpus, r[CpuDevice]);
    r.link = entryAt(catalog.links, r[NetworkLink]);
    r.stack = entryAt(catalog.stacks, r[LmStack]);
    r.model = entryAt(catalog.models, r[LmModel]);
    r.database = entryAt(catalog.databases, r[RetrievalDatabase]);

    r.gpuLink = entryAt(catalog.gpuLinks, r[GpuLinkKind]);
    r.draft = entryAt(catalog.models, r[LmDraftModel]);
    r.attentionStack = entryAt(catalog.pims, r[PimAttentionDevice]);
    r.fcStack = entryAt(catalog.pims, r[PimFcDevice]);

    Filler fill(r);
    // Caches are not narrowed on the quiet: 8-bit keys and values are a choice.
    const Precision weights = r.choice<Precision>(LmPrecision);
    const bool wide = weights == Precision::Fp32 || weights == Precision::Fp16;
    fill(LmKvPrecision, static_cast<double>(wide ? weights : Precision::Bf16));
    // Where alpha decides it stays automatic: its value is a crossing of cost curves, which only the decoder knows.
    if (r.fcOn() != FcMapping::Dynamic && r.fcOn() != FcMapping::Static)
        fill(MappingAlpha, 0.0);
    if (r.attentionStack && r.fcStack) {
        fill(PimPlacementKind, static_cast<double>(r.attentionStack->builtPlacement));
        fill(PimAttentionUnits, closestUnits(*r.attentionStack));
        fill(PimFcUnits, closestUnits(*r.fcStack));
        const double bandwidth = r.attentionInStacks() ? r.attentionStack->linkBandwidth * attentionStacksPerCopy(r)
                                                       : r.fcStack->linkBandwidth * fcStacksPerCopy(r);
        const ParameterInfo& row = info(PimLinkBandwidth);
        fill(PimLinkBandwidth, std::clamp(bandwidth, row.minimum, row.maximum));
    }
    for (const Parameter parameter : {PimPlacementKind, PimAttentionUnits, PimFcUnits})
        fill(parameter, 0.0);
    fill(PimLinkBandwidth, info(PimLinkBandwidth).minimum);
    if (r.model) {
        fill(RetrievalK, r.model->retrievalK);
        fill(RetrievalInterval, r.model->retrievalInterval);
    }
    if (r.database) {
        const VectorDatabase& db = *r.database;
        fill(DatabaseVectors, db.vectors);
        fill(DatabaseDimension, db.dimension);
        fill(DatabasePqBytes, db.pqBytes);
        fill(DatabaseNlist, db.nlist);
        fill(DatabaseListImbalance, r.searchesOnCpu() ? db.cpuListImbalance : db.listImbalance);
        fill(DatabaseListsSplit, db.listsSplit ? 1.0 : 0.0);
        fill(FpgaLutUnits, db.lutUnits);
    }
    if (r.fpga) {
        fill(FpgaChannels, r.fpga->channels);
        fill(FpgaClock, r.fpga->clock);
        fill(FpgaMemory, r.fpga->memoryBytes);
    }
    if (r.link) {
        fill(NetworkBandwidth, r.link->bandwidth);
        fill(NetworkEndpointLatency, r.link->endpointLatency);
    }
    if (r.usesFpga() && r[SystemAccelerators] > 0.0)
        divideTotal(r);
    fill(FpgaNodesPerReplica, std::max(1.0, r[FpgaCount]));
    if (r.fpga && isAuto(r[FpgaQueueLength])) {
        // The built kernels size queues for the decoding units although there are more queues than that.
        const double units = decodeUnits(*r.fpga, r[FpgaChannels], r[DatabasePqBytes]);
        fill(FpgaQueueLength, minimumQueueLength(std::max(1.0, units), std::max(r[RetrievalK], r.fpga->resultSlots)));
    }
    return r;
}

DesignPoint explicitDesign(const ResolvedDesign& resolved)
{
    DesignPoint design;
    for (std::size_t i = 0; i < kParameterCount; ++i)
        design.set(static_cast<Parameter>(i), resolved.values[i]);
    return design;
}

} // namespace ralmscope
