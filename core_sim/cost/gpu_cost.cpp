// SPDX-License-Identifier: GPL-3.0-or-later
#include "gpu_cost.h"

#include <algorithm>
#include <cmath>

namespace ralmscope {

namespace {
constexpr double kFloatBytes = 4.0;
}

GpuCost gpuIndexScan(const Gpu& gpu, double batch, double nlist, double dimension)
{
    const double busy =
        nlist * dimension * kFloatBytes / gpu.memoryBandwidth + 2.0 * batch * nlist * dimension / gpu.indexFlops;
    return {gpu.indexFixed + busy, busy};
}

GpuCost decodeStep(const Gpu& gpu, const SoftwareStack& stack, const LanguageModel& model, const NumberFormat& format,
                   double batch, double context, double crossTokens)
{
    const double d = model.dimension;
    const bool cross = model.isEncoderDecoder();
    const double weights = 4.0 * d * d + 2.0 * d * model.ffnDimension + (cross ? 4.0 * d * d : 0.0);
    const double tokenBytes = 2.0 * d * format.bytes;
    const double kvBytes = batch * tokenBytes * (context * stack.kvTraffic + (cross ? crossTokens : 0.0));
    const double device = (weights * format.bytes + kvBytes) / gpu.memoryBandwidth
        + 2.0 * batch * weights / (stack.gemmEfficiency * format.peakFlops);
    const double launch = stack.decoderLayerLaunch + (cross ? stack.crossAttentionLaunch : 0.0);
    // The larger term to the front keeps the p-norm finite whatever the sizes.
    const double larger = std::max(launch, device);
    const double ratio = std::min(launch, device) / larger;
    const double layer = larger * std::pow(1.0 + std::pow(ratio, stack.overlapNorm), 1.0 / stack.overlapNorm);
    return {model.decoderLayers * layer, model.decoderLayers * std::min(device, layer)};
}

GpuCost encoderPass(const SoftwareStack& stack, const LanguageModel& model, const NumberFormat& format, double batch,
                    double k)
{
    if (!model.isEncoderDecoder())
        return {};
    const double busy = encoderFlops(model, batch, k) / (stack.encoderEfficiency * format.peakFlops);
    return {stack.encoderFixed + busy, busy};
}

GpuCost crossAttentionSetup(const SoftwareStack& stack, const LanguageModel& model, const NumberFormat& format,
                            double batch, double k)
{
    const double busy = crossKvFlops(model, batch, k) / (stack.crossKvEfficiency * format.peakFlops);
    return {busy, busy};
}

double gpuPower(const Gpu& gpu, double busyFraction)
{
    return gpu.activePower
        + (gpu.boardPower - gpu.activePower) * std::min(1.0, gpu.powerOffset + gpu.powerSlope * busyFraction);
}

} // namespace ralmscope
