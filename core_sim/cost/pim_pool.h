// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pim_stack.h"

namespace ralmscope {

/// Stacks of one kind as a design uses them.
struct PimPool
{
    const PimStack* stack = nullptr; ///< outlives the pool
    double stacks = 0.0;
    PimOrganisation units;
    double banks = 0.0; ///< of a stack: other organisations than the built one leave room for more or fewer
    PimPlacement placement = PimPlacement::Bank;
    bool powerLimited = true;

    double capacityPerStack() const { return stack->capacityBytes * banks / stack->banks(); }
    double capacity() const { return stacks * capacityPerStack(); }
    double idlePower() const { return stacks * stack->idlePower; }
    /// B/s of cell contents that reach the units of one stack at the nominal rate: no row switch, no refresh.
    double nominalRate() const;
    /// FLOP/s of the units of one stack.
    double peakFlops() const;
};

/// @param units organisation; as built if it is the stack's own. Banks follow PAPI's area rule where the stack's areas
/// are known, else they stay.
PimPool pimPool(const PimStack& stack, double stacks, const PimOrganisation& units, PimPlacement placement,
                bool powerLimited);

/// Seconds, and joules of the whole pool beside its idle power.
struct PimCost
{
    double seconds = 0.0;
    double joules = 0.0;
    double flops = 0.0;
    double bytes = 0.0; ///< read from cells
};
PimCost operator+(const PimCost& a, const PimCost& b);

/// Weights that one decoding step multiplies with rows of activations.
struct PimMatrices
{
    double weightBytes = 0.0; ///< all operators together
    double wordBytes = 2.0;
    double activationsPerRow = 0.0; ///< elements in and out of all operators, per row
    double operators = 1.0;
};

/// Fully connected layers in the stacks: every matrix is cut into blocks, one per stack, each spread over its banks. A
/// pass over the weights serves as many rows as a bank has units; an open row and a read are shared by rowsPerRead of
/// them. Within the power limit the stack slows down until its watts fit. PAPI (arXiv 2502.15470), sections 5 and 6.
PimCost pimFullyConnected(const PimPool& pool, const PimMatrices& matrices, double rows);

/// Decode attention over a cache that lies in the stacks.
struct PimHeads
{
    double heads = 0.0; ///< KV heads of all requests together
    double queries = 1.0; ///< per KV head and step: query heads that share it, times tokens verified at a time
    double headDimension = 128.0;
    double wordBytes = 2.0; ///< of keys and values
    double context = 0.0; ///< tokens
};

/// One layer. Heads are whole on a stack and in a channel, so the fullest stack decides. Score, softmax on the buffer
/// die behind the MACs of the next heads, context. AttAcc (ASPLOS 2024), with what its simulator leaves out: MACs of
/// the context, softmax of the last heads, energies per bit.
PimCost pimAttention(const PimPool& pool, const PimHeads& heads);

/// Bytes per second that stream past the units of one stack while weights are multiplied with a single row.
double pimStreamRate(const PimPool& pool);

/// Activations over the links between processors and stacks.
struct PimTransfer
{
    double bandwidth = 0.0; ///< B/s of all links together, each direction
    double latency = 0.0; ///< s per transfer
    double energy = 0.0; ///< J/B
};
/// @param times transfers of this size, one after the other
PimCost pimTransfer(const PimTransfer& link, double bytes, double times);

} // namespace ralmscope
