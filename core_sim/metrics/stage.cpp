// SPDX-License-Identifier: GPL-3.0-or-later
#include "stage.h"

#include "name_list.h"

#include <array>

namespace ralmscope {

namespace {

constexpr std::array<std::string_view, kStageCount> kStageIds{
    "lm_decode", "lm_encode",   "cross_attention", "index_scan", "code_scan", "lookup_table",
    "transfer",  "search_path", "queueing",        "idle",       "prefill",   "fully_connected",
    "attention", "elementwise", "communication",   "host",       "draft",     "recurrence"};
constexpr std::array<std::string_view, kStageCount> kStageNames{
    "LM step",           "Encoder",     "Cross-attention K/V", "Index scan",        "Code scan",
    "Look-up tables",    "Transfer",    "Search path",         "Queueing",          "Idle",
    "Prefill",           "FC layers",   "Attention",           "Norms, activation", "Collectives, links",
    "Host and launches", "Draft model", "State updates"};
constexpr std::array<std::string_view, kDeviceKindCount> kDeviceIds{"gpu", "cpu", "fpga", "pim", "network"};

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
    return fromName<Stage>(kStageIds, id);
}
std::string_view deviceKindId(DeviceKind kind)
{
    return kDeviceIds[static_cast<std::size_t>(kind)];
}
std::optional<DeviceKind> deviceKindFromId(std::string_view id)
{
    return fromName<DeviceKind>(kDeviceIds, id);
}

} // namespace ralmscope
