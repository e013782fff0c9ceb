// SPDX-License-Identifier: GPL-3.0-or-later
#include "language_step.h"

#include "gpu_passes.h"
#include "mapped_decoder.h"
#include "number_format.h"
#include "parameter_choices.h"
#include "published_physics.h"

#include <algorithm>
#include <cmath>

namespace ralmscope {

namespace {

using enum Parameter;

/// Seconds in which a link is busy with the cache of one sequence that moves to the GPUs that decode.
double cacheTransfer(const ResolvedDesign& d)
{
    const double element = bytesPerElement(d.choice<Precision>(LmKvPrecision));
    const double bytes = d[WorkloadPrompt] * kvBytesPerToken(*d.model, element) + stateBytesPerSequence(*d.model);
    return bytes / d[NetworkBandwidth];
}

/// Caches move to the stacks or the CPU layer by layer behind the prefill, the last layer's behind nothing.
/// `together` prompts arrive at once and are read in `reading` seconds.
void addUpload(LanguageStep& step, const ResolvedDesign& d, const MappedDecoder& decoder, double batch, double together,
               double reading)
{
    const PimCost some = decoder.cacheUpload(together);
    if (some.seconds <= 0.0)
        return;
    const double last = some.seconds / attentionLayers(*d.model);
    PassCost shown;
    shown.seconds = last + std::max(0.0, some.seconds - last - reading);
    shown.parts.add(Stage::Communication, DeviceKind::Network, shown.seconds, some.joules);
    step.prefill += shown.scaled(batch / together);
    // Where others prefill, it is part of the decoding pool's time, which a request waits for anyway.
    if (!d.prefillsApart())
        step.prefillWait += shown.seconds;
}

/// One pass that reads this many prompts, of the draft model too.
PassCost promptPass(const ResolvedDesign& d, const GpuPasses& passes, double prompts)
{
    PassCost pass = passes.prefill(prompts);
    pass += passes.draftPrefill(prompts);
    if (d.choice<Batching>(WorkloadBatching) == Batching::Static) {
        // The first part fills the pipeline and the last one drains it: n + p - 1 stages' times until n parts are
        // through p stages. In a steady state others follow.
        const double waiting = pass.seconds * (passes.partsInFlight(prompts) - 1.0) / passes.parallelism().pipeline;
        pass.parts.add(Stage::Prefill, DeviceKind::Gpu, waiting, 0.0);
        pass.seconds += waiting;
    }
    return pass;
}

void addPrefill(LanguageStep& step, const ResolvedDesign& d, const GpuPasses& passes, const MappedDecoder& decoder,
                double batch)
{
    if (d[WorkloadPrompt] <= 0.0)
        return;
    const PromptPacking packing = promptPacking(d, batch);
    PassCost pass = promptPass(d, passes, packing.prompts);
    step.promptPass = pass.seconds;
    if (packing.oneMore > 0.0) {
        const PassCost larger = promptPass(d, passes, packing.prompts + packing.parts);
        // Seen by a prompt, and cost of the mean pass.
        const double among = packing.oneMore * (packing.prompts + packing.parts) / packing.mean();
        step.promptPass += among * (larger.seconds - pass.seconds);
        pass = pass.scaled(1.0 - packing.oneMore);
        pass += larger.scaled(packing.oneMore);
    }
    (d.prefillsApart() ? step.apart : step.prefill) = pass.scaled(batch / packing.mean());
    step.prefillWait = step.promptPass;
    if (d.prefillsApart()) {
        step.cacheTransfer = cacheTransfer(d);
        step.prefillWait += d[NetworkEndpointLatency] + step.cacheTransfer;
    }
    step.firstTokenHost = d.stack->firstToken;
    addUpload(step, d, decoder, batch, packing.mean(), step.promptPass);
}

} // namespace

PromptPacking promptPacking(const ResolvedDesign& d, double batch)
{
    const bool continuous = d.choice<Batching>(WorkloadBatching) == Batching::Continuous;
    if (!continuous && !d.prefillsApart())
        return {batch};
    // Requests that end in the same iteration make room for as many, whose prompts are read together.
    double arriving = batch;
    if (continuous)
        arriving /= std::max(1.0, (outputLengths(d).mean() - 1.0) / d.tokensPerStep());
    if (d.prefillsApart())
        arriving *= d.modelCopies() / std::max(1.0, std::floor(d[GpuPrefillCount] / d.gpusPerCopy()));
    const double fitting = std::max(1.0, std::floor(d.stack->batchedTokens / std::max(1.0, d[WorkloadPrompt])));
    // Every stage of a pipeline reads other prompts.
    const double parts = d[LmPipelineParallel];
    const double each = std::clamp(arriving, 1.0, fitting);
    if (parts * std::ceil(each) >= batch)
        return {batch};
    return {parts * std::floor(each), each - std::floor(each), parts};
}

DecodeSpan decodeSpan(const ResolvedDesign& d, double batch)
{
    const double prompt = d[WorkloadPrompt];
    // A prefill yields the first token.
    const double decoded = d[WorkloadSequence] - (prompt > 0.0 ? 1.0 : 0.0);
    return {batch, prompt + 1.0, decoded / d.tokensPerStep(), d.tokensPerSequence(), d.tokensPerStep()};
}

LanguageStep languageStep(const ResolvedDesign& d, double batch)
{
    if (d.physics() != Physics::Own)
        return publishedStep(d, batch);
    const GpuPasses passes(d);
    LanguageStep step;
    const MappedDecoder decoder(d, passes);
    addPrefill(step, d, passes, decoder, batch);
    step.tokens = outputLengths(d).mean();
    if (d.isAllGpu() && outputLengths(d).isConstant()) {
        const DecodeSpan span = decodeSpan(d, batch);
        step.steps = span.steps;
        step.decode = passes.decode(span);
        step.firstDecode = step.stepSeconds();
        step.meanRows = span.rows();
    } else {
        const DecodeRun run = decoder.run(batch);
        step.steps = run.steps;
        step.decode = run.cost;
        step.firstDecode = run.firstStep;
        step.meanRows = run.rows;
        step.alpha = run.alpha;
        step.pimFcShare = run.pimShare;
        step.fcMovesAt = run.movesAt;
    }
    if (d[WorkloadFirstBatch] > 0.0) {
        DecodeSpan span = decodeSpan(d, batch);
        span.steps = step.steps;
        const PassCost growth = passes.cacheGrowth(span);
        step.cacheGrowth = growth.seconds;
        step.decode += growth;
    }
    // Constants of a sibling or of all GPUs together stand in where nobody has measured this one.
    const TransformerKernels& kernels = passes.kernels();
    const bool linked = passes.parallelism().gpus() > 1.0;
    const KernelMatch worst = linked ? std::max(kernels.worst, kernels.worstLink) : kernels.worst;
    const bool unmeasured = d.model->hasLatentAttention() || d.model->isHybrid();
    step.constants = worst <= KernelMatch::SameGpu && !unmeasured ? SourceTag::Measured : SourceTag::Assumed;
    step.power = kernels.errors.power;
    step.servedFirst = kernels.errors.servedFirst;
    step.servedToken = kernels.errors.servedToken;
    step.encode = passes.encode(batch);
    step.crossSetup = passes.crossSetup(batch);
    return step;
}

} // namespace ralmscope
