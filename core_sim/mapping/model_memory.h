// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "resolved_design.h"

namespace ralmscope {

/// What one GPU holds, in bytes. Whole sequences: prompt and output.
struct GpuMemoryUse
{
    double weights = 0.0; ///< of the model, and of a draft model
    double kvCache = 0.0; ///< self-attention, states of recurrent layers, cross-attention of retrieved tokens
    double activations = 0.0; ///< of a prefill; the centroids of an index on the GPU
    double kvPerSequence = 0.0;

    double total() const { return weights + kvCache + activations; }
};

/// Bytes that a GPU that decodes has: its own memory, or its share of the FC stacks where these stand in its place.
double gpuMemoryBytes(const ResolvedDesign& design);

/// A GPU of a model copy that decodes. KV heads are repeated where a copy has more GPUs than those; the latents of
/// latent attention lie on every GPU that shares a layer.
GpuMemoryUse gpuMemoryUse(const ResolvedDesign& design);

/// Bytes in one FC stack: weights, and whatever else the GPUs hold where the stacks are their memory. Precondition:
/// weights in stacks.
double fcStackUse(const ResolvedDesign& design);

/// A GPU of a copy that only prefills, one prompt after the other. Precondition: prefills apart.
GpuMemoryUse prefillMemoryUse(const ResolvedDesign& design);

/// Most sequences of one model copy whose cache fits beside the weights; 0 if none does.
double largestBatch(const ResolvedDesign& design);

} // namespace ralmscope
