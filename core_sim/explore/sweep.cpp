// SPDX-License-Identifier: GPL-3.0-or-later
#include "sweep.h"

#include "value_text.h"

#include <limits>

namespace ralmscope {

std::uint64_t Sweep::size() const
{
    std::uint64_t size = 1;
    for (const Axis& axis : axes) {
        const std::uint64_t count = axis.values.size();
        // Larger than any grid that could be evaluated: say "as large as can be" rather than wrap around.
        if (count != 0 && size > std::numeric_limits<std::uint64_t>::max() / count)
            return std::numeric_limits<std::uint64_t>::max();
        size *= count;
    }
    return size;
}

std::vector<double> Sweep::axisValues(std::uint64_t ordinal) const
{
    std::vector<double> values(axes.size());
    for (std::size_t i = axes.size(); i-- > 0;) {
        const std::uint64_t count = axes[i].values.size();
        values[i] = axes[i].values[ordinal % count];
        ordinal /= count;
    }
    return values;
}

DesignPoint Sweep::at(std::uint64_t ordinal) const
{
    DesignPoint design = base;
    const std::vector<double> values = axisValues(ordinal);
    // Catalog axes first: choosing an entry resets what the old one supplied, which must not undo another axis.
    for (const bool catalogAxes : {true, false}) {
        for (std::size_t i = 0; i < axes.size(); ++i) {
            if ((info(axes[i].parameter).type == ParameterType::Catalog) == catalogAxes)
                setByUser(design, axes[i].parameter, values[i]);
        }
    }
    return design;
}

} // namespace ralmscope
