// SPDX-License-Identifier: GPL-3.0-or-later
#include "provenance.h"

#include "name_list.h"

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
    return fromName<SourceTag>(kNames, name);
}

} // namespace ralmscope
