// SPDX-License-Identifier: GPL-3.0-or-later
#include "served_error.h"

#include <array>

namespace ralmscope {

namespace {

constexpr std::array<std::string_view, 2> kIds{"serving-ttft", "serving-tpot"};

} // namespace

std::string_view servedTimeId(ServedTime what)
{
    return kIds[static_cast<std::size_t>(what)];
}

std::optional<ServedTime> servedTimeFromId(std::string_view id)
{
    for (std::size_t i = 0; i < kIds.size(); ++i) {
        if (kIds[i] == id)
            return static_cast<ServedTime>(i);
    }
    return std::nullopt;
}

} // namespace ralmscope
