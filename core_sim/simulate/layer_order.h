// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mapped_decoder.h"
#include "step_operator.h"
#include "step_timeline.h"

namespace ralmscope {

/// A part of a pass in its place among the others.
struct OrderedSpan
{
    double order = 0.0;
    bool inLayers = false; ///< every layer has its share of it
    TimelineSpan span; ///< its length only
};

/// The parts of a pass in the order in which a layer needs them, all layers together: norms and collectives before and
/// after attention apart. What a part holds is divided by its operators; fully connected layers in stacks and what
/// moves for them by their weights and activations.
/// @param beside what runs in stacks or on CPUs, where operators are known; else empty
std::vector<OrderedSpan> layerOrder(const LanguageModel& model, const PassCost& pass, const StepOperators& operators,
                                    const StepBeside& beside);

} // namespace ralmscope
