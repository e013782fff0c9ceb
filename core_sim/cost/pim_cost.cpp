// SPDX-License-Identifier: GPL-3.0-or-later
#include "pim_cost.h"

#include <algorithm>
#include <cmath>

namespace ralmscope {

namespace {

constexpr double kLanesPerGroup = 16.0; // outputs that are moved to the buffer die together
constexpr double kHiddenTransfers = 10.5; // moves of probabilities that fit behind the MACs of the paired head

/// One head as its channel sees it.
struct HeadShape
{
    double outputs; ///< scores of one slice of the context
    double macsPerOutput;
    double outputGroups;
    double probabilityMoves;

    double macs() const { return outputs * macsPerOutput; } ///< of score; context needs as many
};

/// Ways the context of a head is cut inside its channel.
double contextSlices(const PimStack& stack, const PimAttention& work)
{
    const double groups = work.bankGroups > 0.0 ? work.bankGroups : stack.bankGroups;
    return work.placement == PimPlacement::BufferDie ? stack.pseudoChannels
                                                     : stack.pseudoChannels * stack.ranks * groups;
}

HeadShape headShape(const PimStack& stack, const PimAttention& work)
{
    const double lanes = stack.accessBytes / work.wordBytes;
    const double slices = contextSlices(stack, work);
    const double banks = work.placement == PimPlacement::Bank ? stack.banksPerGroup : 1.0;
    HeadShape head{};
    head.outputs = std::ceil(work.context / slices);
    head.macsPerOutput = std::ceil(work.headDimension / (banks * lanes));
    head.outputGroups = std::ceil(head.outputs / kLanesPerGroup);
    head.probabilityMoves = std::ceil(work.context / (slices * lanes));
    return head;
}

/// Cycles that all-bank row switches add to one pair and to one single head. All banks switch together, so nothing
/// hides it; in the other placements the next bank opens its row meanwhile. A row must stay open for nRAS, so a last
/// row with few MACs waits.
struct RowSwitches
{
    double pair = 0.0;
    double single = 0.0;
};

RowSwitches rowSwitches(const PimStack& stack, const HeadShape& head, double macGap)
{
    const DramTiming timing = stack.timing();
    const double rows = std::ceil(head.macs() / stack.rowAccesses);
    const double lastMacs = head.macs() - (rows - 1.0) * stack.rowAccesses;
    const double bubble = std::max(0.0, timing.readToPrecharge + timing.precharge + timing.activate - macGap);
    const double wait =
        std::max(0.0, timing.activeRow - timing.activate - timing.readToPrecharge - (lastMacs - 1.0) * macGap);
    // Values that fit one row leave it open for the second head of the pair.
    const double switches = 4.0 * rows - (rows == 1.0 ? 1.0 : 0.0);
    return {bubble * switches + 3.0 * wait, bubble * 2.0 * rows};
}

/// The MACs of a head go round the banks of a group, a row of each. If they end in the first bank again, its row switch
/// is not hidden.
bool reopensFirstBank(const PimStack& stack, const HeadShape& head)
{
    const double rest = std::fmod(head.macs(), stack.banksPerGroup * stack.rowAccesses);
    return rest >= 1.0 && rest <= stack.rowAccesses;
}

} // namespace

double pimAttentionCycles(const PimStack& stack, const PimAttention& work)
{
    if (work.heads <= 0.0 || work.context <= 0.0)
        return 0.0;
    const HeadShape head = headShape(stack, work);
    const PimMode& mode = stack.mode(work.placement, work.powerLimited);
    const PimAttentionFit& fit = mode.attention;
    const double iterations = std::ceil(work.heads / stack.channels);
    const double pairs = std::floor(iterations / 2.0);
    const double singles = iterations - 2.0 * pairs;
    const double k = head.macsPerOutput;
    const double gap = mode.macGap * work.gapFactor;

    double pair = fit.pairFixed + fit.pairPerMac * std::max(k, 2.0) + fit.pairPerGroup * head.outputGroups
        + fit.pairTransfer / k * std::max(0.0, head.probabilityMoves - kHiddenTransfers);
    double single = fit.singleFixed + fit.singlePerMac * k + fit.singlePerTransfer * head.probabilityMoves;
    pair *= work.passes;
    single *= work.passes;
    if (work.placement == PimPlacement::Bank) {
        const RowSwitches added = rowSwitches(stack, head, gap);
        pair += work.openings * added.pair;
        single += work.openings * added.single;
    } else if (reopensFirstBank(stack, head)) {
        pair += work.openings * fit.pairReopened;
        single += work.openings * fit.singleReopened;
    }
    const double cycles =
        gap * iterations * 2.0 * head.macs() * work.passes + pairs * pair + singles * single + fit.fixed;

    const double interval = stack.refreshInterval;
    const double due = (cycles - interval - fit.refreshSlack) / (interval - fit.refresh);
    return cycles + fit.refresh * std::max(0.0, std::ceil(due));
}

double pimAttentionSeconds(const PimStack& stack, const PimAttention& work)
{
    return stack.clockPeriod * pimAttentionCycles(stack, work);
}

PimCommands pimAttentionCommands(const PimStack& stack, const PimAttention& work)
{
    const HeadShape head = headShape(stack, work);
    const double k = head.macsPerOutput;
    const bool bufferDie = work.placement == PimPlacement::BufferDie;
    // Moves go to both pseudo-channels at once.
    const double slices = bufferDie ? 1.0 : contextSlices(stack, work) / stack.pseudoChannels;
    const double banks = work.placement == PimPlacement::Bank ? stack.banksPerGroup : 1.0;
    const double contextMoves = (bufferDie ? 1.0 : 2.0 * banks) * k;

    const double iterations = std::ceil(work.heads / stack.channels);
    const double missing = iterations * stack.channels - work.heads;
    const bool repeats = std::fmod(iterations, 2.0) == 0.0 && missing > 0.0;
    const double repeated = repeats ? missing : 0.0;

    PimCommands commands;
    commands.writeQuery = work.heads * banks * k;
    commands.mac = work.heads * 2.0 * head.macs() + repeated * head.macs() + (iterations > 1.0 ? 16.0 : 0.0);
    commands.moveResult = work.heads * (slices * head.outputGroups + contextMoves) + repeated * contextMoves;
    commands.moveProbability = work.heads * slices * head.probabilityMoves;
    commands.softmax = work.heads;
    return commands;
}

double pimCommandEnergy(const PimStack& stack, PimPlacement placement, const PimCommands& commands,
                        double movementFactor)
{
    const PimPlacementSpec& spec = stack.placement(placement);
    const double moves = commands.writeQuery + commands.moveResult + commands.moveProbability;
    return stack.accessBytes
        * (spec.channelAccesses * spec.readEnergy * commands.mac
           + movementFactor * (stack.interposerEnergy * commands.writeQuery + stack.movementEnergy * moves));
}

} // namespace ralmscope
