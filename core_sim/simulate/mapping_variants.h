// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog.h"
#include "design_point.h"

#include <string>
#include <vector>

namespace ralmscope {

/// The same hardware and load under another mapping.
struct MappingVariant
{
    DesignPoint design;
    std::string name; ///< what it maps where, in the words of the parameter table: "Attention PIM, FC dynamic"
    bool isCurrent = false; ///< it is the design that was asked for
};

/// Every mapping of attention and fully connected layers that the design's hardware can run, the design's own among
/// them, for a comparison as bars: simulate() each. Mappings that do not fit are in the list; their result says why.
/// Pure; for a chart, it allocates.
std::vector<MappingVariant> mappingVariants(const DesignPoint& design, const Catalog& catalog);

} // namespace ralmscope
