// SPDX-License-Identifier: GPL-3.0-or-later
#include "language_step.h"

#include "gpu_passes.h"
#include "mapped_decoder.h"
#include "number_format.h"
#include "parameter_choices.h"
#include "published_physics.h"

#include <algorithm>

namespace ralmscope {

namespace {

using enum Parameter;

/// Seconds in which the cache of one sequence moves to the GPUs that decode.
double cacheTransfer(const ResolvedDesign& d)
{
    const double element = bytesPerElement(d.choice<Precision>(LmKvPrecision));
    return d[NetworkEndpointLatency] + d[WorkloadPrompt] * kvBytesPerToken(*d.model, element) / d[NetworkBandwidth];
}

/// Caches move to the stacks or the CPU layer by layer behind the prefill, the last layer's behind nothing.
/// `together` prompts arrive at once and are read in `reading` seconds.
void addUpload(LanguageStep& step, const ResolvedDesign& d, const MappedDecoder& decoder, double batch, double together,
               double reading)
{
    const PimCost some = decoder.cacheUpload(together);
    if (some.seconds <= 0.0)
        return;
    const double last = some.seconds / d.model->decoderLayers;
    PassCost shown;
    shown.seconds = last + std::max(0.0, some.seconds - last - reading);
    shown.parts.add(Stage::Communication, DeviceKind::Network, shown.seconds, some.joules);
    step.prefill += shown.scaled(batch / together);
    // Where others prefill, it is part of the decoding pool's time, which a request waits for anyway.
    if (!d.prefillsApart())
        step.prefillWait += shown.seconds;
}

void addPrefill(LanguageStep& step, const ResolvedDesign& d, const GpuPasses& passes, const MappedDecoder& decoder,
                double batch)
{
    if (d[WorkloadPrompt] <= 0.0)
        return;
    const double together = prefillBatch(d, batch);
    const PassCost own = passes.prefill(together);
    (d.prefillsApart() ? step.apart : step.prefill) = own.scaled(batch / together);
    step.prefillWait = own.seconds + (d.prefillsApart() ? cacheTransfer(d) : 0.0);
    addUpload(step, d, decoder, batch, together, own.seconds);
}

} // namespace

double prefillBatch(const ResolvedDesign& d, double batch)
{
    const bool single = d.prefillsApart() || d.choice<Batching>(WorkloadBatching) == Batching::Continuous;
    return single ? 1.0 : batch;
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
    step.constants = worst <= KernelMatch::SameGpu ? SourceTag::Measured : SourceTag::Assumed;
    step.power = kernels.errors.power;
    step.encode = passes.encode(batch);
    step.crossSetup = passes.crossSetup(batch);
    return step;
}

} // namespace ralmscope
