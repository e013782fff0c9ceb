// SPDX-License-Identifier: GPL-3.0-or-later
#include "transformer_serving.h"

#include <algorithm>
#include <cmath>

namespace ralmscope {

namespace {

/// Of one sequence on one GPU, with the states of recurrent layers.
double cacheBytes(const LanguageModel& model, const TransformerKernels& kernels, const Parallelism& parallelism,
                  double tokens)
{
    const double shared = kvShards(model, parallelism.tensor) * parallelism.pipeline;
    return tokens * kvBytesPerToken(model, kernels.kvBytes) / shared
        + stateBytesPerSequence(model) / parallelism.gpus();
}

} // namespace

ServingMemory servingMemory(const LanguageModel& model, const TransformerKernels& kernels,
                            const Parallelism& parallelism, double batch, const RequestShape& request)
{
    ServingMemory memory;
    memory.weights = parameterCount(model) * kernels.weightBytes / parallelism.gpus();
    memory.kvCache = batch * cacheBytes(model, kernels, parallelism, request.inputTokens + request.outputTokens);
    // Input, output and the widest intermediate of a layer, in 16 bits.
    const double wide = widestActivation(model);
    memory.activations = 2.0 * request.inputTokens * (2.0 * model.dimension + wide / parallelism.tensor);
    return memory;
}

double largestBatch(const LanguageModel& model, const TransformerKernels& kernels, const Parallelism& parallelism,
                    const RequestShape& request, double bytes)
{
    const ServingMemory one = servingMemory(model, kernels, parallelism, 1.0, request);
    return std::max(0.0, std::floor((bytes - one.weights - one.activations) / one.kvCache));
}

double Speculation::tokensPerStep() const
{
    if (draftTokens <= 0.0)
        return 1.0;
    return acceptance >= 1.0 ? draftTokens + 1.0 : (1.0 - std::pow(acceptance, draftTokens + 1.0)) / (1.0 - acceptance);
}

double speculativeStepSeconds(const LanguageModel& model, const TransformerKernels& kernels, const LanguageModel& draft,
                              const TransformerKernels& draftKernels, const Parallelism& parallelism, double batch,
                              double context, const Speculation& speculation)
{
    if (speculation.draftTokens <= 0.0)
        return stepSeconds(model, kernels, parallelism, batch, decodeStep(model, kernels, parallelism, batch, context));
    const double drafting = speculation.draftTokens
        * stepSeconds(draft, draftKernels, parallelism, batch,
                      decodeStep(draft, draftKernels, parallelism, batch, context));
    const StepWork verify = prefillStep(model, kernels, parallelism, batch, speculation.draftTokens + 1.0, context);
    return drafting + stepSeconds(model, kernels, parallelism, batch, verify);
}

SteadyState steadyState(const LanguageModel& model, const TransformerKernels& kernels, const Parallelism& parallelism,
                        double batch, const RequestShape& request)
{
    const double prefill = stepSeconds(model, kernels, parallelism, 1.0,
                                       prefillStep(model, kernels, parallelism, 1.0, request.inputTokens));
    const double steps = std::max(1.0, request.outputTokens - 1.0);
    const double decode =
        stepSeconds(model, kernels, parallelism, batch,
                    meanDecodeStep(model, kernels, parallelism, batch, request.inputTokens + 1.0, steps));
    SteadyState state;
    state.timeToFirstToken = prefill;
    state.timePerToken = decode + (batch - 1.0) * prefill / steps;
    state.requestSeconds = prefill + steps * state.timePerToken;
    state.tokensPerSecond = batch * request.outputTokens / state.requestSeconds;
    return state;
}

SeparatePools separatePools(const LanguageModel& model, const TransformerKernels& prefill,
                            const Parallelism& prefillParallelism, const TransformerKernels& decode,
                            const Parallelism& decodeParallelism, double decodeBatch, const RequestShape& request,
                            double linkBandwidth)
{
    SeparatePools pools;
    const double first = stepSeconds(model, prefill, prefillParallelism, 1.0,
                                     prefillStep(model, prefill, prefillParallelism, 1.0, request.inputTokens));
    const double transfer =
        (request.inputTokens * kvBytesPerToken(model, prefill.kvBytes) + stateBytesPerSequence(model)) / linkBandwidth;
    const double steps = std::max(1.0, request.outputTokens - 1.0);
    pools.timeToFirstToken = first + transfer;
    pools.timePerToken =
        stepSeconds(model, decode, decodeParallelism, decodeBatch,
                    meanDecodeStep(model, decode, decodeParallelism, decodeBatch, request.inputTokens + 1.0, steps));
    pools.prefillRequests = 1.0 / first;
    pools.decodeRequests = decodeBatch / (steps * pools.timePerToken);
    return pools;
}

} // namespace ralmscope
