// SPDX-License-Identifier: GPL-3.0-or-later
#include "pim_stack.h"

#include <bit>

namespace ralmscope {

void PimStack::takeDramOf(const PimStack& other)
{
    clockPeriod = other.clockPeriod;
    readToPrecharge = other.readToPrecharge;
    precharge = other.precharge;
    activate = other.activate;
    activeRow = other.activeRow;
    refreshInterval = other.refreshInterval;
    refreshCycle = other.refreshCycle;
    timingSource.tag = other.timingSource.tag;
    placements = other.placements;
    attentionFit.tag = other.attentionFit.tag;
    readEnergy = other.readEnergy;
    interposerEnergy = other.interposerEnergy;
    movementEnergy = other.movementEnergy;
    macEnergy = other.macEnergy;
    bufferEnergy = other.bufferEnergy;
    energy.tag = other.energy.tag;
    fingerprint ^= std::rotl(other.fingerprint, 17);
}

} // namespace ralmscope
