// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "language_step.h"
#include "resolved_design.h"
#include "retrieval_model.h"

#include <algorithm>

namespace ralmscope {

/// How one batch of sequences passes through a model copy, the prefill pool and the retrieval pool, from its first
/// token to its last. Times are seconds for the whole sequence of one copy's batch.
struct Schedule
{
    double batch = 0.0; ///< sequences per model copy
    double subBatches = 1.0; ///< 2 when the halves take turns
    double tokens = 0.0; ///< per sequence
    double retrievals = 0.0; ///< per sequence
    double copies = 0.0; ///< of the model
    double gpusPerCopy = 0.0;
    double prefillCopies = 0.0; ///< on GPUs that only prefill
    double replicas = 0.0;
    LanguageStep step; ///< of one sub-batch
    RetrievalCost retrieval; ///< of one sub-batch

    double language = 0.0; ///< LM time of one sub-batch on its copy, index scan not included
    double chain = 0.0; ///< one sub-batch alone: language model and retrieval one after the other
    double gpuWork = 0.0; ///< both sub-batches on the copy without any wait
    double poolTime = 0.0; ///< time the retrieval pool needs for the batches of all copies, over its replicas
    double prefillTime = 0.0; ///< time the prefill pool needs for the batches of all copies, over its own copies
    double transferTime =
        0.0; ///< time the links of the prefill pool, or of a copy, need for the caches of those batches
    double unsaturated = 0.0; ///< max(chain, gpuWork): duration if no copy waits for another's batch
    double duration = 0.0; ///< max(unsaturated, poolTime, prefillTime, transferTime)

    /// The halves hide all retrieval behind GPU work.
    bool gpuHidesRetrieval() const { return subBatches > 1.0 && gpuWork >= duration; }
    bool saturated() const { return duration > unsaturated; }
    /// What copies wait for are prompts rather than retrieval: read too slowly, or their caches moved too slowly.
    bool waitsForPrompts() const { return std::max(prefillTime, transferTime) > poolTime; }
    bool waitsForCaches() const { return transferTime > std::max(prefillTime, poolTime); }
    /// From the arrival of a request to its last token.
    double requestSeconds() const
    {
        return duration + (prefillCopies > 0.0 ? step.prefillWait : 0.0) + step.firstTokenHost;
    }
};

/// `step` is of subBatchSize() sequences. Precondition: checkDesign() and checkCapacity() passed. Throughput as the
/// minimum over the two pools: Chameleon, PVLDB 18(1), Sec. 6.3 (accelerator ratio).
Schedule makeSchedule(const ResolvedDesign& design, const LanguageStep& step);

/// Sequences of a model copy that decode together: all, or the larger half.
double subBatchSize(const ResolvedDesign& design);

} // namespace ralmscope
