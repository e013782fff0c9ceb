// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mapped_decoder.h"
#include "step_operator.h"

namespace ralmscope {

/// Which decoding iteration of a batch is looked at.
enum class IterationChoice
{
    First,
    FcMoves, ///< the first one whose fully connected layers have moved from the GPUs to the stacks
    Last
};
inline constexpr std::size_t kIterationChoices = 3;

/// One iteration of a batch whose requests end one after the other, as expected.
struct DecodeIteration
{
    bool decays = false; ///< iterations differ in their rows; else one stands for all, and the rest is not filled
    bool moves = false; ///< fully connected layers move during the batch
    double number = 0.0; ///< counted from 1
    double of = 0.0;
    double requests = 0.0;
    double rows = 0.0; ///< n = RLP x TLP
    double context = 0.0; ///< tokens
    bool fcInStacks = false;

    /// "first iteration of 1377, n = 128"; empty without decay.
    std::string text() const;
};

/// The chosen iteration; the first one where nothing moves. Precondition: checkDesign() and checkCapacity() passed.
DecodeIteration decodeIteration(const ResolvedDesign& design, const MappedDecoder& decoder, double batch,
                                IterationChoice choice);

/// Its cost, drafts included, and the operators of one GPU.
PassCost iterationCost(const ResolvedDesign& design, const GpuPasses& passes, const MappedDecoder& decoder,
                       const DecodeIteration& iteration, StepOperators& operators);

} // namespace ralmscope
