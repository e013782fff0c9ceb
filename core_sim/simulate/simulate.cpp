// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulate.h"

#include "energy_model.h"
#include "feasibility.h"
#include "fpga_cost.h"
#include "kernel_choice.h"
#include "kselect_cost.h"
#include "model_memory.h"
#include "number_format.h"
#include "parameter_choices.h"
#include "pim_mapping.h"
#include "published_physics.h"
#include "simulate_steps.h"
#include "simulator.h"

#include <algorithm>
#include <cmath>

namespace ralmscope {

namespace {

/// The paper divides 1000 units between GPUs and retrieval replicas, and counts the nodes of a replica in the share.
constexpr double kUnits = 1000.0;

void addMemory(Result& result, const ResolvedDesign& d)
{
    const GpuMemoryUse gpu = gpuMemoryUse(d);
    result[Metric::GpuMemory] = gpu.total();
    result[Metric::GpuWeights] = gpu.weights;
    result[Metric::GpuKvCache] = gpu.kvCache;
    result[Metric::GpuActivations] = gpu.activations;
    result[Metric::GpuFree] = gpuMemoryBytes(d) - gpu.total();
    result[Metric::LargestBatch] = largestBatch(d);
    if (d.weightsInStacks())
        result[Metric::PimFcMemory] = fcStackUse(d);
    if (d.attentionInStacks())
        result[Metric::PimAttentionMemory] = attentionStackBytes(d);
    if (d.prefillsApart())
        result[Metric::PrefillMemory] = prefillMemoryUse(d).total();
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
    const LanguageStep& step = s.step;
    // Requests queue for the pool that cannot follow: for every retrieval, or once for their prefill.
    const double queued = s.duration - s.unsaturated;
    const bool forPrefill = s.waitsForPrompts();
    const double waiting = !forPrefill && s.retrievals > 0.0 ? queued / s.retrievals : 0.0;
    const double retrieving = step.encode.seconds + s.retrieval.median + waiting;
    // A prompt's prefill yields the first token; without a prompt the first decoding step does.
    const double first = step.prefillWait > 0.0 ? step.prefillWait : step.firstDecode;
    result[Metric::Tpot] = s.requestSeconds() / s.tokens;
    result[Metric::SequenceLatency] = s.requestSeconds();
    result[Metric::FirstStep] =
        s.step.firstTokenHost + first + retrieving + step.crossSetup.seconds + (forPrefill ? queued : 0.0);
    if (step.prefillWait > 0.0)
        result[Metric::PrefillTime] = step.prefillWait;
    if (s.tokens > 1.0)
        result[Metric::BetweenTokens] =
            std::max(0.0, s.requestSeconds() - result[Metric::FirstStep]) / (s.tokens - 1.0);
    if (step.steps > 0.0) {
        result[Metric::RetrievalStep] = step.stepSeconds() + retrieving;
        result[Metric::PlainStep] = step.stepSeconds();
    }
    if (step.cacheGrowth > 0.0)
        result[Metric::CacheGrowth] = step.cacheGrowth;
    result[Metric::InferenceStep] = s.language / s.tokens;
}

/// Errors of kernels are not the whole error of a request: never below the one of whole runs. Where constants have no
/// known error there is none at all.
ErrorBand atLeast(const ErrorBand& kernels, const ErrorBand& served)
{
    return std::isfinite(kernels.median) && std::isfinite(kernels.p90) ? wider(kernels, served) : kernels;
}

/// What is known of the constants behind the language model, by the seconds that each class of them takes, and of whole
/// runs.
void addLanguageError(Result& result, const Schedule& s)
{
    PassCost run = s.step.decode;
    run += s.step.prefill;
    run += s.step.apart;
    if (run.seconds <= 0.0)
        return;
    const ErrorBand whole = atLeast({run.errorMedian / run.seconds, run.errorP90 / run.seconds}, s.step.servedToken);
    PassCost prompt = s.step.prefill;
    prompt += s.step.apart;
    const ErrorBand first = prompt.seconds > 0.0
        ? atLeast({prompt.errorMedian / prompt.seconds, prompt.errorP90 / prompt.seconds}, s.step.servedFirst)
        : whole;
    result[Metric::LanguageError] = whole.median;
    result[Metric::LanguageErrorP90] = whole.p90;
    result[Metric::FirstTokenError] = first.median;
    result[Metric::FirstTokenErrorP90] = first.p90;
    result[Metric::PowerError] = s.step.power.median;
    result[Metric::PowerErrorP90] = s.step.power.p90;
}

void addGpuUse(Result& result, const ResolvedDesign& d, const Schedule& s)
{
    const LanguageStep& step = s.step;
    result[Metric::MeanRows] = step.meanRows;
    result[Metric::Alpha] = step.alpha;
    result[Metric::SwitchStep] = step.fcMovesAt;
    if (d.weightsInStacks())
        result[Metric::PimFcShare] = step.pimFcShare;
    // A paper's own model counts neither FLOP nor bytes.
    if (step.decode.seconds <= 0.0 || step.published)
        return;
    const std::string_view format = formatName(d.choice<Precision>(Parameter::LmPrecision));
    const KernelMachine machine = machineOf(*d.gpu, format);
    result[Metric::ModelFlopUtilisation] = step.decode.flops / (step.decode.seconds * machine.peakFlops);
    result[Metric::BandwidthUtilisation] = step.decode.bytes / (step.decode.seconds * machine.memoryBandwidth);
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
    const double tokens = s.copies * s.batch * s.tokens;
    const double prefillGpus = s.prefillCopies > 0.0 ? d[Parameter::GpuPrefillCount] : 0.0;
    result[Metric::Tokens] = tokens / s.duration;
    result[Metric::TokensPerGpu] = result[Metric::Tokens] / (d[Parameter::GpuCount] + prefillGpus);
    result[Metric::Requests] = result[Metric::Tokens] / s.tokens;
    result[Metric::GpuPoolTokens] = tokens / s.unsaturated;
    if (s.prefillTime > 0.0)
        result[Metric::PrefillPoolTokens] = tokens / s.prefillTime;
    if (!d.retrieves())
        return;
    result[Metric::RetrievalPoolTokens] = tokens / s.poolTime;
    result[Metric::Queries] = result[Metric::Tokens] * s.retrievals / s.tokens;
    // Rates of one GPU and of one replica; the best split of the units is where the two pools meet.
    const double perGpu = s.batch * s.tokens / s.unsaturated / s.gpusPerCopy;
    const double perReplica = result[Metric::RetrievalPoolTokens] / s.replicas;
    const auto pooled = [&](double gpus) { return std::min(gpus * perGpu, (kUnits - gpus) * perReplica); };
    const double balanced = kUnits * perReplica / (perGpu + perReplica);
    const double below = std::clamp(std::floor(balanced), 1.0, kUnits - 1.0);
    const double above = std::clamp(std::ceil(balanced), 1.0, kUnits - 1.0);
    const double gpus = pooled(above) > pooled(below) ? above : below;
    const double nodesPerReplica = d.usesFpga() ? d[Parameter::FpgaNodesPerReplica] : 1.0;
    result[Metric::OptimalGpuShare] = gpus / (gpus + (kUnits - gpus) * nodesPerReplica);
    const double queriesPerGpu = s.batch / s.subBatches * s.retrievals / s.language / s.gpusPerCopy;
    result[Metric::GpusPerSearchEngine] = s.retrieval.capacity / s.replicas / queriesPerGpu;
}

void addUtilisation(Result& result, const ResolvedDesign& d, const Schedule& s)
{
    // GPUs beyond whole copies never work, and GPUs wait while other devices compute.
    const double share = s.copies * s.gpusPerCopy / d[Parameter::GpuCount];
    const auto waits = [](const PassCost& pass) { return pass.seconds - pass.gpuBusy; };
    const double elsewhere = s.subBatches * (waits(s.step.decode) + waits(s.step.prefill));
    result[Metric::GpuUtilisation] = share * std::max(0.0, s.gpuWork - elsewhere) / s.duration;
    // Stacks of every copy work for its own batches.
    if (d.attentionInStacks())
        result[Metric::PimAttentionUtilisation] = s.subBatches * s.step.decode.pimAttentionBusy / s.duration;
    if (d.weightsInStacks())
        result[Metric::PimFcUtilisation] = s.subBatches * s.step.decode.pimFcBusy / s.duration;
    if (s.prefillCopies > 0.0)
        result[Metric::PrefillUtilisation] = s.prefillTime / s.duration;
    if (s.transferTime > 0.0)
        result[Metric::NetworkUtilisation] = s.transferTime / s.duration;
    const double batches = s.copies * s.subBatches * s.retrievals;
    const RetrievalCost& r = s.retrieval;
    // Sockets are shared by all copies, whose attention they compute in turn.
    const double attending = s.subBatches * s.step.decode.cpuBusy;
    if (d.retrieves() || attending > 0.0)
        result[Metric::CpuUtilisation] = std::min(1.0, (batches * r.cpuBusy + attending) / s.duration);
    if (!d.retrieves())
        return;
    if (!d.usesFpga())
        return;
    result[Metric::FpgaUtilisation] =
        batches * r.nodeBusy * d[Parameter::FpgaNodesPerReplica] / (d[Parameter::FpgaCount] * s.duration);
    result[Metric::NetworkUtilisation] = std::min(1.0, (batches * r.linkBusy + s.transferTime) / s.duration);
}

/// Exposed seconds per token, stage by stage; they sum to latency.tpot.
void addBreakdown(Result& result, const ResolvedDesign& d, const Schedule& s)
{
    Breakdown& b = result.breakdown;
    const RetrievalCost& r = s.retrieval;
    const double perToken = 1.0 / s.tokens;
    const double turns = s.gpuHidesRetrieval() ? s.subBatches : 1.0;
    const auto addPass = [&](const PassCost& pass, double times) {
        for (const StageCost& part : pass.parts.entries())
            b.add(part.stage, part.device, turns * times * part.seconds * perToken, 0.0);
    };
    addPass(s.step.prefill, 1.0);
    addPass(s.step.decode, 1.0);
    addPass(s.step.encode, s.retrievals);
    addPass(s.step.crossSetup, 1.0);
    if (s.step.firstTokenHost > 0.0)
        b.add(Stage::Host, DeviceKind::Cpu, s.step.firstTokenHost * perToken, 0.0);
    if (s.prefillCopies > 0.0) {
        b.add(Stage::Prefill, DeviceKind::Gpu, s.step.promptPass * perToken, 0.0);
        b.add(Stage::Transfer, DeviceKind::Network, (s.step.prefillWait - s.step.promptPass) * perToken, 0.0);
    }
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
    const DeviceKind waitedFor = s.waitsForCaches() ? DeviceKind::Network
        : s.waitsForPrompts()                       ? DeviceKind::Gpu
                                                    : searcher;
    b.add(Stage::Queueing, waitedFor, (s.duration - s.chain) * perToken, 0.0);
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
    if (!s.saturated())
        return;
    const auto saturate = [&](DeviceKind device, Stage stage, Reason reason, Parameter parameter, double needed) {
        result.binding = device;
        result.bindingStage = stage;
        result.verdict = {Status::Saturated, reason, parameter, needed / s.unsaturated, 0.0, 1.0};
    };
    if (s.waitsForCaches()) {
        saturate(DeviceKind::Network, Stage::Transfer, Reason::CacheTransferSaturated, Parameter::NetworkBandwidth,
                 s.transferTime);
    } else if (s.waitsForPrompts()) {
        saturate(DeviceKind::Gpu, Stage::Prefill, Reason::PrefillSaturated, Parameter::GpuPrefillCount, s.prefillTime);
    } else {
        const bool fpga = d.usesFpga();
        saturate(fpga ? DeviceKind::Fpga : DeviceKind::Cpu, Stage::CodeScan, Reason::RetrievalSaturated,
                 fpga ? Parameter::FpgaCount : Parameter::CpuCores, s.poolTime);
    }
}

/// Only constants that the design uses count.
void addProvenance(Result& result, const ResolvedDesign& d, const Schedule& s)
{
    const auto tag = [&](CostClass c) -> SourceTag& { return result.provenance[static_cast<std::size_t>(c)]; };
    tag(CostClass::LanguageModel) = std::max({d.stack->decode.tag, d.model->source.tag, s.step.constants});
    tag(CostClass::Energy) = std::max(d.gpu->power.tag, d.cpu->power.tag);
    const auto addStack = [&](const PimStack& stack) {
        tag(CostClass::LanguageModel) =
            std::max({tag(CostClass::LanguageModel), stack.unitSource.tag, stack.attentionFit.tag, stack.link.tag});
        tag(CostClass::Energy) = std::max({tag(CostClass::Energy), stack.power.tag, stack.energy.tag});
    };
    if (d.attentionInStacks())
        addStack(*d.attentionStack);
    if (d.weightsInStacks())
        addStack(*d.fcStack);
    if (d.attentionOn() == AttentionMapping::Cpu)
        tag(CostClass::LanguageModel) = std::max(tag(CostClass::LanguageModel), d.cpu->memory.tag);
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

Result checkedDesign(const DesignPoint& design, const ResolvedDesign& d)
{
    Result result;
    result.verdict = checkDesign(design, d);
    if (result.verdict.usable())
        result.verdict = checkPhysics(d);
    if (!result.verdict.usable())
        return result;
    addMemory(result, d);
    result.verdict = checkCapacity(d);
    return result;
}

void completeResult(Result& result, const ResolvedDesign& d, const Schedule& schedule)
{
    addQueues(result, d);
    addLatency(result, schedule);
    addLanguageError(result, schedule);
    addGpuUse(result, d, schedule);
    addSearch(result, d, schedule);
    addThroughput(result, d, schedule);
    addUtilisation(result, d, schedule);
    addBreakdown(result, d, schedule);
    findBinding(result, d, schedule);
    addProvenance(result, d, schedule);
    addEnergy(result, d, schedule);
    refuseOverflow(result);
}

Result simulate(const DesignPoint& design, const Catalog& catalog)
{
    return Simulator(catalog)(design);
}

} // namespace ralmscope
