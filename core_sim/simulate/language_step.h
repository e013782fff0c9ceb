// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gpu_kernels.h"
#include "pass_cost.h"
#include "resolved_design.h"
#include "transformer_step.h"

#include <limits>

namespace ralmscope {

/// What the language model costs one model copy for a batch of sequences, from the first token to the last.
struct LanguageStep
{
    PassCost prefill; ///< prompts of all sequences of the batch, on the GPUs that decode; zero where others prefill
    PassCost apart; ///< the same on GPUs of their own
    double promptPass = 0.0; ///< s of one pass that reads prompts, of the draft model too
    double cacheTransfer = 0.0; ///< s in which a link moves the cache of one sequence to the GPUs that decode
    double firstTokenHost = 0.0; ///< s of a request in the software's front end and scheduler before its first token
    double prefillWait = 0.0; ///< s that a sequence waits for its prompt to be read and its cache to arrive
    PassCost decode; ///< all decoding steps
    double steps = 0.0; ///< decoding steps until the longest sequence ends
    double firstDecode = 0.0; ///< s of the first of them
    double cacheGrowth = 0.0; ///< s of all of them in which a first batch waits for memory
    double tokens = 0.0; ///< generated per sequence, mean
    double meanRows = 0.0; ///< rows of a decoding step, mean over the steps
    SourceTag constants = SourceTag::Measured; ///< of the GPU's kernels: measured there, or stood in for
    double alpha = std::numeric_limits<double>::quiet_NaN(); ///< rows above which FC runs on GPUs; NaN: no such rule
    double pimFcShare = 0.0; ///< of the decoding steps, with FC in stacks
    double fcMovesAt = std::numeric_limits<double>::quiet_NaN(); ///< step at which FC moves from GPUs to stacks
    bool published = false; ///< a paper's own model: what devices draw at rest is not in it
    ErrorBand power; ///< of watts per GPU
    ErrorBand servedFirst; ///< of whole requests that were served: time to the first token
    ErrorBand servedToken; ///< of whole runs: time per token
    PassCost encode; ///< per retrieval
    PassCost crossSetup; ///< once per sequence, in its first step

    double stepSeconds() const { return steps > 0.0 ? decode.seconds / steps : 0.0; }
};

/// Prompts that one pass reads.
struct PromptPacking
{
    double prompts = 1.0;
    double oneMore = 0.0; ///< share of the passes that read another one in each part
    double parts = 1.0; ///< of a pass, one per pipeline stage

    double mean() const { return prompts + oneMore * parts; }
};

/// Static batching reads the prompts of the whole batch at once. With continuous batching as many requests enter in an
/// iteration as end in it; software reads their prompts in one pass of up to its token budget (Orca, OSDI 2022; vLLM's
/// max_num_batched_tokens), between decoding steps.
PromptPacking promptPacking(const ResolvedDesign& design, double batch);

/// Decoding steps of a batch until its longest sequence ends.
DecodeSpan decodeSpan(const ResolvedDesign& design, double batch);

/// Precondition: checkDesign() and checkCapacity() passed.
LanguageStep languageStep(const ResolvedDesign& design, double batch);

} // namespace ralmscope
