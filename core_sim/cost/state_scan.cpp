// SPDX-License-Identifier: GPL-3.0-or-later
#include "state_scan.h"

#include <cmath>

namespace ralmscope {

namespace {

constexpr double kChunk = 128.0; ///< tokens; chunk_size of Nemotron-H's config.json
constexpr double kKernels = 5.0; ///< sums of steps, scores, chunk states, passing them on, results
constexpr double kActivationBytes = 2.0;
constexpr double kStateBytes = 4.0;

} // namespace

double StateScanCall::flops() const
{
    return tokens * (2.0 * kChunk * (groups * state + width) + 4.0 * width * state);
}

double StateScanCall::bytes() const
{
    // Inputs are read for the states and for the results; so are both projections. A chunk's state is written, read
    // and written by the pass over chunks, and read for the results.
    const double activations = kActivationBytes * tokens * (3.0 * width + 4.0 * groups * state);
    return activations + kStateBytes * 4.0 * std::ceil(tokens / kChunk) * width * state;
}

double stateScanSeconds(const StateScanCall& call, const KernelMachine& machine, const PrefillConstants& prefill,
                        const ElementwiseConstants& streaming)
{
    const double compute = call.flops() / (machine.peakFlops * prefill.efficiency);
    const double memory = call.bytes() / (machine.memoryBandwidth * streaming.bandwidthEfficiency);
    return kKernels * streaming.fixed + std::hypot(compute, memory);
}

} // namespace ralmscope
