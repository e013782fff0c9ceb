// SPDX-License-Identifier: GPL-3.0-or-later
#include "device_kind.h"

#include <array>

namespace ralmscope {

std::string_view deviceKindName(DeviceKind kind)
{
    static constexpr std::array<std::string_view, kDeviceKindCount> names{"GPU", "CPU", "FPGA", "PIM", "network"};
    return names[static_cast<std::size_t>(kind)];
}

} // namespace ralmscope
