// SPDX-License-Identifier: GPL-3.0-or-later
#include "step_profile.h"

#include "fc_crossover.h"
#include "feasibility.h"
#include "gpu_passes.h"
#include "host_attention.h"
#include "language_step.h"
#include "mapped_decoder.h"
#include "number_format.h"
#include "parameter_choices.h"
#include "schedule.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace ralmscope {

namespace {

using enum Parameter;

/// What the larger of memory and compute time must explain of an operator's seconds.
constexpr double kExplained = 0.5;

/// Collects operators of the GPUs of one model copy.
class GpuProfile
{
public:
    GpuProfile(StepProfile& profile, const ResolvedDesign& design, const GpuPasses& passes)
        : m_profile(profile)
        , m_passes(passes)
    {
        const std::string gpus = passes.parallelism().gpus() > 1.0
            ? fmt::format("{:.0f} × {}", passes.parallelism().gpus(), design.gpu->name)
            : design.gpu->name;
        const TransformerKernels& kernels = passes.kernels();
        const std::string_view format = formatName(design.choice<Precision>(LmPrecision));
        m_gemmRoof = addRoof(gpus, format, kernels.gemmMachine);
        const bool same = kernels.gemmMachine.peakFlops == kernels.attentionMachine.peakFlops;
        m_otherRoof = same ? m_gemmRoof : addRoof(gpus, "16-bit", kernels.attentionMachine);
    }

    void add(StepPass pass, const StepOperators& operators, double batch, double passSeconds)
    {
        for (const StepOperator& work : operators) {
            ProfiledOperator entry;
            entry.name = operatorName(work.kind);
            entry.shape = shapeText(work);
            entry.stage = stageOf(work.kind);
            entry.device = entry.stage == Stage::Communication ? DeviceKind::Network : DeviceKind::Gpu;
            entry.roof = entry.stage == Stage::FullyConnected ? m_gemmRoof : m_otherRoof;
            add(std::move(entry), pass, {work.seconds, work.flops, work.bytes}, batch, passSeconds);
        }
    }

    /// All operators of a pass as one.
    void addWhole(StepPass pass, std::string name, const PassCost& cost, double batch, double passSeconds)
    {
        if (cost.seconds <= 0.0)
            return;
        ProfiledOperator entry;
        entry.name = std::move(name);
        entry.stage = Stage::Draft;
        entry.roof = m_gemmRoof;
        add(std::move(entry), pass, {cost.seconds, cost.flops, cost.bytes}, batch, passSeconds);
    }

private:
    struct Amounts
    {
        double seconds, flops, bytes;
    };

    std::size_t addRoof(const std::string& gpus, std::string_view format, const KernelMachine& machine)
    {
        const double count = m_passes.parallelism().gpus();
        m_profile.roofs.push_back({fmt::format("{}, {}", gpus, format), DeviceKind::Gpu, count * machine.peakFlops,
                                   count * machine.memoryBandwidth});
        return m_profile.roofs.size() - 1;
    }

    void add(ProfiledOperator entry, StepPass pass, const Amounts& amounts, double batch, double passSeconds)
    {
        if (amounts.seconds <= 0.0)
            return;
        const double tensor = m_passes.parallelism().tensor;
        const double gpus = m_passes.parallelism().gpus();
        const Roof& roof = m_profile.roofs[entry.roof];
        entry.pass = pass;
        entry.seconds = amounts.seconds;
        entry.flops = tensor * amounts.flops;
        entry.bytes = tensor * amounts.bytes;
        entry.share = amounts.seconds / passSeconds;
        // Parts of a batch pass through the stages of a pipeline side by side.
        entry.rate = m_passes.partsInFlight(batch) * entry.flops / entry.seconds;
        const double memory = gpus * amounts.bytes / (roof.bandwidth * entry.seconds);
        const double compute = gpus * amounts.flops / (roof.peakFlops * entry.seconds);
        entry.bound = std::max(memory, compute) < kExplained ? OperatorBound::Fixed
            : memory >= compute                              ? OperatorBound::Bandwidth
                                                             : OperatorBound::Compute;
        m_profile.operators.push_back(std::move(entry));
    }

    StepProfile& m_profile;
    const GpuPasses& m_passes;
    std::size_t m_gemmRoof = 0;
    std::size_t m_otherRoof = 0;
};

double fcIntensity(const GpuPasses& passes, DecodeSpan span, double rows)
{
    span.batch = rows / span.newTokens;
    StepOperators operators;
    passes.dense(span, &operators);
    double flops = 0.0;
    double bytes = 0.0;
    for (const StepOperator& work : operators) {
        if (stageOf(work.kind) != Stage::FullyConnected)
            continue;
        flops += work.flops;
        bytes += work.bytes;
    }
    return flops / bytes;
}

/// What runs beside the GPUs, on roofs of its own.
void addBeside(StepProfile& profile, const ResolvedDesign& d, const MappedDecoder& decoder, const StepBeside& beside)
{
    const auto add = [&](std::string name, Stage stage, DeviceKind device, const PimCost& cost, const Roof& roof) {
        if (cost.seconds <= 0.0)
            return;
        ProfiledOperator entry;
        entry.name = std::move(name);
        entry.stage = stage;
        entry.device = device;
        entry.roof = profile.roofs.size();
        entry.seconds = cost.seconds;
        entry.flops = cost.flops;
        entry.bytes = device == DeviceKind::Network ? 0.0 : cost.bytes;
        entry.rate = cost.flops / cost.seconds;
        entry.share = cost.seconds / profile.decodeSeconds;
        const double memory = cost.bytes / (roof.bandwidth * cost.seconds);
        const double compute = cost.flops / (roof.peakFlops * cost.seconds);
        entry.bound = std::max(memory, compute) < kExplained ? OperatorBound::Fixed
            : memory >= compute                              ? OperatorBound::Bandwidth
                                                             : OperatorBound::Compute;
        if (device == DeviceKind::Network)
            entry.roof = 0;
        else
            profile.roofs.push_back(roof);
        profile.operators.push_back(std::move(entry));
    };
    const auto stacks = [](const PimPool& pool) {
        return Roof{fmt::format("{:.0f} × {}", pool.stacks, pool.stack->name), DeviceKind::Pim,
                    pool.stacks * pool.peakFlops(), pool.stacks * pool.nominalRate()};
    };
    if (beside.fc.seconds > 0.0)
        add("FC layers", Stage::FullyConnected, DeviceKind::Pim, beside.fc, stacks(decoder.fcStacks()));
    if (d.attentionInStacks())
        add("Attention", Stage::Attention, DeviceKind::Pim, beside.attention, stacks(decoder.attentionStacks()));
    else if (d.attentionOn() == AttentionMapping::Cpu)
        add("Attention", Stage::Attention, DeviceKind::Cpu, beside.attention,
            {d.cpu->name, DeviceKind::Cpu, d[CpuCores] * d.cpu->flopsPerCore,
             cpuSockets(*d.cpu, d[CpuCores]) * d.cpu->memoryBandwidth});
    add("Links", Stage::Communication, DeviceKind::Network, beside.fcMoved + beside.attentionMoved,
        {"", DeviceKind::Network, 1.0, 1.0});
}

/// The decoding step: the chosen iteration of a batch whose rows decay, else the mean over a sequence.
void addDecode(StepProfile& profile, GpuProfile& gpus, const ResolvedDesign& d, const GpuPasses& passes,
               IterationChoice choice)
{
    const double batch = subBatchSize(d);
    const DecodeSpan mean = decodeSpan(d, batch);
    if (mean.steps <= 0.0)
        return;
    const MappedDecoder decoder(d, passes);
    profile.iteration = decodeIteration(d, decoder, batch, choice);
    DecodeIteration step = profile.iteration;
    DecodeSpan span = mean;
    StepOperators operators;
    if (step.decays) {
        span = {step.requests, step.context, 1.0, mean.newTokens, mean.advance};
        profile.decodeSeconds = iterationCost(d, passes, decoder, step, operators).seconds;
    } else {
        const LanguageStep cost = languageStep(d, batch);
        step.requests = batch;
        step.context = decoder.meanContext();
        step.fcInStacks = cost.pimFcShare > 0.0;
        profile.decodeSeconds =
            d.isAllGpu() ? cost.stepSeconds() : decoder.step(batch, step.context, step.fcInStacks).seconds;
        decoder.gpuWork(batch, step.fcInStacks, &operators);
        if (d.attentionOn() == AttentionMapping::Gpu)
            passes.attention(span, &operators);
    }
    sortOperators(operators);
    profile.rows = span.rows();
    addBeside(profile, d, decoder, decoder.beside(step.requests, step.context, step.fcInStacks));
    gpus.addWhole(StepPass::Draft, "Draft model", passes.draft(span), span.batch, profile.decodeSeconds);
    gpus.add(StepPass::Decode, operators, span.batch, profile.decodeSeconds);
    profile.fcIntensity = fcIntensity(passes, span, span.rows());
}

} // namespace

StepProfile stepProfile(const DesignPoint& design, const Catalog& catalog, IterationChoice iteration)
{
    StepProfile profile;
    const ResolvedDesign d = resolve(design, catalog);
    profile.verdict = checkDesign(design, d);
    if (profile.verdict.usable())
        profile.verdict = checkCapacity(d);
    if (!profile.verdict.usable() || d.physics() != Physics::Own)
        return profile;
    const GpuPasses passes(d);
    const double batch = subBatchSize(d);
    GpuProfile gpus(profile, d, passes);
    addDecode(profile, gpus, d, passes, iteration);
    if (!profile.isEmpty()) {
        profile.alpha = fcCrossover(design, catalog, 2).alpha;
        if (profile.alpha > 0.0)
            profile.alphaIntensity = fcIntensity(passes, decodeSpan(d, batch), profile.alpha);
    }
    StepOperators operators;
    const PassCost prefill = passes.prefill(promptPacking(d, batch).prompts, &operators);
    profile.prefillSeconds = prefill.seconds;
    sortOperators(operators);
    gpus.add(StepPass::Prefill, operators, promptPacking(d, batch).prompts, prefill.seconds);
    return profile;
}

} // namespace ralmscope
