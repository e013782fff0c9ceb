// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "language_model.h"
#include "step_operator.h"
#include "transformer_kernels.h"

#include <array>

namespace ralmscope {

/// How a model is spread over GPUs.
struct Parallelism
{
    double tensor = 1.0; ///< GPUs that share every layer
    double pipeline = 1.0; ///< groups of layers, one after the other

    double gpus() const { return tensor * pipeline; }
};

/// What one step asks of one GPU, to see how busy it is: FLOP and bytes of memory traffic per GPU.
struct StepWork
{
    double seconds = 0.0; ///< kernels alone, all pipeline stages one after the other
    double gemm = 0.0; ///< s, parts of seconds
    double attention = 0.0;
    double elementwise = 0.0;
    double recurrence = 0.0; ///< states of recurrent layers, step by step
    double communication = 0.0;
    double betweenStages = 0.0; ///< s, part of communication: sends from one pipeline stage to the next
    double flops = 0.0;
    double bytes = 0.0;

    StepWork& operator+=(const StepWork& other);
    StepWork scaled(double factor) const;
};

// Functions that take `operators` add what they sum up to it, operator by operator, unless it is null.

/// Kernels of a prefill: `tokens` new tokens of each of `batch` sequences after `context` that are cached. Latent
/// attention makes keys and values of all heads where that is less work than meeting the latents (DeepSeek-V2, arXiv
/// 2405.04434, section 2.1.2): always without cached tokens.
StepWork prefillStep(const LanguageModel& model, const TransformerKernels& kernels, const Parallelism& parallelism,
                     double batch, double tokens, double context = 0.0, StepOperators* operators = nullptr);

/// Kernels of one decoding step of `batch` sequences with `context` tokens each.
StepWork decodeStep(const LanguageModel& model, const TransformerKernels& kernels, const Parallelism& parallelism,
                    double batch, double context);

/// Mean of decodeStep() over `steps` steps from `context` on, by quadrature: what does not depend on the context is
/// evaluated once.
StepWork meanDecodeStep(const LanguageModel& model, const TransformerKernels& kernels, const Parallelism& parallelism,
                        double batch, double context, double steps);

/// Decoding steps of one batch, one after the other.
struct DecodeSpan
{
    double batch = 1.0; ///< sequences
    double context = 1.0; ///< tokens of each at the first step
    double steps = 1.0;
    double newTokens = 1.0; ///< per sequence and step: more than one where proposals are verified
    double advance = 1.0; ///< tokens by which the context grows per step

    double rows() const { return batch * newTokens; }
};

/// A context length that stands for a share of the steps of a span.
struct ContextSample
{
    double context = 0.0;
    double weight = 0.0;
};
/// Gauss-Legendre with four points on each half of the span: the step over the context is smooth up to the splitting of
/// short contexts over processors.
std::array<ContextSample, 8> contextSamples(const DecodeSpan& span);

/// Everything of a decoding step but attention over the context: it does not depend on it. `rows` tokens,
/// `perSequence` of each sequence.
StepWork denseStep(const LanguageModel& model, const TransformerKernels& kernels, const Parallelism& parallelism,
                   double rows, StepOperators* operators = nullptr, double perSequence = 1.0);
/// What of it is left to one GPU that has `rows` whole rows while fully connected layers run elsewhere: norms, rotary
/// embedding, activation, recurrent states.
StepWork elementwiseStep(const LanguageModel& model, const TransformerKernels& kernels, double rows,
                         StepOperators* operators = nullptr, double perSequence = 1.0);
/// Attention over the context of a decoding step, mean over the steps of the span by quadrature.
StepWork meanAttention(const LanguageModel& model, const TransformerKernels& kernels, const Parallelism& parallelism,
                       const DecodeSpan& span, StepOperators* operators = nullptr);
/// The same at one context length.
StepWork contextAttention(const LanguageModel& model, const TransformerKernels& kernels, const Parallelism& parallelism,
                          const DecodeSpan& span, double context);
/// Keys and values of `tokens` retrieved tokens in all layers.
StepWork crossSetupStep(const LanguageModel& model, const TransformerKernels& kernels, const Parallelism& parallelism,
                        double tokens, StepOperators* operators = nullptr);

/// Encoder over `tokens` tokens of each of `batch` inputs: attention both ways. Zero without an encoder.
StepWork encoderStep(const LanguageModel& model, const TransformerKernels& kernels, const Parallelism& parallelism,
                     double batch, double tokens, StepOperators* operators = nullptr);

/// What cross-attention adds to a decoding step; its keys and values are there already. Zero without an encoder.
/// @param projections with the products of queries and results
StepWork crossAttentionStep(const LanguageModel& model, const TransformerKernels& kernels,
                            const Parallelism& parallelism, double batch, double crossTokens,
                            StepOperators* operators = nullptr, bool projections = true);

/// Host time of one step, not hidden behind kernels.
double hostSeconds(const LanguageModel& model, const TransformerKernels& kernels, const Parallelism& parallelism,
                   double batch);

/// A step as software runs it: kernels, or their launches where those take longer, and host time.
double stepSeconds(const LanguageModel& model, const TransformerKernels& kernels, const Parallelism& parallelism,
                   double batch, const StepWork& work);

/// Experts of a layer that at least one of `tokens` tokens visits: E (1 - (1 - k/E)^tokens).
double visitedExperts(const LanguageModel& model, double tokens);

/// An offline batch: all sequences start together and end together.
struct OfflineBatch
{
    double prefill = 0.0; ///< s
    double decode = 0.0; ///< s of all steps
    double steps = 0.0;
    double seconds() const { return prefill + decode; }
};

OfflineBatch offlineBatch(const LanguageModel& model, const TransformerKernels& kernels, const Parallelism& parallelism,
                          double batch, double inputTokens, double outputTokens);

} // namespace ralmscope
