// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_entry.h"
#include "pim_organisation.h"
#include "pim_placement.h"
#include "provenance.h"

#include <array>

namespace ralmscope {

/// Memory with processing units inside: an HBM stack, a GDDR6 card, a CXL module. Counts, SI units otherwise.
struct PimStack : CatalogEntry
{
    double channels = 0.0; ///< each works on one attention head at a time
    double pseudoChannels = 1.0; ///< per channel
    double ranks = 1.0;
    double bankGroups = 1.0; ///< per rank and pseudo-channel
    double banksPerGroup = 1.0;
    double accessBytes = 0.0; ///< of one column access, the input width of a unit
    double rowAccesses = 0.0; ///< column accesses in an open row
    double capacityBytes = 0.0;
    double externalBandwidth = 0.0; ///< B/s to whatever it is attached to; also the rate of its softmax unit
    /// Where it holds weights it is the memory of the GPU beside it, in place of the GPU's own.
    bool processorMemory = false;
    Source organisation;

    double units = 1.0; ///< xPyB as built: `units` processing units share `unitBanks` banks
    double unitBanks = 1.0;
    double macsPerAccess = 0.0; ///< multiply-adds of one unit per access
    double rowsPerRead = 1.0; ///< rows of activations that one read of weights serves
    double bankRate = 0.0; ///< Hz, accesses of one bank; 0: as the MAC commands of its placements follow each other
    double efficiency = 0.0; ///< of that rate while streaming; 0: from row switches and refresh of its timing
    double operatorLatency = 0.0; ///< s of command and drain per fully connected operator
    Source unitSource;

    double dies = 0.0; ///< area rule of other organisations; 0 dies: not known, banks stay as they are
    double bankArea = 0.0; ///< m2
    double unitArea = 0.0; ///< m2
    double dieArea = 0.0; ///< m2, limit
    double dieGroupBanks = 0.0; ///< banks of one bank group on a die
    double dieBankGroups = 0.0; ///< of a die without units
    Source area;

    double powerBudget = 0.0; ///< W; 0: no limit known
    double idlePower = 0.0; ///< W, refresh included; drawn at all times
    Source power;

    double linkBandwidth = 0.0; ///< B/s per stack and direction between it and the processors
    double linkLatency = 0.0; ///< s per transfer
    double linkEnergy = 0.0; ///< J/B
    Source link;

    double clockPeriod = 0.0; ///< timing: s, and cycles of it
    double readToPrecharge = 0.0;
    double precharge = 0.0;
    double activate = 0.0;
    double activeRow = 0.0;
    double refreshInterval = 0.0;
    double refreshCycle = 0.0;
    Source timingSource;

    PimPlacement builtPlacement = PimPlacement::Bank;
    /// By PimPlacement, from command-level simulation; without MAC gap where there is none. Then keys and values stream
    /// at the bank rate.
    std::array<PimPlacementSpec, kPimPlacements> placements;
    Source attentionFit;

    double readEnergy = 0.0; ///< J/B from the cells to a unit, where there are no placements
    double interposerEnergy = 0.0; ///< J/B of operands from outside the stack
    double movementEnergy = 0.0; ///< J/B between the buffer die and the units
    double macEnergy = 0.0; ///< J per multiply-add
    double bufferEnergy = 0.0; ///< J/B of the buffer die's SRAM
    Source energy;

    std::string dramAs; ///< id of the stack whose timing, placements and energy this one shares; empty: its own

    const PimPlacementSpec& placement(PimPlacement which) const { return placements[static_cast<std::size_t>(which)]; }
    const PimMode& mode(PimPlacement which, bool powerLimited) const
    {
        return powerLimited ? placement(which).limited : placement(which).unlimited;
    }
    /// Whether this placement was simulated command by command.
    bool hasCommands(PimPlacement which) const { return placement(which).limited.macGap > 0.0; }
    double banks() const { return channels * pseudoChannels * ranks * bankGroups * banksPerGroup; }
    PimOrganisation builtOrganisation() const { return {units, unitBanks}; }
    DramTiming timing() const
    {
        return {clockPeriod, readToPrecharge, precharge, activate, activeRow, refreshInterval, refreshCycle};
    }
    /// Copies timing, placements and energies with the tags of their sources; the fingerprint then depends on both.
    void takeDramOf(const PimStack& other);
    PimDie die() const { return {bankArea, unitArea, dieArea, dieGroupBanks, dieBankGroups}; }
};

} // namespace ralmscope
