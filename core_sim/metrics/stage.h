// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_kind.h"

#include <cstddef>
#include <optional>
#include <string_view>

namespace ralmscope {

/// What a part of a token's time or energy is spent on. Idle carries energy only: power drawn while waiting. LmDecode
/// is a whole decoding step, as rows of model version 1 have it.
enum class Stage
{
    LmDecode,
    LmEncode,
    CrossAttention,
    IndexScan,
    CodeScan,
    LookupTable,
    Transfer,
    SearchPath,
    Queueing,
    Idle,
    Prefill,
    FullyConnected,
    Attention,
    Elementwise,
    Communication, ///< collectives, and activations between GPUs and PIM
    Host, ///< launches and host time that kernels do not hide
    Draft,
    Recurrence ///< states of recurrent layers, step by step
};

inline constexpr std::size_t kStageCount = 18;

/// Stable id ("lm_decode") and name as shown to people ("LM step").
std::string_view stageId(Stage stage);
std::string_view stageName(Stage stage);
std::optional<Stage> stageFromId(std::string_view id);

/// Stable lower-case id of a device kind in stored breakdowns ("gpu").
std::string_view deviceKindId(DeviceKind kind);
std::optional<DeviceKind> deviceKindFromId(std::string_view id);

} // namespace ralmscope
