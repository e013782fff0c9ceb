// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulate.h"

#include "energy_model.h"
#include "feasibility.h"
#include "fpga_cost.h"
#include "kselect_cost.h"
#include "schedule.h"

#include <algorithm>
#include <cmath>

namespace ralmscope {

namespace {

/// The paper divides 1000 units between GPUs and retrieval replicas, and counts the nodes of a replica in the share.
constexpr double kUnits = 1000.0;

void addMemory(Result& result, const ResolvedDesign& d)
{
    result[Metric::GpuMemory] = gpuMemoryNeeded(d);
    if (!d.usesFpga())
        return;
    result[Metric::FpgaMemory] = nodeMemoryNeeded(d);
    result[Metric::DecodeUnits] = decodeUnits(*d.fpga, d[Parameter::FpgaChannels], d[Parameter::DatabasePqBytes]);
}

void addQueues(Result& result, const ResolvedDesign& d)
{
    if (!d.usesFpga())
        return;
    const double queues = result[Metric::DecodeUnits] * d.fpga->queuesPerUnit;
    const double length = d[Parameter::FpgaQueueLength];
    const QueueLoss loss = queueLoss(queues, d[Parameter::RetrievalK], length);
    result[Metric::QueueLength] = length;
    result[Metric::QueueExact] = loss.exact;
    result[Metric::RecallLoss] = loss.lost;
    result[Metric::QueueSlots] =
        queueSlotsRatio(queues, std::max(d[Parameter::RetrievalK], d.fpga->resultSlots), length);
}

void addLatency(Result& result, const Schedule& s)
{
    const double decode = s.step.decode.seconds;
    const double waiting = s.retrievals > 0.0 ? (s.duration - s.unsaturated) / s.retrievals : 0.0;
    const double retrievalStep = decode + s.step.encode.seconds + s.retrieval.median + waiting;
    result[Metric::Tpot] = s.duration / s.tokens;
    result[Metric::SequenceLatency] = s.duration;
    result[Metric::FirstStep] = retrievalStep + s.step.crossSetup.seconds;
    result[Metric::RetrievalStep] = retrievalStep;
    result[Metric::PlainStep] = decode;
    result[Metric::InferenceStep] = s.language / s.tokens;
}

void addSearch(Result& result, const ResolvedDesign& d, const Schedule& s)
{
    if (!d.retrieves())
        return;
    const RetrievalCost& r = s.retrieval;
    result[Metric::SearchMedian] = r.searchMedian;
    result[Metric::SearchMean] = r.searchMean;
    result[Metric::SearchP95] = r.searchP95;
    result[Metric::SearchP99] = r.searchP99;
    result[Metric::SearchCapacity] = r.capacity;
    if (d.usesFpga() || d.indexOnGpu())
        result[Metric::IndexScan] = r.index;
    if (d.usesFpga()) {
        result[Metric::QueryService] = r.queryService;
        result[Metric::QueryBytes] = r.queryBytes;
    }
}

void addThroughput(Result& result, const ResolvedDesign& d, const Schedule& s)
{
    const double tokens = s.gpus * s.batch * s.tokens;
    result[Metric::Tokens] = tokens / s.duration;
    result[Metric::TokensPerGpu] = s.batch * s.tokens / s.duration;
    result[Metric::GpuPoolTokens] = tokens / s.unsaturated;
    if (!d.retrieves())
        return;
    result[Metric::RetrievalPoolTokens] = tokens / s.poolTime;
    result[Metric::Queries] = result[Metric::Tokens] * s.retrievals / s.tokens;
    // Rates of one GPU and of one replica; the best split of the units is where the two pools meet.
    const double perGpu = s.batch * s.tokens / s.unsaturated;
    const double perReplica = result[Metric::RetrievalPoolTokens] / s.replicas;
    const auto pooled = [&](double gpus) { return std::min(gpus * perGpu, (kUnits - gpus) * perReplica); };
    const double balanced = kUnits * perReplica / (perGpu + perReplica);
    const double below = std::clamp(std::floor(balanced), 1.0, kUnits - 1.0);
    const double above = std::clamp(std::ceil(balanced), 1.0, kUnits - 1.0);
    const double gpus = pooled(above) > pooled(below) ? above : below;
    const double nodesPerReplica = d.usesFpga() ? d[Parameter::FpgaNodesPerReplica] : 1.0;
    result[Metric::OptimalGpuShare] = gpus / (gpus + (kUnits - gpus) * nodesPerReplica);
    const double queriesPerGpu = s.batch * s.retrievals / s.language;
    result[Metric::GpusPerSearchEngine] = s.retrieval.capacity / s.replicas / queriesPerGpu;
}

void addUtilisation(Result& result, const ResolvedDesign& d, const Schedule& s)
{
    result[Metric::GpuUtilisation] = s.gpuWork / s.duration;
    if (!d.retrieves())
        return;
    const double batches = s.gpus * s.subBatches * s.retrievals;
    const RetrievalCost& r = s.retrieval;
    result[Metric::CpuUtilisation] = std::min(1.0, batches * r.cpuBusy / s.duration);
    if (!d.usesFpga())
        return;
    result[Metric::FpgaUtilisation] =
        batches * r.nodeBusy * d[Parameter::FpgaNodesPerReplica] / (d[Parameter::FpgaCount] * s.duration);
    result[Metric::NetworkUtilisation] = std::min(1.0, batches * r.linkBusy / s.duration);
}

/// Exposed seconds per token, stage by stage; they sum to latency.tpot.
void addBreakdown(Result& result, const ResolvedDesign& d, const Schedule& s)
{
    Breakdown& b = result.breakdown;
    const RetrievalCost& r = s.retrieval;
    const double perToken = 1.0 / s.tokens;
    const double turns = s.gpuHidesRetrieval() ? s.subBatches : 1.0;
    b.add(Stage::LmDecode, DeviceKind::Gpu, turns * s.step.decode.seconds, 0.0);
    b.add(Stage::LmEncode, DeviceKind::Gpu, turns * s.step.encode.seconds * s.retrievals * perToken, 0.0);
    b.add(Stage::CrossAttention, DeviceKind::Gpu, turns * s.step.crossSetup.seconds * perToken, 0.0);
    const double retrievals = s.retrievals * perToken;
    if (s.gpuHidesRetrieval()) {
        b.add(Stage::IndexScan, DeviceKind::Gpu, turns * r.gpuIndex.seconds * retrievals, 0.0);
        return;
    }
    const DeviceKind searcher = d.usesFpga() ? DeviceKind::Fpga : DeviceKind::Cpu;
    b.add(Stage::IndexScan, d.indexOnGpu() ? DeviceKind::Gpu : DeviceKind::Cpu, r.index * retrievals, 0.0);
    b.add(Stage::CodeScan, searcher, (r.scan + r.mean - r.median) * retrievals, 0.0);
    b.add(Stage::LookupTable, searcher, r.tables * retrievals, 0.0);
    b.add(Stage::Transfer, DeviceKind::Network, r.transfer * retrievals, 0.0);
    b.add(Stage::SearchPath, DeviceKind::Cpu, r.searchPath * retrievals, 0.0);
    b.add(Stage::Queueing, searcher, (s.duration - s.chain) * perToken, 0.0);
}

/// The stage with most exposed time names what limits the design; a saturated pool does in any case.
void findBinding(Result& result, const ResolvedDesign& d, const Schedule& s)
{
    double most = -1.0;
    for (const StageCost& cost : result.breakdown.entries()) {
        if (cost.seconds > most) {
            most = cost.seconds;
            result.binding = cost.device;
            result.bindingStage = cost.stage;
        }
    }
    if (s.saturated()) {
        result.binding = d.usesFpga() ? DeviceKind::Fpga : DeviceKind::Cpu;
        result.bindingStage = Stage::CodeScan;
        result.verdict = {
            Status::Saturated, Reason::RetrievalSaturated, Parameter::FpgaCount, s.poolTime / s.unsaturated, 0.0, 1.0};
        if (!d.usesFpga())
            result.verdict.parameter = Parameter::CpuCores;
    }
}

/// Only constants that the design uses count.
void addProvenance(Result& result, const ResolvedDesign& d)
{
    const auto tag = [&](CostClass c) -> SourceTag& { return result.provenance[static_cast<std::size_t>(c)]; };
    // The stack's constants were fitted on the GPU whose index scan was measured beside them; on another GPU they are
    // as much an assumption as that scan.
    tag(CostClass::LanguageModel) = std::max({d.stack->decode.tag, d.model->source.tag, d.gpu->index.tag});
    tag(CostClass::Energy) = std::max(d.gpu->power.tag, d.cpu->power.tag);
    // Powers were measured during search; that a decoding GPU draws by the same law is an assumption.
    if (d.choice<EnergyConvention>(Parameter::EnergyConvention) == EnergyConvention::Device)
        tag(CostClass::Energy) = SourceTag::Assumed;
    if (!d.retrieves())
        return;
    tag(CostClass::IndexScan) = d.indexOnGpu() ? d.gpu->index.tag : d.cpu->index.tag;
    if (!d.usesFpga()) {
        tag(CostClass::CodeScan) = std::max(d.cpu->search.tag, d.database->lists.tag);
        return;
    }
    tag(CostClass::SearchPath) = d.stack->searchPath.tag;
    tag(CostClass::Network) = d.link->source.tag;
    tag(CostClass::CodeScan) = std::max({d.fpga->design.tag, d.fpga->cycles.tag, d.database->lists.tag});
    tag(CostClass::Energy) = std::max(tag(CostClass::Energy), d.fpga->power.tag);
}

/// Sums of finite numbers can still leave the range of doubles; say so rather than show infinity.
void refuseOverflow(Result& result)
{
    const bool finite =
        std::none_of(result.metrics.begin(), result.metrics.end(), [](double value) { return std::isinf(value); });
    if (finite && std::isfinite(result[Metric::Tpot]) && result[Metric::Tpot] > 0.0)
        return;
    result = Result{};
    result.verdict = {Status::Infeasible, Reason::NotFinite, Parameter::Count_, 0.0, 0.0, 0.0};
}

} // namespace

Result simulate(const DesignPoint& design, const Catalog& catalog)
{
    Result result;
    const ResolvedDesign d = resolve(design, catalog);
    result.verdict = checkDesign(design, d);
    if (!result.verdict.usable())
        return result;
    addMemory(result, d);
    result.verdict = checkCapacity(d);
    if (!result.verdict.usable())
        return result;
    const Schedule schedule = makeSchedule(d);
    addQueues(result, d);
    addLatency(result, schedule);
    addSearch(result, d, schedule);
    addThroughput(result, d, schedule);
    addUtilisation(result, d, schedule);
    addBreakdown(result, d, schedule);
    findBinding(result, d, schedule);
    addProvenance(result, d);
    addEnergy(result, d, schedule);
    refuseOverflow(result);
    return result;
}

} // namespace ralmscope
