// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "output_lengths.h"

#include <array>
#include <span>

namespace ralmscope {

/// A time in the life of a batch during which about as many requests are left.
struct DecayPhase
{
    double requests = 0.0; ///< expected mean
    double tokens = 0.0; ///< that each of them generates meanwhile
    double from = 0.0; ///< tokens that each has generated before
    double atStart = 0.0; ///< requests at its beginning
};

/// How the requests of a static batch end one after the other: all start together, the batch ends with its longest
/// request. Phases are parted where the requests left fall to `breaks` of them, single ones where they are few. Sums of
/// tokens are exact, times within some percent of decayOfParallelism(). Without
/// allocation, about a microsecond.
class RequestDecay
{
public:
    /// @param breaks numbers of requests at which phases are parted in any case; the others stay where they are
    /// @param prefilled tokens of every request that its prefill yields: they are not decoded
    RequestDecay(const OutputLengths& lengths, double batch, std::span<const double> breaks = {},
                 double prefilled = 0.0);

    std::span<const DecayPhase> phases() const { return {m_phases.data(), m_count}; }
    /// Expected tokens that are decoded of the longest request.
    double tokens() const;

private:
    static constexpr std::size_t kMostPhases = 40;

    void add(const DecayPhase& phase);

    std::array<DecayPhase, kMostPhases> m_phases{};
    std::size_t m_count = 0;
};

/// Expected length of the `rank`-th shortest of `count` requests, 1 .. count.
double expectedOrderStatistic(const OutputLengths& lengths, double rank, double count);

} // namespace ralmscope
