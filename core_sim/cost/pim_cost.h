// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pim_stack.h"

namespace ralmscope {

/// Decode attention of one step in one stack: `heads` pairs of request and attention head, each against its own keys
/// and values of `context` tokens.
struct PimAttention
{
    PimPlacement placement = PimPlacement::Bank;
    bool powerLimited = true;
    double headDimension = 128.0;
    double wordBytes = 2.0;
    double heads = 0.0;
    double context = 0.0;

    double bankGroups = 0.0; ///< that the stack is built with; 0: all of its entry
    double gapFactor = 1.0; ///< on the MAC gap: banks that share a unit
    double passes = 1.0; ///< of every MAC, one per query beyond those that the units of a bank take together
    double openings = 1.0; ///< of every row, fewer than passes where an open row serves several
};

/// Commands of a whole stack.
struct PimCommands
{
    double writeQuery = 0.0; ///< WRGB: queries to the units
    double mac = 0.0;
    double moveResult = 0.0; ///< MVSB: results to the buffer die
    double moveProbability = 0.0; ///< MVGB: probabilities to the units
    double softmax = 0.0; ///< SFM
};

/// Cycles of the DRAM clock. A head runs in one channel, the channels of a stack side by side, so heads go in
/// ceil(heads / channels) iterations; two iterations are paired and softmax of one hides behind the other. Keys and
/// values of one head are cut over pseudo-channels, ranks, bank groups (and banks). Charged: the MAC gap per MAC
/// command, the bubble of an all-bank row switch, the transfers that stay exposed, refresh. Pure; some 20 ns.
double pimAttentionCycles(const PimStack& stack, const PimAttention& work);
double pimAttentionSeconds(const PimStack& stack, const PimAttention& work);

/// Commands as AttAcc's trace generator issues them: the second head of an unfilled pair repeats the first one's
/// context commands.
PimCommands pimAttentionCommands(const PimStack& stack, const PimAttention& work);

/// Joules of the commands: cells to units, operands and results between units and buffer die. No arithmetic.
/// @param movementFactor on everything but the read itself; 1 is physics
double pimCommandEnergy(const PimStack& stack, PimPlacement placement, const PimCommands& commands,
                        double movementFactor = 1.0);

} // namespace ralmscope
