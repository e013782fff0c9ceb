// SPDX-License-Identifier: GPL-3.0-or-later
#include "model_memory.h"

#include "host_attention.h"
#include "number_format.h"
#include "parameter_choices.h"
#include "parameter_table.h"
#include "pim_mapping.h"

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
    const double wide = widestActivation(m);
    return element * d[WorkloadPrompt] * (2.0 * m.dimension + wide / d[LmTensorParallel]);
}

} // namespace

double gpuMemoryBytes(const ResolvedDesign& d)
{
    return d.stacksAreGpuMemory() ? fcPool(d).capacity() / d.gpusPerCopy() : d.gpu->memoryBytes;
}

double fcStackUse(const ResolvedDesign& d)
{
    return d.stacksAreGpuMemory() ? gpuMemoryUse(d).total() * d.gpusPerCopy() / fcStacksPerCopy(d) : fcStackBytes(d);
}

GpuMemoryUse gpuMemoryUse(const ResolvedDesign& d)
{
    const double weight = bytesPerElement(d.choice<Precision>(LmPrecision));
    const double cached = bytesPerElement(d.choice<Precision>(LmKvPrecision));
    const double gpus = d.gpusPerCopy();
    const auto sharedBy = [&](const LanguageModel& model) {
        return kvShards(model, d[LmTensorParallel]) * d[LmPipelineParallel];
    };
    const double tokens = tokensInMemory(d);
    // Proposals that may be rejected keep the states before and after each of them.
    const double statesPerSequence = d.speculates() ? 1.0 + d.tokensPerSequence() : 1.0;
    GpuMemoryUse use;
    // What lies in PIM stacks or beside the CPU does not lie here, unless the stacks are the GPU's memory.
    use.weights = d.weightsInStacks() && !d.stacksAreGpuMemory() ? 0.0 : parameterCount(*d.model) * weight / gpus;
    const double own = d.attentionOn() == AttentionMapping::Gpu ? tokens : 0.0;
    use.kvPerSequence = (own * kvBytesPerToken(*d.model, cached)
                         + d[RetrievalK] * d.model->chunkTokens * crossKvBytesPerToken(*d.model, cached))
        / sharedBy(*d.model);
    use.kvPerSequence += stateBytesPerSequence(*d.model) * statesPerSequence / gpus;
    if (d.choice<SpeculationKind>(LmSpeculation) == SpeculationKind::DraftModel) {
        use.weights += parameterCount(*d.draft) * weight / gpus;
        use.kvPerSequence +=
            tokens * kvBytesPerToken(*d.draft, cached) / sharedBy(*d.draft) + stateBytesPerSequence(*d.draft) / gpus;
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
    const double shared = kvShards(m, d[LmTensorParallel]) * d[LmPipelineParallel];
    GpuMemoryUse use;
    use.weights = parameterCount(m) * bytesPerElement(d.choice<Precision>(LmPrecision)) / d.gpusPerCopy();
    use.kvPerSequence =
        d[WorkloadPrompt] * kvBytesPerToken(m, bytesPerElement(d.choice<Precision>(LmKvPrecision))) / shared
        + stateBytesPerSequence(m) / d.gpusPerCopy();
    use.kvCache = use.kvPerSequence;
    use.activations = activationBytes(d);
    return use;
}

double largestBatch(const ResolvedDesign& d)
{
    const GpuMemoryUse use = gpuMemoryUse(d);
    const double memory = gpuMemoryBytes(d);
    if (use.weights + use.activations > memory)
        return 0.0;
    const double most = info(WorkloadBatch).maximum;
    double batch = std::floor((memory - use.weights - use.activations) / use.kvPerSequence);
    if (d.attentionInStacks()) {
        // Heads are whole: as many as a stack has room for.
        const double perHead = attentionHeadBytes(d);
        const double room = attentionPool(d).capacityPerStack() - coProcessedStackBytes(d);
        batch =
            std::min(batch, std::floor(std::floor(room / perHead) * attentionStacksPerCopy(d) / kvHeadsOf(*d.model)));
    } else if (d.attentionOn() == AttentionMapping::Cpu) {
        batch = std::min(
            batch,
            std::floor(cpuSockets(*d.cpu, d[CpuCores]) * d.cpu->memoryBytes / hostCacheBytes(d) * d[WorkloadBatch]));
    }
    return std::isfinite(batch) ? std::max(0.0, batch) : most;
}

} // namespace ralmscope
