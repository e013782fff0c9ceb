// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "attacc_point.h"

#include <span>
#include <string_view>

namespace ralmscope::attacc {

/// Seconds of the layers of one pass through the whole model.
struct PassTime
{
    double qkv = 0.0;
    double projection = 0.0;
    double feedForward = 0.0;
    double attention = 0.0; ///< score and context
    double softmax = 0.0;
    double activation = 0.0;
    double norm = 0.0;
    double gpuToGpu = 0.0; ///< all-reduce
    double toAttention = 0.0; ///< between GPUs and the device of attention, what is left exposed

    double fullyConnected() const { return qkv + projection + feedForward; }
    double communication() const { return gpuToGpu + toAttention; }
    double total() const { return fullyConnected() + attention + softmax + activation + norm + communication(); }
};

/// Joules by the level that spends them.
struct LevelEnergy
{
    double dram = 0.0;
    double l2 = 0.0;
    double l1 = 0.0;
    double registers = 0.0;
    double arithmetic = 0.0;

    double onChip() const { return l2 + l1 + registers + arithmetic; } ///< what the simulator calls compute
    LevelEnergy& operator+=(const LevelEnergy& other);
    LevelEnergy scaled(double factor) const;
};

/// Joules of one decoding step of the whole batch, all devices.
struct StepEnergy
{
    LevelEnergy fullyConnected;
    LevelEnergy attention; ///< with softmax
    LevelEnergy other; ///< activation and norms
    double communication = 0.0;

    LevelEnergy levels() const;
    double total() const;
};

struct Outcome
{
    double requiredBytes = 0.0;
    double capacityBytes = 0.0; ///< of all pools together, as the simulator reports it
    PassTime prefill;
    PassTime step; ///< mean over the decoding steps
    StepEnergy stepEnergy; ///< mean over the decoding steps

    bool fits() const { return requiredBytes <= capacityBytes; } ///< reported and never enforced
};

/// What the AttAcc simulator says of a point: its tile search, utilisation rules, overlap algebra and energy table, the
/// oddities included, with cycles of pim_cost in the place of its DRAM simulation. The mean over decoding steps is
/// taken at a few of them.
/// @param stack of the catalog, kStackId For our own physics use simulate(). Pure, a few microseconds.
Outcome evaluate(const Point& asked, const PimStack& stack);

/// What this mode does because the simulator does, and a model should not: shown where the mode is chosen.
std::span<const std::string_view> oddities();

} // namespace ralmscope::attacc
