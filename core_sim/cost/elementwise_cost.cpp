// SPDX-License-Identifier: GPL-3.0-or-later
#include "elementwise_cost.h"

#include <cmath>

namespace ralmscope {

double elementwiseSeconds(double bytes, const KernelMachine& machine, const ElementwiseConstants& c)
{
    const double moving = bytes / (machine.memoryBandwidth * c.bandwidthEfficiency);
    return std::sqrt(c.fixed * c.fixed + moving * moving);
}

} // namespace ralmscope
