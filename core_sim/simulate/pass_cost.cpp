// SPDX-License-Identifier: GPL-3.0-or-later
#include "pass_cost.h"

namespace ralmscope {

PassCost& PassCost::operator+=(const PassCost& other)
{
    seconds += other.seconds;
    gpuBusy += other.gpuBusy;
    cpuBusy += other.cpuBusy;
    pimAttentionBusy += other.pimAttentionBusy;
    pimFcBusy += other.pimFcBusy;
    flops += other.flops;
    bytes += other.bytes;
    errorMedian += other.errorMedian;
    errorP90 += other.errorP90;
    for (const StageCost& part : other.parts.entries())
        parts.add(part.stage, part.device, part.seconds, part.joules);
    return *this;
}

PassCost PassCost::scaled(double factor) const
{
    PassCost result;
    result.seconds = factor * seconds;
    result.gpuBusy = factor * gpuBusy;
    result.cpuBusy = factor * cpuBusy;
    result.pimAttentionBusy = factor * pimAttentionBusy;
    result.pimFcBusy = factor * pimFcBusy;
    result.flops = factor * flops;
    result.bytes = factor * bytes;
    result.errorMedian = factor * errorMedian;
    result.errorP90 = factor * errorP90;
    for (const StageCost& part : parts.entries())
        result.parts.add(part.stage, part.device, factor * part.seconds, factor * part.joules);
    return result;
}

} // namespace ralmscope
