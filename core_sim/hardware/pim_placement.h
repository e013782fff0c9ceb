// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>

namespace ralmscope {

/// Where the processing units of a PIM stack sit, and so how many banks one MAC command reads at once.
enum class PimPlacement
{
    Bank, ///< a unit at every bank: all banks of a channel at once
    BankGroup, ///< a unit at every bank group: the same bank of all groups
    BufferDie ///< a unit per pseudo-channel on the logic die: one bank of each
};
inline constexpr std::size_t kPimPlacements = 3;

/// DRAM timing in cycles of the DRAM clock.
struct DramTiming
{
    double clockPeriod = 0.0; ///< s
    double readToPrecharge = 0.0; ///< nRTPL
    double precharge = 0.0; ///< nRP
    double activate = 0.0; ///< nRCD
    double activeRow = 0.0; ///< nRAS
    double refreshInterval = 0.0; ///< nREFI
    double refreshCycle = 0.0; ///< nRFC
};

/// What head-wise attention costs beside its MAC commands, in cycles, from command-level simulation. A channel works on
/// its heads in pairs, of which one's softmax hides behind the other's MACs; an odd one at the end runs alone.
struct PimAttentionFit
{
    double refresh = 0.0; ///< lost per all-bank refresh
    double refreshSlack = 0.0; ///< after a refresh is due: a run that ends sooner does not wait for it

    double pairFixed = 0.0;
    double pairPerMac = 0.0; ///< per MAC command of one output: queries in, results out
    double pairPerGroup = 0.0; ///< per group of 16 outputs
    double pairReopened = 0.0; ///< if the last MACs of a head reopen the first bank of a group
    double pairTransfer = 0.0; ///< over MAC commands of one output, per move of probabilities beyond those hidden

    double singleFixed = 0.0;
    double singlePerMac = 0.0;
    double singlePerTransfer = 0.0; ///< per move of probabilities: nothing hides them
    double singleReopened = 0.0;

    double fixed = 0.0;
};

/// One way to run a placement: with or without the power limit.
struct PimMode
{
    double macGap = 0.0; ///< cycles between MAC commands
    double bandwidthGain = 0.0; ///< nominal internal over external bandwidth
    PimAttentionFit attention;
};

struct PimPlacementSpec
{
    double channelAccesses = 0.0; ///< accesses of accessBytes that one MAC command makes in its channel
    double readEnergy = 0.0; ///< J/B from the cells to the unit
    PimMode limited; ///< inside the power budget of the stack
    PimMode unlimited;
};

} // namespace ralmscope
