// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kernel_work.h"
#include "latent_attention.h"
#include "stage.h"

#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace ralmscope {

/// Operators of a transformer's step, about in the order in which a layer runs them.
enum class OperatorKind
{
    Norm,
    QkvProjection, ///< of latent attention, to the latents
    QueryUp, ///< queries of the heads from their latent
    KeyValueUp, ///< keys and values of the heads from latents
    KeyAbsorption, ///< queries that meet the latents themselves
    Rotary,
    Attention, ///< over the sequence's own context
    CacheMoves, ///< of software that moves the KV cache more than once
    ValueUp, ///< sums of latents to values of the heads
    OutputProjection,
    RecurrentIn,
    Convolution,
    StateUpdate, ///< of a recurrent layer, token by token
    StateScan, ///< the same over whole prompts
    RecurrentOut,
    CrossKeys,
    CrossQuery,
    CrossAttention,
    CrossOutput,
    FfnUp, ///< with the gate, where there is one
    Activation,
    FfnDown,
    ExpertUp,
    ExpertDown,
    SharedUp,
    SharedDown,
    AllReduce,
    SendReceive,
    LmHead
};

inline constexpr std::size_t kOperatorKindCount = 29;

std::string_view operatorName(OperatorKind kind); ///< as shown to people: "QKV projection"
/// The part of a step that its seconds belong to: FullyConnected, Attention, Elementwise or Communication.
Stage stageOf(OperatorKind kind);

/// All kernels of one kind in one step, as one GPU sees them.
struct StepOperator
{
    OperatorKind kind = OperatorKind::Norm;
    double times = 0.0; ///< kernels, in all layers
    /// One of them.
    std::variant<GemmCall, AttentionCall, ElementwiseCall, CollectiveCall, LatentAttentionCall> call;
    double seconds = 0.0; ///< of all of them
    double flops = 0.0; ///< element-wise kernels too, by convention; sums of a step leave those out
    double bytes = 0.0; ///< of memory traffic
};

/// Its shape on one GPU and how often it runs: "32 × 1280 × 8192, 80 times".
std::string shapeText(const StepOperator& work);

using StepOperators = std::vector<StepOperator>;

/// Adds an operator; kernels of the same kind and shape become one entry, attention over several contexts the mean.
void addOperator(StepOperators& operators, const StepOperator& added);

/// In the order of the kinds.
void sortOperators(StepOperators& operators);

/// Seconds of the operators that belong to a stage.
double secondsOf(const StepOperators& operators, Stage stage);

} // namespace ralmscope
