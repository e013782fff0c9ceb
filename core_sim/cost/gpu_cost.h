// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device.h"
#include "language_model.h"

namespace ralmscope {

/// Time on a GPU and the part of it in which its memory or arithmetic units work: the rest is launch time.
struct GpuCost
{
    double seconds = 0.0;
    double busySeconds = 0.0;

    double busyFraction() const { return seconds > 0.0 ? busySeconds / seconds : 0.0; }
};

/// Number format of weights, activations and KV cache: bytes per element and the peak it runs at.
struct NumberFormat
{
    double bytes = 4.0;
    double peakFlops = 0.0;
};

/// Exact flat scan over nlist centroids for a batch: fixed cost, one read of the centroids, two FLOP per element.
GpuCost gpuIndexScan(const Gpu& gpu, double batch, double nlist, double dimension);

/// One decoding step of a batch at a context length: per layer the launch time of the software stack and the hardware
/// time (weights, KV traffic, cross-attention KV, FLOP), joined by a p-norm, so that the larger one rules. In the
/// Chameleon prototype (Fairseq on PyTorch 1.11, RTX 3090) the launch time rules up to batches of about 64.
GpuCost decodeStep(const Gpu& gpu, const SoftwareStack& stack, const LanguageModel& model, const NumberFormat& format,
                   double batch, double context, double crossTokens);

/// Encoder passes of one retrieval: the query and the K retrieved passages. Zero for decoder-only models.
GpuCost encoderPass(const SoftwareStack& stack, const LanguageModel& model, const NumberFormat& format, double batch,
                    double k);

/// Cross-attention keys and values of the first step of a sequence. Zero for decoder-only models.
GpuCost crossAttentionSetup(const SoftwareStack& stack, const LanguageModel& model, const NumberFormat& format,
                            double batch, double k);

/// Board watts while working with this busy fraction.
double gpuPower(const Gpu& gpu, double busyFraction);

} // namespace ralmscope
