// SPDX-License-Identifier: GPL-3.0-or-later
#include "cache_growth.h"

#include <gtest/gtest.h>

#include <cmath>

namespace ralmscope {
namespace {

constexpr double kMiB = 1048576.0;
constexpr double kUnlimited = 1e15;
/// Whole 2 MiB from 10 MiB on, as PyTorch's pool has it.
constexpr GrowthConstants kPool{2 * kMiB, 10 * kMiB, 1e-4, 4e-12};

/// 24 layers, 64 sequences, 512 numbers of 4 bytes per token: 128 KiB more per step and block.
GrowingCache smallModel(double room = kUnlimited)
{
    return {48, kMiB / 8, 0, 512, 1, room};
}

TEST(CacheGrowth, BlocksAreAskedForWhenTheyPassAMultipleOfTheRounding)
{
    // From 10 MiB at token 80 to 64 MiB at token 512: at every 16th token.
    const CacheGrowth growth = cacheGrowth(smallModel(), kPool);
    EXPECT_EQ(growth.calls, 48 * 27);
    double units = 0;
    for (int size = 6; size <= 32; ++size)
        units += size;
    EXPECT_DOUBLE_EQ(growth.asked, 48 * units * 2 * kMiB);
    EXPECT_EQ(growth.returned, 0);
}

TEST(CacheGrowth, SmallBlocksCostNothing)
{
    GrowingCache cache = smallModel();
    cache.bytesPerToken /= 7;
    EXPECT_EQ(cacheGrowthSeconds(cache, kPool), 0);
}

TEST(CacheGrowth, SoftwareWithoutSuchBlocksNeverWaits)
{
    EXPECT_EQ(cacheGrowthSeconds(smallModel(), {}), 0);
}

TEST(CacheGrowth, APromptIsThereAlready)
{
    GrowingCache cache = smallModel();
    cache.from = 256;
    cache.steps = 256;
    EXPECT_EQ(cacheGrowth(cache, kPool).calls, 48 * 16);
}

TEST(CacheGrowth, AStepAsksForABlockOnceAtMost)
{
    GrowingCache cache = smallModel();
    cache.bytesPerToken *= 1000;
    EXPECT_EQ(cacheGrowth(cache, kPool).calls, 48 * 512);
}

TEST(CacheGrowth, MoreTokensPerStepGrowTheSameCache)
{
    GrowingCache cache = smallModel();
    cache.steps = 128;
    cache.advance = 4;
    EXPECT_EQ(cacheGrowth(cache, kPool).calls, cacheGrowth(smallModel(), kPool).calls);
}

TEST(CacheGrowth, FullMemoryHandsBackWhatIsNotInUse)
{
    const double inUse = 48 * 64 * kMiB;
    for (const double room : {inUse, 4.0 * inUse, 10.0 * inUse}) {
        const CacheGrowth growth = cacheGrowth(smallModel(room), kPool);
        EXPECT_GT(growth.returned, 0);
        EXPECT_LE(growth.returned, growth.asked - inUse);
        EXPECT_GE(growth.returned, growth.asked - room);
        EXPECT_DOUBLE_EQ(cacheGrowthSeconds(smallModel(room), kPool),
                         growth.calls * kPool.perCall + growth.returned * kPool.perByte);
    }
}

TEST(CacheGrowth, GrowsFasterThanTheBatchOnceMemoryIsFull)
{
    const double room = 24e9;
    GrowingCache doubled = smallModel(room);
    doubled.bytesPerToken *= 2;
    GrowingCache fourfold = smallModel(room);
    fourfold.bytesPerToken *= 4;
    EXPECT_GT(cacheGrowthSeconds(fourfold, kPool), 2.5 * cacheGrowthSeconds(doubled, kPool));
}

TEST(CacheGrowth, MoreRoomIsNeverSlowerAndMoreStepsNeverFaster)
{
    for (double room = 1e9; room < 1e12; room *= 1.5) {
        EXPECT_LE(cacheGrowthSeconds(smallModel(1.5 * room), kPool), cacheGrowthSeconds(smallModel(room), kPool));
        double before = 0;
        for (double steps = 1; steps < 1e5; steps *= 1.3) {
            GrowingCache cache = smallModel(room);
            cache.steps = std::floor(steps);
            const double now = cacheGrowthSeconds(cache, kPool);
            EXPECT_GE(now, before);
            before = now;
        }
    }
}

} // namespace
} // namespace ralmscope
