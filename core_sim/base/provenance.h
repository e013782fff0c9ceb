// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace ralmscope {

/// Where a number comes from. Ordered from most to least trusted, so the worst of several is their maximum.
enum class SourceTag
{
    Measured,
    Published,
    Datasheet,
    Assumed
};

/// "measured", "published", "datasheet" or "assumed".
std::string_view sourceTagName(SourceTag tag);
std::optional<SourceTag> sourceTagFromName(std::string_view name);

/// The source of one group of constants: how it is known and the public place it can be looked up.
struct Source
{
    SourceTag tag = SourceTag::Assumed;
    std::string text; ///< citation: repository path, paper section, data sheet; or the reasoning of an assumption
};

} // namespace ralmscope
