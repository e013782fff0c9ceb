// SPDX-License-Identifier: GPL-3.0-or-later
#include "request_decay.h"

#include <algorithm>
#include <cmath>

namespace ralmscope {

namespace {

constexpr double kSingly = 4.0; // requests left from which on every one has its phase
constexpr double kRatio = 1.5; // between the requests left at the ends of earlier phases

/// Digamma and trigamma functions by recurrence and asymptotic series, for arguments of at least 1.
struct LogMoments
{
    double mean = 0.0;
    double variance = 0.0;
};
LogMoments logMoments(double a)
{
    LogMoments sum;
    for (; a < 6.0; a += 1.0) {
        sum.mean -= 1.0 / a;
        sum.variance += 1.0 / (a * a);
    }
    const double inverse = 1.0 / a;
    const double square = inverse * inverse;
    sum.mean += std::log(a) - 0.5 * inverse - square / 12.0 * (1.0 - square / 10.0);
    sum.variance += inverse + 0.5 * square + square * inverse / 6.0 * (1.0 - square / 5.0);
    return sum;
}

} // namespace

double expectedOrderStatistic(const OutputLengths& lengths, double rank, double count)
{
    // The probability of the rank-th of uniform numbers is Beta(rank, count + 1 - rank); its logit is close to normal,
    // and the quantile is integrated over that by Gauss-Hermite quadrature.
    const LogMoments low = logMoments(rank);
    const LogMoments high = logMoments(count + 1.0 - rank);
    const double mean = low.mean - high.mean;
    const double deviation = std::sqrt(low.variance + high.variance);
    constexpr std::array<double, 7> kAt{0.0,
                                        1.154405394739968,
                                        -1.154405394739968,
                                        2.366759410734541,
                                        -2.366759410734541,
                                        3.750439717725742,
                                        -3.750439717725742};
    constexpr std::array<double, 7> kWeight{0.457142857142857, 0.240123178605013, 0.240123178605013, 0.030757123967586,
                                            0.030757123967586, 0.000548268855972, 0.000548268855972};
    double sum = 0.0;
    for (std::size_t i = 0; i < kAt.size(); ++i)
        sum += kWeight[i] * lengths.quantile(1.0 / (1.0 + std::exp(-(mean + deviation * kAt[i]))));
    return sum;
}

RequestDecay::RequestDecay(const OutputLengths& lengths, double batch, std::span<const double> breaks, double prefilled)
{
    if (lengths.isConstant() || batch < 1.0) {
        add({batch, lengths.mean() - prefilled, 0.0, batch});
        return;
    }
    // Ends of the phases, as requests left after them; the time is that of the request that ends there.
    double left = batch;
    double now = 0.0;
    double spent = 0.0;
    const auto end = [&](double next) {
        const double then = std::max(now, expectedOrderStatistic(lengths, batch - next, batch) - prefilled);
        // Requests end evenly over a phase.
        const double mean = 0.5 * (left + next + 1.0);
        add({mean, then - now, now, left});
        spent += mean * (then - now);
        now = then;
        left = next;
    };
    // The next of them below what is left.
    const auto breakAbove = [&](double next) {
        double first = next;
        for (const double at : breaks)
            first = at < left ? std::max(first, std::floor(at)) : first;
        return first;
    };
    while (left >= 1.0 && m_count < kMostPhases) {
        double next = left <= kSingly ? left - 1.0 : std::floor(left / kRatio);
        if (m_count == 0)
            next = left - 1.0; // until the first one ends, nothing has decayed
        for (double at = breakAbove(next); at > next && m_count + 1 < kMostPhases; at = breakAbove(next))
            end(at);
        next = m_count + 1 >= kMostPhases ? 0.0 : std::max(0.0, std::min(next, left - 1.0));
        end(next);
    }
    const double scale = batch * std::max(0.0, lengths.mean() - prefilled) / spent;
    for (DecayPhase& phase : std::span(m_phases.data(), m_count)) {
        phase.tokens *= scale;
        phase.from *= scale;
    }
}

double RequestDecay::tokens() const
{
    return m_count == 0 ? 0.0 : m_phases[m_count - 1].from + m_phases[m_count - 1].tokens;
}

void RequestDecay::add(const DecayPhase& phase)
{
    if (phase.tokens > 0.0)
        m_phases[m_count++] = phase;
}

} // namespace ralmscope
