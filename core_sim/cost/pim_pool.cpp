// SPDX-License-Identifier: GPL-3.0-or-later
#include "pim_pool.h"

#include "pim_cost.h"

#include <algorithm>
#include <cmath>

namespace ralmscope {

namespace {

constexpr double kSoftmaxOps = 5.0; // per element, as on GPUs in the AttAcc simulator

/// How cell contents reach the units of one stack.
struct Stream
{
    double accesses = 0.0; ///< per second, all banks together
    double rowSwitch = 0.0; ///< s that a bank loses with every row it opens
    double share = 1.0; ///< of the time that refresh leaves
};

/// Accesses of one stack that a MAC command of all its channels makes.
double accessesAtATime(const PimPool& pool)
{
    switch (pool.placement) {
    case PimPlacement::Bank:
        return pool.banks;
    case PimPlacement::BankGroup:
        return pool.banks / pool.stack->banksPerGroup;
    case PimPlacement::BufferDie:
        return pool.stack->channels * pool.stack->pseudoChannels;
    }
    return 0.0;
}

Stream streamOf(const PimPool& pool)
{
    const PimStack& stack = *pool.stack;
    Stream stream;
    if (!stack.hasCommands(pool.placement)) {
        stream.accesses = pool.banks * stack.bankRate;
        stream.share = stack.efficiency;
        return stream;
    }
    const PimMode& mode = stack.mode(pool.placement, pool.powerLimited);
    const double commands = stack.bankRate > 0.0 ? stack.bankRate : 1.0 / (mode.macGap * stack.clockPeriod);
    stream.accesses = accessesAtATime(pool) * commands;
    stream.share = 1.0 - mode.attention.refresh / stack.refreshInterval;
    // Beyond the bank level the next bank opens its row meanwhile.
    if (pool.placement == PimPlacement::Bank)
        stream.rowSwitch = std::max(
            0.0, (stack.readToPrecharge + stack.precharge + stack.activate) * stack.clockPeriod - 1.0 / commands);
    if (stack.efficiency > 0.0) {
        stream.share = stack.efficiency;
        stream.rowSwitch = 0.0;
    }
    return stream;
}

double readEnergyOf(const PimPool& pool)
{
    const PimStack& stack = *pool.stack;
    return stack.hasCommands(pool.placement) ? stack.placement(pool.placement).readEnergy : stack.readEnergy;
}

/// Rows of activations that the units of a bank take at a time; below one where banks share a unit.
double rowsAtATime(const PimPool& pool)
{
    return pool.units.unitsPerBank();
}

/// Turns over the cells until `rows` rows are served.
double passes(const PimPool& pool, double rows)
{
    const double together = rowsAtATime(pool);
    return together >= 1.0 ? std::ceil(rows / together) : std::ceil(rows) / together;
}

/// Reads of every cell: fewer than passes where units or buffers keep what was read.
double reads(const PimPool& pool, double rows)
{
    return std::ceil(rows / std::max({1.0, pool.stack->rowsPerRead, rowsAtATime(pool)}));
}

/// Seconds in which a stack that spends `joules` stays within its budget.
double withinBudget(const PimPool& pool, double seconds, double joules)
{
    const double budget = pool.stack->powerBudget - pool.stack->idlePower;
    return pool.powerLimited && budget > 0.0 ? std::max(seconds, joules / budget) : seconds;
}

/// The gap between accesses of a bank where the stack has a rate of its own, over that of the simulated stack.
double gapOfBankRate(const PimPool& pool)
{
    const PimStack& stack = *pool.stack;
    if (stack.bankRate <= 0.0 || !stack.hasCommands(pool.placement))
        return 1.0;
    return 1.0 / (stack.bankRate * stack.clockPeriod * stack.mode(pool.placement, pool.powerLimited).macGap);
}

/// Energy of one head's score, softmax and context for all its queries.
double headEnergy(const PimPool& pool, const PimHeads& heads, const PimAttention& work)
{
    const PimStack& stack = *pool.stack;
    const double elements = heads.context * heads.queries;
    const double arithmetic = stack.macEnergy * elements * (2.0 * heads.headDimension + kSoftmaxOps / 2.0)
        + stack.bufferEnergy * 2.0 * elements * heads.wordBytes;
    const double served = reads(pool, heads.queries);
    if (!stack.hasCommands(pool.placement))
        return arithmetic + served * readEnergyOf(pool) * 2.0 * heads.context * heads.headDimension * heads.wordBytes;
    PimAttention one = work;
    one.heads = 1.0;
    const PimCommands commands = pimAttentionCommands(stack, one);
    PimCommands moves = commands;
    moves.mac = 0.0;
    PimCommands macs;
    macs.mac =
        commands.mac * accessesAtATime(pool) / (stack.channels * stack.placement(pool.placement).channelAccesses);
    return arithmetic + served * pimCommandEnergy(stack, pool.placement, macs)
        + heads.queries * pimCommandEnergy(stack, pool.placement, moves);
}

} // namespace

PimCost operator+(const PimCost& a, const PimCost& b)
{
    return {a.seconds + b.seconds, a.joules + b.joules, a.flops + b.flops, a.bytes + b.bytes};
}

double PimPool::nominalRate() const
{
    return streamOf(*this).accesses * stack->accessBytes * std::min(1.0, units.unitsPerBank());
}

double PimPool::peakFlops() const
{
    return 2.0 * stack->macsPerAccess * streamOf(*this).accesses * units.unitsPerBank();
}

PimPool pimPool(const PimStack& stack, double stacks, const PimOrganisation& units, PimPlacement placement,
                bool powerLimited)
{
    PimPool pool{&stack, stacks, units, stack.banks(), placement, powerLimited};
    if (stack.dies > 0.0 && units.unitsPerBank() != stack.builtOrganisation().unitsPerBank())
        pool.banks = stack.dies * banksPerDie(stack.die(), units);
    return pool;
}

PimCost pimFullyConnected(const PimPool& pool, const PimMatrices& matrices, double rows)
{
    const PimStack& stack = *pool.stack;
    const Stream stream = streamOf(pool);
    const double accesses = matrices.weightBytes / pool.stacks / stack.accessBytes;
    const double served = reads(pool, rows);
    const double perBank = accesses / pool.banks;
    PimCost cost;
    cost.flops = 2.0 * matrices.weightBytes / matrices.wordBytes * rows;
    cost.bytes = served * matrices.weightBytes;
    cost.seconds =
        (accesses / stream.accesses * passes(pool, rows) + served * perBank / stack.rowAccesses * stream.rowSwitch)
            / stream.share
        + matrices.operators * stack.operatorLatency;
    cost.joules = cost.bytes * readEnergyOf(pool) + 0.5 * cost.flops * stack.macEnergy
        + rows * matrices.activationsPerRow * matrices.wordBytes * (stack.interposerEnergy + stack.movementEnergy);
    cost.seconds = withinBudget(pool, cost.seconds, cost.joules / pool.stacks);
    return cost;
}

PimCost pimAttention(const PimPool& pool, const PimHeads& heads)
{
    if (heads.heads <= 0.0 || heads.context <= 0.0)
        return {};
    const PimStack& stack = *pool.stack;
    PimAttention work;
    work.placement = pool.placement;
    work.powerLimited = pool.powerLimited;
    work.headDimension = heads.headDimension;
    work.wordBytes = heads.wordBytes;
    work.heads = std::ceil(heads.heads / pool.stacks);
    work.context = heads.context;
    work.bankGroups = stack.bankGroups * pool.banks / stack.banks();
    work.gapFactor = std::max(1.0, 1.0 / rowsAtATime(pool)) * gapOfBankRate(pool);
    work.passes = std::ceil(heads.queries / std::max(1.0, rowsAtATime(pool)));
    work.openings = reads(pool, heads.queries);

    PimCost cost;
    const double iterations = std::ceil(work.heads / stack.channels);
    const double headBytes = 2.0 * heads.context * heads.headDimension * heads.wordBytes;
    if (stack.hasCommands(pool.placement)) {
        cost.seconds = pimAttentionSeconds(stack, work);
    } else {
        const Stream stream = streamOf(pool);
        cost.seconds = iterations * stack.channels * headBytes / stack.accessBytes / stream.accesses
            * passes(pool, heads.queries) / stream.share;
    }
    // Softmax of a turn of heads hides behind the MACs of the next one, that of the last turn behind nothing.
    const double elements = heads.context * heads.queries * work.heads;
    const double softmax = std::max(kSoftmaxOps, 2.0 * heads.wordBytes) * elements / stack.externalBandwidth;
    const double exposed = softmax / iterations;
    cost.seconds = std::max(cost.seconds + exposed, softmax);

    const double perHead = headEnergy(pool, heads, work);
    cost.joules = heads.heads * perHead;
    cost.flops = heads.heads * 4.0 * heads.context * heads.headDimension * heads.queries;
    cost.bytes = heads.heads * headBytes * work.openings;
    cost.seconds = withinBudget(pool, cost.seconds, work.heads * perHead);
    return cost;
}

double pimStreamRate(const PimPool& pool)
{
    PimMatrices matrices;
    matrices.weightBytes = 1e9 * pool.stacks;
    matrices.operators = 0.0;
    return 1e9 / pimFullyConnected(pool, matrices, 1.0).seconds;
}

PimCost pimTransfer(const PimTransfer& link, double bytes, double times)
{
    return {times * (bytes / link.bandwidth + link.latency), times * bytes * link.energy, 0.0, times * bytes};
}

} // namespace ralmscope
