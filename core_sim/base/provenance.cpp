// SPDX-License-Identifier: GPL-3.0-or-later
#include "provenance.h"

#include <array>

namespace ralmscope {

namespace {
constexpr std::array<std::string_view, 4> kNames{"measured", "published", "datasheet", "assumed"};
}

std::string_view sourceTagName(SourceTag tag)
{
    return kNames[static_cast<std::size_t>(tag)];
}

std::optional<SourceTag> sourceTagFromName(std::string_view name)
{
    for (std::size_t i = 0; i < kNames.size(); ++i) {
        if (kNames[i] == name)
            return static_cast<SourceTag>(i);
    }
    return std::nullopt;
}

} // namespace ralmscope
