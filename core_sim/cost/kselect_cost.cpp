// SPDX-License-Identifier: GPL-3.0-or-later
#include "kselect_cost.h"

#include <algorithm>
#include <cmath>

namespace ralmscope {

namespace {

constexpr double kExactTarget = 0.99;

/// Walks binomial(K, 1/n) upwards: count, its probability, and the sum so far.
class BinomialWalk
{
public:
    BinomialWalk(double queues, double k)
        : m_k(k)
        , m_odds(1.0 / (queues - 1.0))
        , m_probability(std::exp(k * std::log1p(-1.0 / queues)))
        , m_cumulative(m_probability)
    {
    }

    void next()
    {
        m_probability *= (m_k - m_count) / (m_count + 1.0) * m_odds;
        m_count += 1.0;
        m_cumulative += m_probability;
    }
    double count() const { return m_count; }
    double probability() const { return m_probability; }
    double cumulative() const { return m_cumulative; }

private:
    double m_k;
    double m_odds;
    double m_probability;
    double m_cumulative;
    double m_count = 0.0;
};

} // namespace

double minimumQueueLength(double queues, double k)
{
    if (queues <= 1.0)
        return k;
    const double needed = std::pow(kExactTarget, 1.0 / queues);
    BinomialWalk walk(queues, k);
    while (walk.count() < k && walk.cumulative() <= needed)
        walk.next();
    return std::max(1.0, walk.count());
}

QueueLoss queueLoss(double queues, double k, double length)
{
    if (length >= k)
        return {};
    if (queues <= 1.0)
        return {0.0, (k - length) / k};
    BinomialWalk walk(queues, k);
    while (walk.count() < length)
        walk.next();
    // The tail is summed term by term: differences of cumulative sums would drown small losses in rounding.
    double dropped = 0.0;
    double tail = 0.0;
    while (walk.count() < k) {
        walk.next();
        dropped += (walk.count() - length) * walk.probability();
        tail += walk.probability();
        if (walk.count() > k / queues && walk.probability() < 1e-18 * tail)
            break;
    }
    return {std::exp(queues * std::log1p(-std::min(1.0, tail))), queues * dropped / k};
}

double queueSlotsRatio(double queues, double k, double length)
{
    return (queues * length + k) / ((queues + 1.0) * k);
}

} // namespace ralmscope
