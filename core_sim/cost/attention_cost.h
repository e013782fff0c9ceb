// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kernel_constants.h"
#include "kernel_machine.h"

namespace ralmscope {

/// One attention kernel of one layer on one GPU.
struct AttentionCall
{
    double batch = 1.0; ///< sequences
    double newTokens = 1.0; ///< queries per sequence (1 in decoding)
    double context = 0.0; ///< tokens that are in the KV cache before the new ones
    double heads = 1.0;
    double kvHeads = 1.0;
    double headDimension = 128.0;
    double kvBytes = 2.0; ///< per element of the KV cache
    bool warmCache = false; ///< measured in a loop over one KV cache, so that a small one stays in the L2
};

/// Seconds of causal attention of new tokens over context and themselves.
double prefillAttentionSeconds(const AttentionCall& call, const KernelMachine& machine, const PrefillConstants& c);

/// Seconds of attention of one new token per sequence over its context.
double decodeAttentionSeconds(const AttentionCall& call, const KernelMachine& machine, const DecodeConstants& c);

} // namespace ralmscope
