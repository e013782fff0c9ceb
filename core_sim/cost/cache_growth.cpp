// SPDX-License-Identifier: GPL-3.0-or-later
#include "cache_growth.h"

#include <algorithm>
#include <cmath>

namespace ralmscope {

GrowthConstants growthOf(const SoftwareStack& stack)
{
    return {stack.growthRounding, stack.growthSmallest, stack.growthCall, stack.growthReturn};
}

CacheGrowth cacheGrowth(const GrowingCache& cache, const GrowthConstants& c)
{
    CacheGrowth growth;
    if (c.rounding <= 0.0 || cache.steps <= 0.0)
        return growth;
    const auto units = [&](double tokens) { return std::ceil(cache.bytesPerToken * tokens / c.rounding); };
    const double last = units(cache.from + cache.steps * cache.advance);
    const double before = std::max(units(cache.from), std::floor(c.smallest / c.rounding));
    const double growths = std::min(last - before, std::ceil(cache.steps));
    if (growths <= 0.0)
        return growth;
    growth.calls = cache.blocks * growths;
    growth.asked = growth.calls * 0.5 * (before + 1.0 + last) * c.rounding;
    if (growth.asked <= cache.room)
        return growth;
    // Blocks that became too small pile up until memory is full, and then all go back. At the end half of the room
    // beside the blocks in use is full of them, on average.
    const double inUse = std::min(cache.room, cache.blocks * last * c.rounding);
    growth.returned = growth.asked - 0.5 * (cache.room + inUse);
    return growth;
}

double cacheGrowthSeconds(const GrowingCache& cache, const GrowthConstants& c)
{
    const CacheGrowth growth = cacheGrowth(cache, c);
    return growth.calls * c.perCall + growth.returned * c.perByte;
}

} // namespace ralmscope
