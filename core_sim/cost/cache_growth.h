// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "software_stack.h"

namespace ralmscope {

/// A KV cache that grows by copying: every block (the keys, or the values, of one layer) is asked for anew when its
/// size passes the next multiple of the rounding, and the one before it stays in the pool as too small.
struct GrowingCache
{
    double blocks = 0.0; ///< of one GPU
    double bytesPerToken = 0.0; ///< of one block, all sequences
    double from = 0.0; ///< tokens of each sequence before the first step
    double steps = 0.0;
    double advance = 1.0; ///< tokens per step
    double room = 0.0; ///< bytes of the GPU for these blocks
};

/// The memory pool of a software stack.
struct GrowthConstants
{
    double rounding = 0.0; ///< bytes; 0: the cache does not grow by copying
    double smallest = 0.0; ///< bytes of a block that the driver is asked for by itself
    double perCall = 0.0; ///< s per block
    double perByte = 0.0; ///< s per byte handed back
};

/// Traffic between pool and driver over all steps.
struct CacheGrowth
{
    double calls = 0.0; ///< blocks asked for
    double asked = 0.0; ///< bytes of them
    double returned = 0.0; ///< bytes handed back because memory was full
};

GrowthConstants growthOf(const SoftwareStack& stack);

CacheGrowth cacheGrowth(const GrowingCache& cache, const GrowthConstants& c);

/// Seconds in which the host waits for the driver; the GPU has nothing to do meanwhile.
double cacheGrowthSeconds(const GrowingCache& cache, const GrowthConstants& c);

} // namespace ralmscope
