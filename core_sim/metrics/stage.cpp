// SPDX-License-Identifier: GPL-3.0-or-later
#include "stage.h"

#include <algorithm>
#include <array>

namespace ralmscope {

namespace {

constexpr std::array<std::string_view, kStageCount> kStageIds{
    "lm_decode",    "lm_encode", "cross_attention", "index_scan", "code_scan",
    "lookup_table", "transfer",  "search_path",     "queueing",   "idle"};
constexpr std::array<std::string_view, kStageCount> kStageNames{
    "LM step",        "Encoder",  "Cross-attention K/V", "Index scan", "Code scan",
    "Look-up tables", "Transfer", "Search path",         "Queueing",   "Idle"};
constexpr std::array<std::string_view, kDeviceKindCount> kDeviceIds{"gpu", "cpu", "fpga", "pim", "network"};

template <typename Enum, std::size_t N>
std::optional<Enum> position(const std::array<std::string_view, N>& names, std::string_view name)
{
    const auto found = std::find(names.begin(), names.end(), name);
    if (found == names.end())
        return std::nullopt;
    return static_cast<Enum>(found - names.begin());
}

} // namespace

std::string_view stageId(Stage stage)
{
    return kStageIds[static_cast<std::size_t>(stage)];
}
std::string_view stageName(Stage stage)
{
    return kStageNames[static_cast<std::size_t>(stage)];
}
std::optional<Stage> stageFromId(std::string_view id)
{
    return position<Stage>(kStageIds, id);
}
std::string_view deviceKindId(DeviceKind kind)
{
    return kDeviceIds[static_cast<std::size_t>(kind)];
}
std::optional<DeviceKind> deviceKindFromId(std::string_view id)
{
    return position<DeviceKind>(kDeviceIds, id);
}

} // namespace ralmscope
