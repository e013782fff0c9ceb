// SPDX-License-Identifier: GPL-3.0-or-later
#include "launch_fit.h"

#include "kernel_choice.h"
#include "simulate.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace ralmscope {

namespace {

/// Positions in launchConstants().
enum Position
{
    kLayer,
    kCross,
    kTraffic,
    kNorm,
    kEncoder,
    kEfficiency
};

constexpr std::array<ConstantInfo, 6> kLaunch{{
    {"decoder_layer_launch_seconds", 1e-5, 1e-2, 5e-4, true, "per decoder layer and step"},
    {"cross_attention_launch_seconds", 1e-6, 1e-2, 2.5e-4, true, "more per layer with cross-attention"},
    {"kv_traffic", 1.0, 40.0, 4.0, true, "times the KV cache moves per step"},
    {"overlap_norm", 1.0, 32.0, 6.0, true, "p of (launch^p + kernels^p)^(1/p)"},
    {"fixed_seconds", 1e-5, 1e-1, 5e-3, true, "per retrieval of an encoder-decoder"},
    {"fp32_efficiency", 0.1, 1.05, 0.5, true, "of peak FLOP/s of matrix products in full precision"},
}};

constexpr std::string_view kFullPrecision = "fp32";

/// Replaces the GPU's constants of matrix products in full precision by those of its 16-bit products, of which only the
/// efficiencies are fitted: whole steps hardly depend on the others.
KernelFit& fullPrecision(Gpu& gpu, const Catalog& catalog)
{
    std::erase_if(gpu.kernels, [](const KernelFit& fit) {
        return fit.kernel == KernelClass::Gemm && fit.variant == kFullPrecision;
    });
    KernelFit fit;
    fit.variant = kFullPrecision;
    fit.measuredAs = gpu.measuredAs.empty() ? gpu.name : gpu.measuredAs.front();
    const KernelChoice half = chooseKernel(catalog, gpu, {KernelClass::Gemm, "bf16", {}, {}});
    fit.values = half.fit ? half.fit->values : typicalConstants(KernelClass::Gemm);
    return *gpu.kernels.insert(gpu.kernels.begin(), fit);
}

void apply(SoftwareStack& stack, KernelFit& gemm, const ConstantValues& values)
{
    stack.decoderLayerLaunch = values[kLayer];
    stack.crossAttentionLaunch = values[kCross];
    stack.kvTraffic = values[kTraffic];
    stack.overlapNorm = values[kNorm];
    stack.encoderFixed = values[kEncoder];
    // Whole steps do not tell tiles of 128 from tiles of 64.
    std::size_t i = 0;
    for (const ConstantInfo& row : kernelConstants(KernelClass::Gemm)) {
        if (row.key.starts_with("efficiency_"))
            gemm.values[i] = values[kEfficiency];
        ++i;
    }
}

ErrorBand rounded(ErrorBand band)
{
    return {roundedConstant(band.median), roundedConstant(band.p90)};
}

} // namespace

std::span<const ConstantInfo> launchConstants()
{
    return kLaunch;
}

LaunchFit fitLaunches(const Catalog& catalog, std::size_t stack, std::size_t gpu, std::span<const MeasuredDesign> rows,
                      const RobustFitOptions& options)
{
    Catalog trial = catalog;
    SoftwareStack& software = trial.stacks[stack];
    KernelFit& gemm = fullPrecision(trial.gpus[gpu], catalog);
    std::vector<MeasuredValue> values;
    for (const MeasuredDesign& row : rows)
        values.push_back({row.measured, row.heldOut, row.scatter});
    ConstantValues start{};
    std::transform(kLaunch.begin(), kLaunch.end(), start.begin(), [](const ConstantInfo& row) { return row.typical; });

    LaunchFit fit;
    fit.result = fitRobustly(
        kLaunch, start, values,
        [&](std::size_t i, const ConstantValues& constants) {
            apply(software, gemm, constants);
            return simulate(rows[i].design, trial)[rows[i].metric];
        },
        options);
    std::transform(fit.result.values.begin(), fit.result.values.end(), fit.result.values.begin(), roundedConstant);
    fit.result.fit = rounded(fit.result.fit);
    fit.result.holdOut = rounded(fit.result.holdOut);
    fit.result.pooled = rounded(fit.result.pooled);
    apply(software, gemm, fit.result.values);
    gemm.rows = rows.size();
    gemm.apart = fit.result.apart;
    gemm.fit = fit.result.fit;
    gemm.holdOut = fit.result.holdOut;
    gemm.pooled = fit.result.pooled;
    const ErrorBand band = seenError(gemm);
    software.launchErrorMedian = band.median;
    software.launchErrorP90 = band.p90;
    fit.stack = software;
    fit.gemm = gemm;
    return fit;
}

} // namespace ralmscope
