// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kernel_constants.h"
#include "kernel_machine.h"

namespace ralmscope {

/// Recurrence of one Mamba-2 layer over whole prompts on one GPU, as the chunked algorithm of state-space duality
/// (arXiv 2405.21060, section 6): products within chunks, states from chunk to chunk. Work is linear in the tokens.
struct StateScanCall
{
    double tokens = 0.0; ///< of all sequences
    double width = 0.0; ///< channels on this GPU
    double groups = 1.0;
    double state = 0.0; ///< values per channel

    /// Scores of a chunk per group, their products with the inputs, states out of chunks and results out of states.
    double flops() const;
    /// Inputs, results and projections of the state in 16 bits, and the chunks' states in 32.
    double bytes() const;
};

/// Seconds: products at the rate of prefill attention, which they resemble, traffic at that of activations, five
/// kernels. Assumed: no table holds kernels of this kind.
double stateScanSeconds(const StateScanCall& call, const KernelMachine& machine, const PrefillConstants& prefill,
                        const ElementwiseConstants& streaming);

} // namespace ralmscope
