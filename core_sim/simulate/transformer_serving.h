// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "transformer_step.h"

namespace ralmscope {

/// Requests that follow each other: prompt, then output.
struct RequestShape
{
    double inputTokens = 512.0;
    double outputTokens = 256.0;
};

/// Bytes that one GPU holds for a batch of requests.
struct ServingMemory
{
    double weights = 0.0;
    double kvCache = 0.0;
    double activations = 0.0; ///< of one prefill of one request

    double total() const { return weights + kvCache + activations; }
};

ServingMemory servingMemory(const LanguageModel& model, const TransformerKernels& kernels,
                            const Parallelism& parallelism, double batch, const RequestShape& request);

/// Most requests at a time that fit into `bytes` per GPU; 0 if not even one does.
double largestBatch(const LanguageModel& model, const TransformerKernels& kernels, const Parallelism& parallelism,
                    const RequestShape& request, double bytes);

/// Draft and verify: `draftTokens` proposals per step of which each is accepted with `acceptance`.
struct Speculation
{
    double draftTokens = 0.0; ///< 0: none
    double acceptance = 0.7;

    /// Tokens that a step yields: (1 - a^(n+1)) / (1 - a).
    double tokensPerStep() const;
};

/// Seconds of one speculative step: the draft model's steps, then one verification. Without proposals, of one plain
/// decoding step.
double speculativeStepSeconds(const LanguageModel& model, const TransformerKernels& kernels, const LanguageModel& draft,
                              const TransformerKernels& draftKernels, const Parallelism& parallelism, double batch,
                              double context, const Speculation& speculation);

/// Continuous batching in steady state: `batch` requests are in flight at any time.
struct SteadyState
{
    double timeToFirstToken = 0.0; ///< s, without queueing before the batch
    double timePerToken = 0.0; ///< s between two tokens of a request, prefills of others included
    double requestSeconds = 0.0;
    double tokensPerSecond = 0.0; ///< output tokens of all GPUs of the replica
};

/// Prefills interrupt decoding: while a request lives, as many others enter as are in flight.
SteadyState steadyState(const LanguageModel& model, const TransformerKernels& kernels, const Parallelism& parallelism,
                        double batch, const RequestShape& request);

/// Prefill and decoding on separate GPUs; the cache moves once over `linkBandwidth` (B/s). Rates of one pool each.
struct SeparatePools
{
    double timeToFirstToken = 0.0; ///< s: prefill and transfer
    double timePerToken = 0.0;
    double prefillRequests = 0.0; ///< requests per second of one prefill replica
    double decodeRequests = 0.0; ///< requests per second of one decoding replica
};

SeparatePools separatePools(const LanguageModel& model, const TransformerKernels& prefill,
                            const Parallelism& prefillParallelism, const TransformerKernels& decode,
                            const Parallelism& decodeParallelism, double decodeBatch, const RequestShape& request,
                            double linkBandwidth);

} // namespace ralmscope
