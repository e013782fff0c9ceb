// SPDX-License-Identifier: GPL-3.0-or-later
#include "gpu_passes.h"

#include "cache_growth.h"
#include "gpu_board_power.h"
#include "model_memory.h"
#include "number_format.h"
#include "parameter_choices.h"

#include <algorithm>
#include <cmath>

namespace ralmscope {

namespace {

using enum Parameter;

TransformerKernels kernelsOf(const ResolvedDesign& d)
{
    ServingChoice choice;
    choice.weightFormat = formatName(d.choice<Precision>(LmPrecision));
    choice.kvFormat = formatName(d.choice<Precision>(LmKvPrecision));
    choice.stack = d.stack->kernelsAs;
    choice.hostStack = d.stack->hostAs;
    choice.link = d.gpuLink;
    choice.gpus = d.gpusPerCopy();
    choice.hasExperts = d.model->hasExperts();
    TransformerKernels kernels = transformerKernels(*d.catalog, *d.gpu, choice);
    kernels.launch = launchesOf(*d.stack);
    kernels.errors.launch = {d.stack->launchErrorMedian, d.stack->launchErrorP90};
    if (kernels.launch.perLayer > 0.0) { // whole steps of this software stand behind its own error
        kernels.errors.servedFirst = {};
        kernels.errors.servedToken = {};
    }
    return kernels;
}

/// Error of a class times its seconds. What takes no time has no error, whatever is known of it.
void addError(PassCost& pass, const ErrorBand& band, double seconds)
{
    if (seconds <= 0.0)
        return;
    pass.errorMedian += band.median * seconds;
    pass.errorP90 += band.p90 * seconds;
}

/// Of links: collectives of a layer and sends between pipeline stages have constants of their own.
void addLinkError(PassCost& pass, const KernelErrors& errors, const StepWork& work)
{
    addError(pass, errors.collective, work.communication - work.betweenStages);
    addError(pass, errors.sendReceive, work.betweenStages);
}

} // namespace

GpuPasses::GpuPasses(const ResolvedDesign& design)
    : m_design(design)
    , m_kernels(kernelsOf(design))
    , m_parallelism{design[LmTensorParallel], design[LmPipelineParallel]}
{
}

double GpuPasses::together(double batch) const
{
    return std::ceil(batch / m_parallelism.pipeline);
}

double GpuPasses::partsInFlight(double batch) const
{
    return std::ceil(batch / together(batch));
}

double GpuPasses::busyShare(double batch) const
{
    return partsInFlight(batch) / m_parallelism.pipeline;
}

double GpuPasses::watts(double flops, double bytes, double seconds) const
{
    const KernelMachine& machine = m_kernels.gemmMachine;
    const Utilisation use{flops / (seconds * machine.peakFlops), bytes / (seconds * machine.memoryBandwidth)};
    // A process that waits on the GPU draws this much already.
    return std::max(m_design.gpu->activePower, boardPowerWatts(use, machine, m_kernels.power));
}

PassCost GpuPasses::oneStage(Stage stage, double seconds, const StepWork& work, double busy) const
{
    PassCost pass;
    if (seconds <= 0.0)
        return pass;
    pass.seconds = seconds;
    pass.gpuBusy = seconds * busy;
    pass.flops = work.flops * busy;
    pass.bytes = work.bytes * busy;
    const double joules = m_parallelism.gpus() * pass.gpuBusy * watts(work.flops, work.bytes, seconds);
    pass.parts.add(stage, DeviceKind::Gpu, seconds, joules);
    const KernelErrors& errors = m_kernels.errors;
    addError(pass, errors.gemm, work.gemm);
    addError(pass, errors.prefill, work.attention);
    addLinkError(pass, errors, work);
    addError(pass, errors.elementwise, work.elementwise + work.recurrence);
    const bool launches = m_kernels.launch.perLayer > 0.0;
    addError(pass, launches ? errors.launch : errors.host, seconds - work.seconds);
    return pass;
}

PassCost GpuPasses::wholeStep(double batch, const StepWork& work) const
{
    return wholeStep(batch, work, stepSeconds(*m_design.model, m_kernels, m_parallelism, together(batch), work));
}

PassCost GpuPasses::wholeStep(double batch, const StepWork& work, double seconds) const
{
    const double busy = busyShare(batch);
    PassCost pass;
    pass.seconds = seconds;
    pass.gpuBusy = seconds * busy;
    pass.flops = work.flops * busy;
    pass.bytes = work.bytes * busy;
    const double power = m_parallelism.gpus() * busy * watts(work.flops, work.bytes, seconds);
    const auto add = [&](Stage stage, double part) { pass.parts.add(stage, DeviceKind::Gpu, part, part * power); };
    // Launches can hide kernels but never take less time than them: what is beyond the kernels is theirs.
    const double host = std::max(0.0, seconds - work.seconds);
    add(Stage::FullyConnected, work.gemm);
    add(Stage::Attention, work.attention);
    add(Stage::Elementwise, work.elementwise);
    add(Stage::Recurrence, work.recurrence);
    add(Stage::Communication, work.communication);
    add(Stage::Host, host);
    const KernelErrors& errors = m_kernels.errors;
    addError(pass, errors.gemm, work.gemm);
    addError(pass, errors.decode, work.attention);
    addLinkError(pass, errors, work);
    addError(pass, errors.elementwise, work.elementwise + work.recurrence);
    addError(pass, m_kernels.launch.perLayer > 0.0 ? errors.launch : errors.host, host);
    return pass;
}

StepWork GpuPasses::dense(const DecodeSpan& span, StepOperators* operators) const
{
    const LanguageModel& model = *m_design.model;
    const double batch = together(span.batch);
    StepWork work = denseStep(model, m_kernels, m_parallelism, batch * span.newTokens, operators, span.newTokens);
    work += crossAttentionStep(model, m_kernels, m_parallelism, batch * span.newTokens,
                               m_design[RetrievalK] * model.chunkTokens, operators);
    return work;
}

StepWork GpuPasses::attention(const DecodeSpan& span, StepOperators* operators) const
{
    DecodeSpan part = span;
    part.batch = together(span.batch);
    return meanAttention(*m_design.model, m_kernels, m_parallelism, part, operators);
}

PassCost GpuPasses::decode(const DecodeSpan& span) const
{
    if (span.steps <= 0.0)
        return {};
    const StepWork fixed = dense(span);
    PassCost step;
    if (m_kernels.launch.perLayer > 0.0) {
        // Launches and kernels do not add up, so that the step at the mean context is not the mean step.
        StepWork work = fixed;
        double seconds = 0.0;
        DecodeSpan part = span;
        part.batch = together(span.batch);
        for (const ContextSample& sample : contextSamples(part)) {
            StepWork at = contextAttention(*m_design.model, m_kernels, m_parallelism, part, sample.context);
            work += at.scaled(sample.weight);
            at += fixed;
            seconds += sample.weight * stepSeconds(*m_design.model, m_kernels, m_parallelism, part.batch, at);
        }
        step = wholeStep(span.batch, work, seconds);
    } else {
        StepWork work = fixed;
        work += attention(span);
        step = wholeStep(span.batch, work);
    }
    step += draft(span);
    return step.scaled(span.steps);
}

PassCost GpuPasses::cacheGrowth(const DecodeSpan& span) const
{
    const ResolvedDesign& d = m_design;
    if (d[WorkloadFirstBatch] <= 0.0 || d.attentionOn() != AttentionMapping::Gpu)
        return {};
    GrowingCache cache;
    const LanguageModel& m = *d.model;
    const double layers = std::ceil(attentionLayers(m) / m_parallelism.pipeline);
    // A latent is keys and values in one.
    cache.blocks = (m.hasLatentAttention() ? 1.0 : 2.0) * layers * partsInFlight(span.batch);
    const double values = m.hasLatentAttention()
        ? m.latentRank + m.latentRotary
        : std::max(1.0, kvHeadsOf(m) / m_parallelism.tensor) * headDimensionOf(m);
    cache.bytesPerToken = together(span.batch) * values * m_kernels.kvBytes;
    cache.from = span.context - 1.0;
    cache.steps = span.steps;
    cache.advance = span.advance;
    // What lies beside the blocks: weights, activations, keys and values of retrieved tokens.
    const double grown = cache.blocks * cache.bytesPerToken * (cache.from + cache.steps * cache.advance);
    cache.room = d.gpu->memoryBytes - std::max(0.0, gpuMemoryUse(d).total() - grown);
    const double seconds = cacheGrowthSeconds(cache, growthOf(*d.stack));
    PassCost pass;
    if (seconds <= 0.0)
        return pass;
    pass.seconds = seconds;
    pass.gpuBusy = seconds;
    pass.parts.add(Stage::Host, DeviceKind::Gpu, seconds, m_parallelism.gpus() * seconds * watts(0.0, 0.0, seconds));
    addError(pass, m_kernels.errors.launch, seconds);
    return pass;
}

PassCost GpuPasses::draft(const DecodeSpan& span) const
{
    if (m_design.choice<SpeculationKind>(LmSpeculation) != SpeculationKind::DraftModel)
        return {};
    const LanguageModel& model = *m_design.draft;
    const double batch = together(span.batch);
    StepWork work = denseStep(model, m_kernels, m_parallelism, batch);
    work += meanAttention(model, m_kernels, m_parallelism, {batch, span.context, span.steps, 1.0, span.advance});
    const double seconds = stepSeconds(model, m_kernels, m_parallelism, batch, work);
    return oneStage(Stage::Draft, seconds, work).scaled(m_design[LmDraftTokens]);
}

PassCost GpuPasses::prefill(double batch, StepOperators* operators) const
{
    const double tokens = m_design[WorkloadPrompt];
    if (tokens <= 0.0)
        return {};
    const double part = together(batch);
    const StepWork work = prefillStep(*m_design.model, m_kernels, m_parallelism, part, tokens, 0.0, operators);
    const double seconds = stepSeconds(*m_design.model, m_kernels, m_parallelism, part, work);
    return oneStage(Stage::Prefill, seconds, work, busyShare(batch));
}

PassCost GpuPasses::draftPrefill(double batch) const
{
    const double tokens = m_design[WorkloadPrompt];
    if (tokens <= 0.0 || m_design.choice<SpeculationKind>(LmSpeculation) != SpeculationKind::DraftModel)
        return {};
    const LanguageModel& model = *m_design.draft;
    const double part = together(batch);
    const StepWork work = prefillStep(model, m_kernels, m_parallelism, part, tokens, 0.0);
    return oneStage(Stage::Draft, stepSeconds(model, m_kernels, m_parallelism, part, work), work, busyShare(batch));
}

PassCost GpuPasses::encode(double batch, StepOperators* operators) const
{
    const LanguageModel& model = *m_design.model;
    if (!model.isEncoderDecoder())
        return {};
    StepWork work = encoderStep(model, m_kernels, m_parallelism, batch, model.queryTokens, operators);
    work += encoderStep(model, m_kernels, m_parallelism, batch, m_design[RetrievalK] * model.chunkTokens, operators);
    return oneStage(Stage::LmEncode, m_design.stack->encoderFixed + work.seconds, work);
}

PassCost GpuPasses::crossSetup(double batch, StepOperators* operators) const
{
    const LanguageModel& model = *m_design.model;
    const StepWork work =
        crossSetupStep(model, m_kernels, m_parallelism, batch * m_design[RetrievalK] * model.chunkTokens, operators);
    return oneStage(Stage::CrossAttention, work.seconds, work);
}

} // namespace ralmscope
