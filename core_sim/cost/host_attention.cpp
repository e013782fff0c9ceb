// SPDX-License-Identifier: GPL-3.0-or-later
#include "host_attention.h"

#include <algorithm>
#include <cmath>

namespace ralmscope {

double cpuSockets(const Cpu& cpu, double cores)
{
    return std::max(1.0, std::ceil(cores / cpu.coresPerSocket));
}

double hostAttentionSeconds(const Cpu& cpu, double cores, double bytes, double flops)
{
    return std::max(bytes / (cpuSockets(cpu, cores) * cpu.memoryBandwidth * cpu.memoryEfficiency),
                    flops / (cores * cpu.flopsPerCore));
}

} // namespace ralmscope
