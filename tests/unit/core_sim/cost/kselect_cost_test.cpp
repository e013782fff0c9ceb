// SPDX-License-Identifier: GPL-3.0-or-later
#include "kselect_cost.h"

#include <gtest/gtest.h>

#include <cmath>

namespace ralmscope {
namespace {

/// Probability of k of K on one of n queues, by logarithms of factorials: an independent way to the same number.
double binomial(double k, double n, double count)
{
    return std::exp(std::lgamma(k + 1) - std::lgamma(count + 1) - std::lgamma(k - count + 1) - count * std::log(n)
                    + (k - count) * std::log1p(-1.0 / n));
}

TEST(KSelect, MinimumLengthsAreThePublishedOnes)
{
    EXPECT_EQ(minimumQueueLength(4, 100), 38);
    EXPECT_EQ(minimumQueueLength(8, 100), 23);
    EXPECT_EQ(minimumQueueLength(16, 100), 15);
    EXPECT_EQ(minimumQueueLength(32, 100), 10);
    EXPECT_EQ(minimumQueueLength(64, 100), 8);
    EXPECT_EQ(minimumQueueLength(1, 100), 100);
}

TEST(KSelect, OneEntryLessWouldMissTheTarget)
{
    for (const double n : {2.0, 5.0, 16.0, 100.0}) {
        for (const double k : {1.0, 10.0, 100.0, 1000.0}) {
            const double length = minimumQueueLength(n, k);
            double below = 0.0;
            for (double count = 0; count < length; count += 1)
                below += binomial(k, n, count);
            EXPECT_LE(std::pow(below, n), 0.99 + 1e-9) << n << " queues, K " << k;
            EXPECT_GE(std::pow(below + binomial(k, n, length), n), 0.99 - 1e-9) << n << " queues, K " << k;
        }
    }
}

TEST(KSelect, LossIsTheExpectedOverflow)
{
    double lost = 0.0;
    double kept = 0.0;
    for (double count = 0; count <= 100; count += 1) {
        lost += std::max(0.0, count - 10) * binomial(100, 16, count) * 16 / 100;
        kept += count <= 10 ? binomial(100, 16, count) : 0.0;
    }
    const QueueLoss loss = queueLoss(16, 100, 10);
    EXPECT_NEAR(loss.lost, lost, 1e-12);
    EXPECT_NEAR(loss.exact, std::pow(kept, 16), 1e-9);
}

TEST(KSelect, LongerQueuesLoseLess)
{
    double last = 1.0;
    for (double length = 1; length <= 100; length += 1) {
        const QueueLoss loss = queueLoss(16, 100, length);
        EXPECT_LE(loss.lost, last);
        EXPECT_GE(loss.exact, 0.0);
        EXPECT_LE(loss.exact, 1.0);
        last = loss.lost;
    }
    EXPECT_EQ(last, 0.0);
}

TEST(KSelect, BuiltQueuesLoseNextToNothing)
{
    // 32 queues of 15 for 16 decoding units: exact in more than 99.999 % of queries.
    EXPECT_GT(queueLoss(32, 100, 15).exact, 0.99999);
}

} // namespace
} // namespace ralmscope
