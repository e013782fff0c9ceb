// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog.h"
#include "design_point.h"
#include "metric.h"

#include <vector>

namespace ralmscope {

/// One change of one parameter that a user could make next: the neighbouring value up or down (twice or half on a
/// logarithmic scale, the next choice otherwise).
struct Step
{
    Parameter parameter = Parameter::Count_;
    double from = 0.0;
    double to = 0.0;
    DesignPoint design; ///< the whole design after the step
};

/// Single steps around a design, for "what would help": only rows that apply, number-valued, in range. Bounded in
/// number.
std::vector<Step> neighbouringSteps(const DesignPoint& design, const Catalog& catalog);

} // namespace ralmscope
