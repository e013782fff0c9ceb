// SPDX-License-Identifier: GPL-3.0-or-later
#include "model_memory.h"

#include "number_format.h"

#include <algorithm>
#include <cmath>

namespace ralmscope {

namespace {

using enum Parameter;

/// Input, output and the widest intermediate of a layer for the tokens of one prefill.
double activationBytes(const ResolvedDesign& d)
{
    const LanguageModel& m = *d.model;
    const double element = std::max(2.0, bytesPerElement(d.choice<Precision>(LmPrecision)));
    const double wide = std::max(m.ffnDimension * (m.gatedFfn ? 2.0 : 1.0), queryWidth(m) + 2.0 * kvWidth(m));
    return element * d[WorkloadPrompt] * (2.0 * m.dimension + wide / d[LmTensorParallel]);
}

} // namespace

GpuMemoryUse gpuMemoryUse(const ResolvedDesign& d)
{
    const double weight = bytesPerElement(d.choice<Precision>(LmPrecision));
    const double cached = bytesPerElement(d.choice<Precision>(LmKvPrecision));
    const double gpus = d.gpusPerCopy();
    const auto sharedBy = [&](const LanguageModel& model) {
        return std::min(d[LmTensorParallel], kvHeadsOf(model)) * d[LmPipelineParallel];
    };
    const double tokens = d[WorkloadPrompt] + d[WorkloadSequence];
    GpuMemoryUse use;
    use.weights = parameterCount(*d.model) * weight / gpus;
    use.kvPerSequence = (tokens * kvBytesPerToken(*d.model, cached)
                         + d[RetrievalK] * d.model->chunkTokens * crossKvBytesPerToken(*d.model, cached))
        / sharedBy(*d.model);
    if (d.choice<SpeculationKind>(LmSpeculation) == SpeculationKind::DraftModel) {
        use.weights += parameterCount(*d.draft) * weight / gpus;
        use.kvPerSequence += tokens * kvBytesPerToken(*d.draft, cached) / sharedBy(*d.draft);
    }
    use.kvCache = d[WorkloadBatch] * use.kvPerSequence;
    use.activations = activationBytes(d);
    if (d.indexOnGpu())
        use.activations += d[DatabaseNlist] * d[DatabaseDimension] * 4.0;
    return use;
}

GpuMemoryUse prefillMemoryUse(const ResolvedDesign& d)
{
    const LanguageModel& m = *d.model;
    const double shared = std::min(d[LmTensorParallel], kvHeadsOf(m)) * d[LmPipelineParallel];
    GpuMemoryUse use;
    use.weights = parameterCount(m) * bytesPerElement(d.choice<Precision>(LmPrecision)) / d.gpusPerCopy();
    use.kvPerSequence =
        d[WorkloadPrompt] * kvBytesPerToken(m, bytesPerElement(d.choice<Precision>(LmKvPrecision))) / shared;
    use.kvCache = use.kvPerSequence;
    use.activations = activationBytes(d);
    return use;
}

double largestBatch(const ResolvedDesign& d)
{
    const GpuMemoryUse use = gpuMemoryUse(d);
    return std::max(0.0, std::floor((d.gpu->memoryBytes - use.weights - use.activations) / use.kvPerSequence));
}

} // namespace ralmscope
