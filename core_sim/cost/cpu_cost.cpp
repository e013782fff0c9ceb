// SPDX-License-Identifier: GPL-3.0-or-later
#include "cpu_cost.h"

#include <algorithm>
#include <cmath>

namespace ralmscope {

namespace {

constexpr double kNormalP95 = 1.6448536269514722;
constexpr double kNormalP99 = 2.3263478740408408;
constexpr double kFloatBytes = 4.0;

/// Cores of the first socket count whole, those beyond it less: the second socket's memory is remote.
double effectiveCores(const Cpu& cpu, double cores)
{
    const double first = std::min(cores, cpu.coresPerSocket);
    return first + (cores - first) * cpu.secondSocket;
}

} // namespace

double cpuSearchTime(const Cpu& cpu, const CpuSearch& s)
{
    const CpuScanRate rate = scanRateFor(cpu, s.pqBytes);
    if (s.offline)
        return s.batch * s.scannedBytes / (effectiveCores(cpu, s.cores) * rate.offline);
    const double singleScale = s.indexOnGpu ? cpu.gpuIndexSingleScale : 1.0;
    const double loadedScale = s.indexOnGpu ? cpu.gpuIndexLoadedScale : 1.0;
    const double straggler = s.indexOnGpu ? cpu.gpuIndexStraggler : cpu.straggler;
    double single = s.scannedBytes / (rate.singleThread * singleScale);
    double loaded = s.scannedBytes / (rate.loaded * loadedScale);
    if (!s.indexOnGpu) {
        single += s.nlist * s.dimension * kFloatBytes / cpu.indexSingleThread;
        loaded += 2.0 * s.nlist * s.dimension / cpu.blasPerCore;
    }
    const double waiting = single * (1.0 + straggler * std::log2(std::min(s.batch, s.cores)));
    const double saturated = loaded * s.batch / s.cores;
    return std::cbrt(waiting * waiting * waiting + saturated * saturated * saturated);
}

double cpuIndexScanTime(const Cpu& cpu, double batch, double cores, double nlist, double dimension)
{
    if (batch >= cpu.blasBatch)
        return 2.0 * batch * nlist * dimension / (cpu.blasPerCore * cores) + batch * nlist * cpu.selectPerList;
    const double bytes = nlist * dimension * kFloatBytes;
    return std::max(std::ceil(batch / cores) * bytes / cpu.indexSingleThread,
                    batch * bytes / (cpu.indexAggregatePerCore * cores));
}

double cpuP95OverMedian(const Cpu& cpu, double batch)
{
    return 1.0 + cpu.tailFactor * std::pow(batch, -cpu.tailExponent);
}

double cpuP99OverMedian(const Cpu& cpu, double batch)
{
    return std::pow(cpuP95OverMedian(cpu, batch), kNormalP99 / kNormalP95);
}

double cpuMeanOverMedian(const Cpu& cpu, double batch)
{
    return 1.0 + cpu.meanFactor / std::sqrt(batch);
}

double cpuSearchPower(const Cpu& cpu, double batch, double cores)
{
    const double dynamic = cpu.dynamicPower * (1.0 - std::exp(-batch / cpu.powerBatch));
    return cpuIdlePower(cpu, cores) + dynamic * cores / cpu.coresPerSocket;
}

double cpuIdlePower(const Cpu& cpu, double cores)
{
    return cpu.idlePower * std::ceil(cores / cpu.coresPerSocket);
}

} // namespace ralmscope
