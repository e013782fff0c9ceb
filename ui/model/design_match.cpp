// SPDX-License-Identifier: GPL-3.0-or-later
#include "design_match.h"

#include "parameter_table.h"
#include "resolved_design.h"

namespace ralmscope {

ParameterMask applicableParameters(const DesignPoint& design)
{
    ParameterMask mask;
    for (const ParameterInfo& row : parameterTable())
        mask[static_cast<std::size_t>(row.parameter)] = applies(row, design);
    return mask;
}

bool agree(const DesignPoint& a, const DesignPoint& b, const ParameterMask& mask)
{
    for (std::size_t i = 0; i < kParameterCount; ++i) {
        const auto parameter = static_cast<Parameter>(i);
        const bool same = a[parameter] == b[parameter] || (a.isAuto(parameter) && b.isAuto(parameter));
        if (mask[i] && !same)
            return false;
    }
    return true;
}

bool sameSystem(const DesignPoint& a, const DesignPoint& b, const Catalog& catalog)
{
    const DesignPoint first = explicitDesign(resolve(a, catalog));
    return agree(first, explicitDesign(resolve(b, catalog)), applicableParameters(first));
}

} // namespace ralmscope
