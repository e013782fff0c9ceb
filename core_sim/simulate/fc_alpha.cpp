// SPDX-License-Identifier: GPL-3.0-or-later
#include "fc_alpha.h"

#include "mapped_decoder.h"

#include <algorithm>
#include <cmath>

namespace ralmscope {

namespace {

constexpr double kMostRows = 65536.0; // of a crossing
constexpr int kTurns = 12;

/// Largest whole number of rows from low on, up to kMostRows, for which `holds`; it does at low, and once false it
/// stays false.
template <typename Holds> double largestRows(double low, Holds holds)
{
    double stride = 1.0;
    while (low + stride <= kMostRows && holds(low + stride)) {
        low += stride;
        stride *= 2.0;
    }
    for (; stride > 1.0; stride *= 0.5) {
        if (low + 0.5 * stride <= kMostRows && holds(low + 0.5 * stride))
            low += 0.5 * stride;
    }
    return low;
}

} // namespace

double FcAlpha::crossing() const
{
    return crossingFrom(1.0);
}

double FcAlpha::crossingFrom(double rows) const
{
    // The stacks' time is cheap to evaluate and rises from row to row; the GPUs' is neither. From below, the rows that
    // the stacks serve in the GPUs' time are bisected, until the GPUs' time at those rows allows no more.
    double allowed = m_decoder.gpuFullyConnected(rows);
    if (m_decoder.stacksFullyConnected(rows) > allowed)
        return 0.0;
    for (int turn = 0; turn < kTurns; ++turn) {
        const double next = largestRows(rows, [&](double n) { return m_decoder.stacksFullyConnected(n) <= allowed; });
        if (next <= rows)
            break;
        rows = next;
        allowed = m_decoder.gpuFullyConnected(rows);
    }
    return rows;
}

double FcAlpha::calibrated(double batch) const
{
    const double perSequence = m_decoder.rowsPerRequest();
    const bool overlaps = m_decoder.overlaps();
    const double first = crossing();
    if (!overlaps && first > 0.0 && batch * perSequence <= first)
        return first;
    // The GPUs' time goes in steps of whole tiles, so that the curves can cross again. Among the crossings that one
    // decides with which the stacks gain most over the life of this batch.
    const RequestDecay decaying = m_decoder.decay(batch, first);
    const auto phases = decaying.phases();
    std::size_t inStacks = 0; // phases counted from the end of the batch
    if (!overlaps) {
        while (inStacks < phases.size() && phases[phases.size() - 1 - inStacks].requests * perSequence <= first)
            ++inStacks;
    }
    const std::size_t sure = inStacks;
    double gained = 0.0;
    double most = 0.0;
    for (std::size_t count = sure; count < phases.size(); ++count) {
        gained += m_decoder.gain(phases[phases.size() - 1 - count]);
        if (gained > most) {
            most = gained;
            inStacks = count + 1;
        }
    }
    if (inStacks == 0)
        return 0.0;
    const DecayPhase& last = phases[phases.size() - inStacks];
    if ((inStacks == sure && !overlaps) || last.atStart == std::floor(first / perSequence))
        return first;
    if (overlaps)
        return last.atStart * perSequence;
    // Another crossing: it lies between the rows of the last phase in stacks and those of the first one that is not.
    const double low = std::floor(last.requests * perSequence);
    const double again = std::max(low, crossingFrom(low));
    if (inStacks == phases.size())
        return std::max(again, batch * perSequence);
    return std::min(again, std::ceil(phases[phases.size() - inStacks - 1].requests * perSequence) - 1.0);
}

} // namespace ralmscope
