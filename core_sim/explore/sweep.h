// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "axis.h"

#include <cstdint>
#include <vector>

namespace ralmscope {

/// A grid of design points: a base and the axes varied around it. Points are numbered with the last axis fastest.
struct Sweep
{
    DesignPoint base;
    std::vector<Axis> axes;

    std::uint64_t size() const;
    /// Axis values of point `ordinal`, in axis order. Precondition: ordinal < size().
    std::vector<double> axisValues(std::uint64_t ordinal) const;
    DesignPoint at(std::uint64_t ordinal) const;
};

} // namespace ralmscope
