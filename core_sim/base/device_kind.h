// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string_view>

namespace ralmscope {

/// The kinds of hardware pool a system is made of. Colours, breakdowns and utilisation are all keyed by it.
enum class DeviceKind
{
    Gpu,
    Cpu,
    Fpga,
    Pim,
    Network
};

inline constexpr std::size_t kDeviceKindCount = 5;

/// Name as shown to people: "GPU", "CPU", "FPGA", "PIM", "network".
std::string_view deviceKindName(DeviceKind kind);

} // namespace ralmscope
