// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gpu_passes.h"
#include "pim_mapping.h"
#include "request_decay.h"

namespace ralmscope {

/// Fully connected layers of one step on either side, with what moves for them.
struct FcStep
{
    double gpuSeconds = 0.0; ///< kernels of the GPUs and the collectives that join their parts
    PimCost pim; ///< in the FC stacks
    PimCost moved; ///< activations to and from them, see FcExchange

    double pimSeconds() const { return pim.seconds + moved.seconds; }
};

/// All decoding steps of a batch.
struct DecodeRun
{
    PassCost cost;
    double steps = 0.0; ///< until the longest request ends
    double firstStep = 0.0; ///< s
    double rows = 0.0; ///< of a step, mean
    double alpha = std::numeric_limits<double>::quiet_NaN(); ///< in force; NaN where no rule decides
    double pimShare = 0.0; ///< of the steps, with FC in stacks
    double movesAt = std::numeric_limits<double>::quiet_NaN(); ///< step at which FC moves from GPUs to stacks
};

/// What one step does beside the GPUs, all layers.
struct StepBeside
{
    PimCost fc; ///< in FC stacks
    PimCost attention; ///< in attention stacks or on CPUs
    PimCost fcMoved; ///< over the links to the FC stacks
    PimCost attentionMoved; ///< over the links to what computes attention
};

/// Decoding under the design's mapping, on GPUs, PIM stacks and CPUs, while the requests of a batch end one after the
/// other. A step is a chain of its parts; with head pipelining the projections, the link and attention of a layer
/// overlap, so that the longest of the three shows whole and of the others one head's share: no part is shortened by
/// more than the time that hides it. Valid while design and passes live. Allocates nothing.
class MappedDecoder
{
public:
    /// Precondition: checkDesign() and checkCapacity() passed.
    MappedDecoder(const ResolvedDesign& design, const GpuPasses& passes);

    DecodeRun run(double batch) const;

    /// Precondition: the design has FC stacks.
    FcStep fullyConnected(double rows) const;
    /// The two cost curves: on the GPUs, and in the stacks.
    double gpuFullyConnected(double rows) const;
    double stacksFullyConnected(double rows) const;
    bool overlaps() const; ///< a step is shorter than the sum of its parts
    double gain(const DecayPhase& phase) const; ///< s that FC in stacks saves in the whole phase
    double rowsPerRequest() const { return m_design.tokensPerSequence(); }

    /// The design's alpha, else the calibrated one: see FcAlpha.
    double alphaInForce(double batch) const;
    /// Alpha as it decides over steps: all steps of a static mapping go where the first one does. Rows above it run on
    /// the GPUs: 0 all, infinity none.
    double threshold(double alpha, double batch) const;

    /// How the requests of a batch end, parted where the mapping changes.
    RequestDecay decay(double batch, double threshold) const;
    /// One step of `requests` with `context` tokens each.
    PassCost step(double requests, double context, bool fcInStacks) const;

    /// What one GPU does in a step beside attention; adds its operators unless they are null.
    StepWork gpuWork(double requests, bool fcInStacks, StepOperators* operators = nullptr) const;
    StepBeside beside(double requests, double context, bool fcInStacks) const;
    const PimPool& attentionStacks() const { return m_attention; }
    const PimPool& fcStacks() const { return m_fc; }
    /// Context of a step in the middle of a mean request.
    double meanContext() const { return m_design[Parameter::WorkloadPrompt] + 1.0 + 0.5 * m_lengths.mean(); }

    /// Seconds and joules in which the caches of `batch` prompts move to where attention runs, beside the prefill.
    PimCost cacheUpload(double batch) const;

private:
    struct Dense; ///< what does not depend on the context

    void takeFcStacks();
    FcStep inStacks(FcMatrices matrices, double rows) const;
    Dense dense(double requests, bool fcInStacks) const;
    PassCost step(const Dense& dense, double context) const;
    double contextAt(const DecayPhase& phase, double share) const; ///< share of the phase that is over
    PassCost meanStep(const Dense& dense, const DecayPhase& phase) const;
    PimCost attention(double requests, double context) const;
    PimTransfer toAttention() const; ///< link to what computes it
    PimCost attentionMoves(double requests) const;
    PimCost hostAttention(double requests, double context) const;
    void overlap(PassCost& pass, const Dense& dense, const PimCost& attention, const PimCost& moves) const;
    StepWork gpuDense(double requests, StepOperators* operators = nullptr) const;

    const ResolvedDesign& m_design;
    const GpuPasses& m_passes;
    OutputLengths m_lengths;
    PimPool m_attention;
    PimPool m_fc;
    PimPool m_fcTogether; ///< stacks of m_fc that share a matrix
    FcExchange m_exchange;
    double m_shared = 0.0; ///< share of feed-forward layers that attention stacks take
};

} // namespace ralmscope
