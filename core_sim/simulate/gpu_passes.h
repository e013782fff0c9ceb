// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pass_cost.h"
#include "resolved_design.h"
#include "transformer_step.h"

namespace ralmscope {

/// Passes of a design's language model on the GPUs of one model copy. With pipeline parallelism a batch goes through
/// in as many parts as there are stages, each on one GPU's stage at a time; a pass lasts until a part is through.
/// Constants are looked up once; then arithmetic only. Valid while the design lives.
class GpuPasses
{
public:
    /// Precondition: checkDesign() passed.
    explicit GpuPasses(const ResolvedDesign& design);

    const TransformerKernels& kernels() const { return m_kernels; }
    const Parallelism& parallelism() const { return m_parallelism; }
    /// Sequences of a batch that go through the pipeline together.
    double together(double batch) const;

    // What takes `operators` adds the operators of one pass of one part of the batch to it, unless it is null.

    /// Prompts of `batch` sequences at once; and of the draft model, which reads them too.
    PassCost prefill(double batch, StepOperators* operators = nullptr) const;
    PassCost draftPrefill(double batch) const;
    /// All steps of the span, everything on the GPUs.
    PassCost decode(const DecodeSpan& span) const;
    /// What the software waits for larger blocks of its cache in a first batch, all steps together. Zero for later
    /// batches, and where the cache is elsewhere.
    PassCost cacheGrowth(const DecodeSpan& span) const;
    /// One step of everything but attention, and of attention, as work of one part of the batch; for mappings that
    /// put one of them elsewhere. Host time and launches come with wholeStep().
    StepWork dense(const DecodeSpan& span, StepOperators* operators = nullptr) const;
    StepWork attention(const DecodeSpan& span, StepOperators* operators = nullptr) const;
    /// A step of this work as the software runs it: stages, host time, energy, errors.
    PassCost wholeStep(double batch, const StepWork& work) const;
    /// The same where its seconds are known.
    PassCost wholeStep(double batch, const StepWork& work, double seconds) const;
    /// Steps of the draft model that propose the tokens of one step, all of them.
    PassCost draft(const DecodeSpan& span) const;
    /// Encoder passes of one retrieval of `batch` sequences. Zero for decoder-only models.
    PassCost encode(double batch, StepOperators* operators = nullptr) const;
    /// Cross-attention keys and values of the first step. Zero without cross-attention.
    PassCost crossSetup(double batch, StepOperators* operators = nullptr) const;
    /// Watts of one GPU that achieves this much in `seconds`.
    double watts(double flops, double bytes, double seconds) const;

    /// Work of one part of a batch seen by one GPU while all parts pass through.
    double partsInFlight(double batch) const;

private:
    /// Work on the GPUs alone, charged to one stage; each GPU works for a share of `busy` of the time.
    PassCost oneStage(Stage stage, double seconds, const StepWork& work, double busy = 1.0) const;
    /// Share of a pass in which a GPU works: less than 1 where there are fewer parts than pipeline stages.
    double busyShare(double batch) const;

    const ResolvedDesign& m_design;
    TransformerKernels m_kernels;
    Parallelism m_parallelism;
};

} // namespace ralmscope
