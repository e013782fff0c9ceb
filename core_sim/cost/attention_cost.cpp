// SPDX-License-Identifier: GPL-3.0-or-later
#include "attention_cost.h"

#include <algorithm>
#include <cmath>

namespace ralmscope {

namespace {

constexpr double kBlock = 128.0; ///< queries per block, and the shortest piece of a split context

/// A factor given at head dimension 64, as a power law through 1 at 128.
double headFactor(double atSmall, double dimension)
{
    if (dimension == 128.0)
        return 1.0;
    return dimension == 64.0 ? atSmall : std::pow(atSmall, std::log2(128.0 / dimension));
}

double square(double x)
{
    return x * x;
}

/// Part of a working set that the L2 keeps, by its size over the usable L2: a soft step at 1.
double residentShare(double fill)
{
    const double eighth = square(square(square(fill)));
    return 1.0 / (1.0 + eighth);
}

} // namespace

double prefillAttentionSeconds(const AttentionCall& call, const KernelMachine& machine, const PrefillConstants& c)
{
    const double s = call.newTokens;
    const double reach = call.context + s + c.extraTokens;
    const double flops =
        4.0 * call.batch * call.heads * call.headDimension * s * (call.context + 0.5 * (s + c.extraTokens));
    const double blocks = call.batch * call.heads * std::ceil(s / kBlock);
    const double rate = machine.peakFlops * c.efficiency * headFactor(c.smallHead, call.headDimension);
    const double pathRate = machine.peakFlops * c.pathEfficiency * headFactor(c.smallHeadPath, call.headDimension);
    const double all = flops / rate + blocks * c.perBlock / machine.sms;
    const double longest = 4.0 * call.headDimension * std::min(s, kBlock) * reach * machine.sms / pathRate;
    const double streamed = 4.0 * call.batch * s * call.heads * call.headDimension;
    const double kv = 4.0 * call.batch * (call.context + s) * call.headDimension * call.kvHeads;
    const bool cached = call.warmCache && machine.l2Bytes > 0.0;
    const double spilled = cached ? 1.0 - residentShare((streamed + kv) / (c.l2Share * machine.l2Bytes)) : 1.0;
    const double stream = streamed * spilled / (machine.memoryBandwidth * c.streamEfficiency);
    const double kvTime = kv / (machine.memoryBandwidth * c.kvEfficiency);
    return c.fixed + std::cbrt(square(all * std::sqrt(all) + longest * std::sqrt(longest) + stream * std::sqrt(stream)))
        + kvTime;
}

double decodeAttentionSeconds(const AttentionCall& call, const KernelMachine& machine, const DecodeConstants& c)
{
    const double length = call.context + call.newTokens - 1.0;
    const double kv = 2.0 * call.kvBytes * call.batch * length * call.kvHeads * call.headDimension;
    const double units = call.batch * call.kvHeads;
    const double splits = std::clamp(std::floor(machine.sms / units), 1.0, std::max(1.0, std::ceil(length / kBlock)));
    double resident = 0.0;
    if (call.warmCache && machine.l2Bytes > 0.0)
        resident = residentShare(kv / (c.l2Share * machine.l2Bytes));
    const double queries = 4.0 * call.batch * call.heads * call.headDimension;
    const double bandwidth = machine.memoryBandwidth * c.efficiency * headFactor(c.smallHead, call.headDimension);
    const double memory = (kv * (1.0 - resident + resident / c.l2Speed) + queries) / bandwidth;
    const double group = std::max(0.0, call.heads / call.kvHeads - 1.0);
    const double rounds = std::max(1.0, units * splits / machine.sms);
    const double compute = rounds * (length / splits * (c.perToken + c.perHead * group) + c.perBlock);
    return c.fixed + std::hypot(memory, compute) + (splits > 1.0 ? c.split : 0.0);
}

} // namespace ralmscope
