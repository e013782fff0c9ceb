// SPDX-License-Identifier: GPL-3.0-or-later
#include "gpu_board_power.h"

#include <algorithm>

namespace ralmscope {

double boardPowerWatts(const Utilisation& use, const KernelMachine& machine, const PowerConstants& c)
{
    const double demand = c.floor + c.perFlop * use.flops + c.perByte * use.bandwidth;
    return machine.boardPower * std::min(1.0, demand);
}

} // namespace ralmscope
