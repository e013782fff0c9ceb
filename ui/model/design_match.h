// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog.h"
#include "design_point.h"

#include <bitset>

namespace ralmscope {

using ParameterMask = std::bitset<kParameterCount>;

/// Parameters that can change a result of the design.
ParameterMask applicableParameters(const DesignPoint& design);

/// Equal in every parameter of the mask; values as they are.
bool agree(const DesignPoint& a, const DesignPoint& b, const ParameterMask& mask);

/// The same system doing the same work: equal, automatic values filled in, in everything that applies.
bool sameSystem(const DesignPoint& a, const DesignPoint& b, const Catalog& catalog);

} // namespace ralmscope
