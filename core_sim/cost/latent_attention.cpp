// SPDX-License-Identifier: GPL-3.0-or-later
#include "latent_attention.h"

#include <algorithm>
#include <cmath>

namespace ralmscope {

namespace {

constexpr double kTile = 64.0; ///< queries that tensor cores take together at least
constexpr double kPiece = 128.0; ///< tokens of the shortest piece of a context, as in decode attention
constexpr double kQueryBytes = 2.0;

double cube(double x)
{
    return x * x * x;
}

double length(const LatentAttentionCall& call)
{
    return call.context + call.newTokens - 1.0;
}

} // namespace

double LatentAttentionCall::flops() const
{
    return 2.0 * batch * newTokens * heads * length(*this) * (keyWidth + valueWidth);
}

double LatentAttentionCall::bytes() const
{
    return kvBytes * batch * length(*this) * keyWidth;
}

double latentAttentionSeconds(const LatentAttentionCall& call, const KernelMachine& machine,
                              const DecodeConstants& decode, const PrefillConstants& prefill)
{
    const double queries = call.heads * call.newTokens;
    const double tiles = std::ceil(queries / kTile);
    const double units = call.batch * tiles;
    const double pieces = std::max(1.0, length(call) / kPiece);
    const double busy = std::min(1.0, units * pieces / machine.sms);
    const double bandwidth = machine.memoryBandwidth * decode.efficiency;
    const double memory = call.bytes() / bandwidth;
    const double asked = kQueryBytes * call.batch * queries * (call.keyWidth + call.valueWidth) / bandwidth;
    const double compute = call.flops() * tiles * kTile / queries / (machine.peakFlops * prefill.efficiency);
    const double split = units < machine.sms && pieces > 1.0 ? decode.split : 0.0;
    return decode.fixed + std::cbrt(cube(memory) + cube(compute)) / busy + asked + split;
}

} // namespace ralmscope
