// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel_work.h"

namespace ralmscope {

namespace {

double offlineThroughput(const OfflineCall& call, const HostConstants& host)
{
    const double perStep = host.perStep + host.perSequence * call.batch + host.perLayer * call.sharedLayers;
    return call.tokens / (call.kernels + call.steps * perStep);
}

} // namespace

double predict(const KernelWork& work, const ConstantValues& constants)
{
    switch (work.kernel) {
    case KernelClass::Gemm:
        return gemmSeconds(std::get<GemmCall>(work.call), work.machine, GemmConstants(constants));
    case KernelClass::PrefillAttention:
        return prefillAttentionSeconds(std::get<AttentionCall>(work.call), work.machine, PrefillConstants(constants));
    case KernelClass::DecodeAttention:
        return decodeAttentionSeconds(std::get<AttentionCall>(work.call), work.machine, DecodeConstants(constants));
    case KernelClass::Collective:
        return collectiveSeconds(std::get<CollectiveCall>(work.call), work.machine, CollectiveConstants(constants));
    case KernelClass::Elementwise:
        return elementwiseSeconds(std::get<ElementwiseCall>(work.call).bytes, work.machine,
                                  ElementwiseConstants(constants));
    case KernelClass::BoardPower:
        return boardPowerWatts(std::get<Utilisation>(work.call), work.machine, PowerConstants(constants));
    case KernelClass::HostOverhead:
        return offlineThroughput(std::get<OfflineCall>(work.call), HostConstants(constants));
    }
    return 0.0;
}

} // namespace ralmscope
