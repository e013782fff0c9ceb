// SPDX-License-Identifier: GPL-3.0-or-later
#include "gemm_cost.h"

#include <algorithm>
#include <cmath>

namespace ralmscope {

namespace {

constexpr double kSplitDepth = 256.0; ///< a part of k below this is not worth a split

/// ceil() of a number that is not negative, without a library call.
double wholeUp(double x)
{
    const auto below = static_cast<double>(static_cast<long long>(x));
    return below < x ? below + 1.0 : below;
}

double cube(double x)
{
    return x * x * x;
}

/// Bytes that must come from memory, with what the L2 serves counted at its speed.
double trafficBytes(const GemmCall& call, const KernelMachine& machine, const GemmConstants& c)
{
    const double bytes = (call.m * call.k + call.n * call.k) * call.weightBytes + 2.0 * call.m * call.n;
    if (call.loopCopies <= 0.0 || c.l2Share <= 0.0 || machine.l2Bytes <= 0.0)
        return bytes;
    const double fill = call.loopCopies * call.n * call.k * call.weightBytes / (c.l2Share * machine.l2Bytes);
    const double resident = 1.0 / (1.0 + fill * fill * fill * fill);
    return bytes * (1.0 - resident + resident / c.l2Speed);
}

} // namespace

double gemmSeconds(const GemmCall& call, const KernelMachine& machine, const GemmConstants& c)
{
    const double bandwidth = machine.memoryBandwidth * c.bandwidthEfficiency;
    const double memory = trafficBytes(call, machine, c) / bandwidth;
    const double tileRate[2] = {machine.peakFlops * c.efficiency128, machine.peakFlops * c.efficiency64};
    // Cubes are compared instead of cube roots: one root per choice of split or not.
    double whole = 1e300;
    double split = 1e300;
    for (int wide = 0; wide < 2; ++wide) {
        const double tile = wide == 0 ? 128.0 : 64.0;
        const double tiles = wholeUp(call.m / tile) * wholeUp(call.n / tile);
        const double tileFlop = 2.0 * tile * tile * call.k * machine.sms / tileRate[wide];
        for (double parts = 1.0; parts <= 8.0; parts *= 2.0) {
            if (parts > 1.0 && (call.quantises || call.k < kSplitDepth * parts))
                break;
            const double load = tiles * parts / machine.sms;
            const double waves = c.quantisation * wholeUp(load) + (1.0 - c.quantisation) * std::max(load, 1.0);
            const double compute = waves * (tileFlop / parts + c.perTile);
            if (parts > 1.0) {
                const double partial = 4.0 * parts * call.m * call.n / bandwidth;
                split = std::min(split, cube(compute) + cube(memory + partial));
            } else {
                whole = std::min(whole, cube(compute) + cube(memory));
            }
        }
    }
    double seconds = std::cbrt(whole);
    if (split < whole)
        seconds = std::min(seconds, std::cbrt(split) + c.split);
    if (call.quantises)
        seconds += c.quantise * 3.0 * call.m * call.k / machine.memoryBandwidth;
    return c.fixed + seconds;
}

} // namespace ralmscope
