// SPDX-License-Identifier: GPL-3.0-or-later
#include "gpu_kernels.h"

#include <algorithm>
#include <cmath>

namespace ralmscope {

namespace {

constexpr std::array<std::string_view, kKernelClassCount> kClassIds{
    "gemm", "attention-prefill", "attention-decode", "collectives", "elementwise", "power", "end-to-end"};

constexpr std::array<ConstantInfo, 10> kGemm{{
    {"efficiency_128", 0.1, 1.05, 0.8, true, "of peak FLOP/s in tiles of 128"},
    {"efficiency_64", 0.1, 1.05, 0.68, true, "of peak FLOP/s in tiles of 64"},
    {"bandwidth_efficiency", 0.2, 1.05, 0.82, true, "of the memory bandwidth"},
    {"fixed_seconds", 2e-7, 5e-5, 2.5e-06, true, "per kernel"},
    {"tile_seconds", 1e-8, 1e-5, 6e-07, true, "per wave of tiles"},
    {"split_seconds", 2e-7, 1e-5, 2.2e-06, true, "more with split-K"},
    {"wave_quantisation", 0.0, 1.0, 0.3, false, "1: whole waves only"},
    {"l2_speed", 1.0, 8.0, 2, true, "times the memory bandwidth"},
    {"l2_share", 0.2, 3.0, 1, true, "part of the L2 that keeps weights"},
    {"quantise_passes", 0.5, 4.0, 1.8, true, "activation passes of quantisation"},
}};
constexpr std::array<ConstantInfo, 10> kPrefill{{
    {"efficiency", 0.1, 1.05, 0.62, true, "of peak FLOP/s"},
    {"fixed_seconds", 1e-6, 5e-5, 9.5e-06, true, "per kernel"},
    {"path_efficiency", 0.1, 6.0, 1.5, true, "on the longest row of tiles"},
    {"block_seconds", 1e-8, 1e-5, 2e-06, true, "per block of 128 queries"},
    {"extra_tokens", 1.0, 1000.0, 100, true, "masked work"},
    {"kv_efficiency", 0.05, 4.0, 0.3, true, "of the memory bandwidth"},
    {"head_64", 0.3, 1.2, 0.8, true, "efficiency at head dimension 64"},
    {"head_64_path", 0.2, 2.0, 0.6, true, "path efficiency at head dimension 64"},
    {"stream_efficiency", 0.1, 2.0, 0.7, true, "of the memory bandwidth, queries and results"},
    {"l2_share", 0.1, 4.0, 1, true, "part of the L2 that keeps queries and results"},
}};
constexpr std::array<ConstantInfo, 9> kDecode{{
    {"efficiency", 0.2, 1.2, 0.86, true, "of the memory bandwidth"},
    {"fixed_seconds", 1e-6, 5e-5, 7.5e-06, true, "per kernel"},
    {"l2_speed", 1.0, 8.0, 1.6, true, "times the memory bandwidth"},
    {"l2_share", 0.1, 3.0, 0.75, true, "part of the L2 that keeps KV"},
    {"token_seconds", 1e-11, 1e-7, 3e-09, true, "per token on one SM"},
    {"block_seconds", 1e-8, 1e-5, 2.5e-06, true, "per block"},
    {"split_seconds", 1e-8, 2e-5, 1.5e-06, true, "more where the context is split"},
    {"head_token_seconds", 1e-12, 1e-8, 1e-10, true, "per token and further query head"},
    {"head_64", 0.3, 1.5, 0.9, true, "efficiency at head dimension 64"},
}};
constexpr std::array<ConstantInfo, 6> kCollective{{
    {"fixed_seconds", 1e-7, 1e-4, 6e-06, true, "per collective"},
    {"gpu_seconds", 1e-9, 1e-5, 1e-06, true, "per GPU"},
    {"small_efficiency", 0.002, 1.3, 0.3, true, "of the link, low-latency protocol"},
    {"large_seconds", 1e-6, 2e-4, 2e-05, true, "more of the high-bandwidth protocol"},
    {"large_efficiency", 0.002, 1.3, 0.7, true, "of the link, high-bandwidth protocol"},
    {"congestion", 0.0, 2.5, 0.01, false, "exponent of the number of GPUs"},
}};
constexpr std::array<ConstantInfo, 2> kElementwise{{
    {"fixed_seconds", 2e-7, 1e-4, 2.5e-06, true, "per kernel"},
    {"bandwidth_efficiency", 0.05, 1.3, 0.6, true, "of the memory bandwidth"},
}};
constexpr std::array<ConstantInfo, 3> kPower{{
    {"floor", 0.02, 0.6, 0.15, true, "of the board limit"},
    {"per_flop", 0.05, 200.0, 1.5, true, "of the board limit at full FLOP/s"},
    {"per_byte", 0.05, 200.0, 0.8, true, "of the board limit at full bandwidth"},
}};
constexpr std::array<ConstantInfo, 3> kHost{{
    {"step_seconds", 1e-6, 1e-2, 0.001, true, "host time per step"},
    {"sequence_seconds", 1e-7, 1e-3, 5e-05, true, "host time per step and sequence"},
    {"layer_seconds", 1e-7, 1e-3, 3e-05, true, "more per layer with tensor parallelism"},
}};

/// -1: no candidate.
int score(const KernelFit& fit, const KernelQuery& query)
{
    const bool any = fit.variant.empty();
    if (fit.kernel != query.kernel || (!any && variantFamily(fit.variant) != variantFamily(query.variant)))
        return -1;
    int points = any ? 0 : (fit.variant == query.variant ? 64 : 32);
    if (!query.measuredAs.empty() && fit.measuredAs == query.measuredAs)
        points += 16;
    // Links across servers or beyond a bridged pair are for those who ask for them.
    if (query.measuredAs.empty() && isBeyondLink(fit.measuredAs))
        points -= 16;
    if (!query.stack.empty() && fit.stack == query.stack)
        points += 8;
    else if (!query.stack.empty() && stackName(fit.stack) == stackName(query.stack))
        points += 4;
    return points;
}

} // namespace

std::string_view kernelClassId(KernelClass kernel)
{
    return kClassIds[static_cast<std::size_t>(kernel)];
}

std::optional<KernelClass> kernelClassFromId(std::string_view id)
{
    const auto found = std::find(kClassIds.begin(), kClassIds.end(), id);
    if (found == kClassIds.end())
        return std::nullopt;
    return static_cast<KernelClass>(found - kClassIds.begin());
}

std::span<const ConstantInfo> kernelConstants(KernelClass kernel)
{
    switch (kernel) {
    case KernelClass::Gemm:
        return kGemm;
    case KernelClass::PrefillAttention:
        return kPrefill;
    case KernelClass::DecodeAttention:
        return kDecode;
    case KernelClass::Collective:
        return kCollective;
    case KernelClass::Elementwise:
        return kElementwise;
    case KernelClass::BoardPower:
        return kPower;
    case KernelClass::HostOverhead:
        return kHost;
    }
    return {};
}

std::string_view variantFamily(std::string_view variant)
{
    if (variant == "bf16" || variant == "fp16")
        return "16-bit";
    if (variant == "fp8" || variant == "fp8_block" || variant == "int8")
        return "8-bit";
    if (variant == "nvfp4" || variant == "mxfp4" || variant == "fp4" || variant == "int4")
        return "4-bit";
    // One GPU's data comes to all of them, as parts of all do when they gather: what stands in where nobody measured
    // it.
    if (variant == "broadcast")
        return "all_gather";
    return variant;
}

std::string_view stackName(std::string_view stack)
{
    return stack.substr(0, stack.find('/'));
}

bool isBeyondLink(std::string_view measuredAs)
{
    return measuredAs.ends_with("nodes)") || measuredAs.ends_with("beyond a pair");
}

ErrorBand wider(const ErrorBand& a, const ErrorBand& b)
{
    return {std::fmax(a.median, b.median), std::fmax(a.p90, b.p90)};
}

ErrorBand seenError(const KernelFit& fit)
{
    if (fit.apart >= kFewestApart)
        return fit.holdOut;
    return std::isfinite(fit.pooled.median) ? fit.pooled : wider(fit.fit, fit.holdOut);
}

ConstantValues typicalConstants(KernelClass kernel)
{
    ConstantValues values{};
    std::size_t i = 0;
    for (const ConstantInfo& row : kernelConstants(kernel))
        values[i++] = row.typical;
    return values;
}

const KernelFit* bestFit(std::span<const KernelFit> fits, const KernelQuery& query)
{
    const KernelFit* best = nullptr;
    int bestScore = -1;
    for (const KernelFit& fit : fits) {
        const int points = score(fit, query);
        if (points > bestScore) {
            best = &fit;
            bestScore = points;
        }
    }
    return best;
}

bool isExact(const KernelFit& fit, const KernelQuery& query)
{
    return fit.variant == query.variant && fit.measuredAs == query.measuredAs && fit.stack == query.stack;
}

} // namespace ralmscope
