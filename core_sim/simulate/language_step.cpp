// SPDX-License-Identifier: GPL-3.0-or-later
#include "language_step.h"

#include "gpu_passes.h"
#include "number_format.h"

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

void addPrefill(LanguageStep& step, const ResolvedDesign& d, const GpuPasses& passes, double batch)
{
    if (d[WorkloadPrompt] <= 0.0)
        return;
    // Requests that come one by one are prefilled one by one.
    const bool single = d.prefillsApart() || d.choice<Batching>(WorkloadBatching) == Batching::Continuous;
    const PassCost own = passes.prefill(single ? 1.0 : batch);
    (d.prefillsApart() ? step.apart : step.prefill) = own.scaled(single ? batch : 1.0);
    step.prefillWait = own.seconds + (d.prefillsApart() ? cacheTransfer(d) : 0.0);
}

} // namespace

LanguageStep languageStep(const ResolvedDesign& d, double batch)
{
    const GpuPasses passes(d);
    LanguageStep step;
    addPrefill(step, d, passes, batch);
    step.tokens = d[WorkloadSequence];
    // A prefill yields the first token.
    const double decoded = step.tokens - (d[WorkloadPrompt] > 0.0 ? 1.0 : 0.0);
    step.steps = decoded / d.tokensPerStep();
    const DecodeSpan span{batch, d[WorkloadPrompt] + 1.0, step.steps, d.tokensPerSequence(), d.tokensPerStep()};
    step.decode = passes.decode(span);
    step.firstDecode = step.stepSeconds();
    step.meanRows = span.rows();
    // Constants of a sibling or of all GPUs together stand in where nobody has measured this one.
    step.constants = passes.kernels().worst <= KernelMatch::SameGpu ? SourceTag::Measured : SourceTag::Assumed;
    step.encode = passes.encode(batch);
    step.crossSetup = passes.crossSetup(batch);
    return step;
}

} // namespace ralmscope
