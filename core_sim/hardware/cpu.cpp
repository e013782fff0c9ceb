// SPDX-License-Identifier: GPL-3.0-or-later
#include "cpu.h"

#include <cmath>

namespace ralmscope {

CpuScanRate scanRateFor(const Cpu& cpu, double pqBytes)
{
    const auto& table = cpu.scan;
    if (table.empty())
        return {};
    if (pqBytes <= table.front().pqBytes)
        return table.front();
    for (std::size_t i = 1; i < table.size(); ++i) {
        const CpuScanRate& above = table[i];
        if (pqBytes > above.pqBytes)
            continue;
        if (pqBytes == above.pqBytes)
            return above;
        const CpuScanRate& below = table[i - 1];
        const double w = std::log2(pqBytes / below.pqBytes) / std::log2(above.pqBytes / below.pqBytes);
        const auto mix = [w](double a, double b) { return a + w * (b - a); };
        return {pqBytes, mix(below.singleThread, above.singleThread), mix(below.loaded, above.loaded),
                mix(below.offline, above.offline)};
    }
    return table.back();
}

} // namespace ralmscope
