// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kernel_constants.h"
#include "kernel_machine.h"

namespace ralmscope {

/// Latent attention of one layer on one GPU in its absorbed form (DeepSeek-V2, arXiv 2405.04434, section 2.1.2): the
/// matrices that make keys and values are taken into queries and results, so that all heads attend to the latent
/// itself.
struct LatentAttentionCall
{
    double batch = 1.0; ///< sequences
    double newTokens = 1.0; ///< queries per sequence
    double context = 0.0; ///< tokens that are in the cache before the new ones
    double heads = 1.0; ///< on this GPU; every one of them reads the whole latent
    double keyWidth = 576.0; ///< of what queries meet: the latent and the rotated key
    double valueWidth = 512.0; ///< of what is summed: the latent, read with the keys
    double kvBytes = 2.0; ///< per value of the cache

    double flops() const;
    double bytes() const; ///< of the cache: once per token, whatever the heads
};

/// Seconds: reads at the rate of decode attention, products at the rate of prefill attention in tiles of 64 queries,
/// over as many SMs as pieces of 128 tokens reach. Assumed: no table holds kernels of this kind. FlashMLA's authors
/// state 3000 GB/s and 660 TFLOP/s on an H800 (github.com/deepseek-ai/FlashMLA, README), which a test holds this to.
double latentAttentionSeconds(const LatentAttentionCall& call, const KernelMachine& machine,
                              const DecodeConstants& decode, const PrefillConstants& prefill);

} // namespace ralmscope
