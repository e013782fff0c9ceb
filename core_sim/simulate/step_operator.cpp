// SPDX-License-Identifier: GPL-3.0-or-later
#include "step_operator.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace ralmscope {

namespace {

constexpr std::array<std::string_view, kOperatorKindCount> kNames{"Norm",
                                                                  "QKV projection",
                                                                  "Query up-projection",
                                                                  "Key, value up-projection",
                                                                  "Key absorption",
                                                                  "Rotary embedding",
                                                                  "Attention",
                                                                  "Cache moves",
                                                                  "Value up-projection",
                                                                  "Output projection",
                                                                  "Mamba in-projection",
                                                                  "Mamba convolution",
                                                                  "Mamba state update",
                                                                  "Mamba scan",
                                                                  "Mamba out-projection",
                                                                  "Cross-attention K/V",
                                                                  "Cross query projection",
                                                                  "Cross-attention",
                                                                  "Cross output projection",
                                                                  "FFN up",
                                                                  "Activation",
                                                                  "FFN down",
                                                                  "Experts up",
                                                                  "Experts down",
                                                                  "Shared expert up",
                                                                  "Shared expert down",
                                                                  "All-reduce",
                                                                  "Send, receive",
                                                                  "LM head"};

bool sameShape(const StepOperator& a, const StepOperator& b)
{
    if (a.kind != b.kind || a.call.index() != b.call.index())
        return false;
    if (const auto* gemm = std::get_if<GemmCall>(&a.call)) {
        const GemmCall& other = std::get<GemmCall>(b.call);
        return gemm->m == other.m && gemm->n == other.n && gemm->k == other.k;
    }
    if (const auto* attention = std::get_if<AttentionCall>(&a.call)) {
        const AttentionCall& other = std::get<AttentionCall>(b.call);
        return attention->batch == other.batch && attention->newTokens == other.newTokens;
    }
    if (const auto* latent = std::get_if<LatentAttentionCall>(&a.call)) {
        const LatentAttentionCall& other = std::get<LatentAttentionCall>(b.call);
        return latent->batch == other.batch && latent->newTokens == other.newTokens;
    }
    if (const auto* elementwise = std::get_if<ElementwiseCall>(&a.call))
        return elementwise->bytes == std::get<ElementwiseCall>(b.call).bytes;
    return std::get<CollectiveCall>(a.call).bytes == std::get<CollectiveCall>(b.call).bytes;
}

std::string timesText(double times)
{
    return times > 1.0 ? fmt::format(", {:.0f} times", times) : std::string();
}

} // namespace

std::string_view operatorName(OperatorKind kind)
{
    return kNames[static_cast<std::size_t>(kind)];
}

Stage stageOf(OperatorKind kind)
{
    switch (kind) {
    case OperatorKind::Attention:
    case OperatorKind::CacheMoves:
    case OperatorKind::StateScan:
    case OperatorKind::CrossAttention:
        return Stage::Attention;
    case OperatorKind::Norm:
    case OperatorKind::Rotary:
    case OperatorKind::Convolution:
    case OperatorKind::Activation:
        return Stage::Elementwise;
    case OperatorKind::StateUpdate:
        return Stage::Recurrence;
    case OperatorKind::AllReduce:
    case OperatorKind::SendReceive:
        return Stage::Communication;
    default:
        return Stage::FullyConnected;
    }
}

std::string shapeText(const StepOperator& work)
{
    std::string text;
    if (const auto* gemm = std::get_if<GemmCall>(&work.call))
        text = fmt::format("{:.4g} × {:.0f} × {:.0f}", gemm->m, gemm->n, gemm->k);
    else if (const auto* attention = std::get_if<AttentionCall>(&work.call))
        text = fmt::format("{:.0f} sequences, {:.0f} heads ({:.0f} KV), {:.0f} + {:.0f} tokens", attention->batch,
                           attention->heads, attention->kvHeads, attention->context, attention->newTokens);
    else if (const auto* latent = std::get_if<LatentAttentionCall>(&work.call))
        text = fmt::format("{:.0f} sequences, {:.0f} heads (one latent), {:.0f} + {:.0f} tokens", latent->batch,
                           latent->heads, latent->context, latent->newTokens);
    else if (const auto* elementwise = std::get_if<ElementwiseCall>(&work.call))
        text = fmt::format("{:.3g} MB", 1e-6 * elementwise->bytes);
    else
        text = fmt::format("{:.3g} MB per GPU", 1e-6 * std::get<CollectiveCall>(work.call).bytes);
    return text + timesText(work.times);
}

void sortOperators(StepOperators& operators)
{
    std::stable_sort(operators.begin(), operators.end(),
                     [](const StepOperator& a, const StepOperator& b) { return a.kind < b.kind; });
}

void addOperator(StepOperators& operators, const StepOperator& added)
{
    const auto same = std::find_if(operators.begin(), operators.end(),
                                   [&](const StepOperator& entry) { return sameShape(entry, added); });
    if (same == operators.end()) {
        operators.push_back(added);
        return;
    }
    const double weight = added.times / (same->times + added.times);
    if (auto* attention = std::get_if<AttentionCall>(&same->call))
        attention->context += weight * (std::get<AttentionCall>(added.call).context - attention->context);
    else if (auto* latent = std::get_if<LatentAttentionCall>(&same->call))
        latent->context += weight * (std::get<LatentAttentionCall>(added.call).context - latent->context);
    same->times += added.times;
    same->seconds += added.seconds;
    same->flops += added.flops;
    same->bytes += added.bytes;
}

double secondsOf(const StepOperators& operators, Stage stage)
{
    double sum = 0.0;
    for (const StepOperator& entry : operators)
        sum += stageOf(entry.kind) == stage ? entry.seconds : 0.0;
    return sum;
}

} // namespace ralmscope
