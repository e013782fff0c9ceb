// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "output_lengths.h"
#include "parameter_choices.h"
#include "pim_pool.h"
#include "resolved_design.h"

#include <array>

namespace ralmscope {

// What a design's mapping puts into PIM stacks. Everything is of one model copy.

/// Stacks of a copy; fewer than one where they do not go round.
double attentionStacksPerCopy(const ResolvedDesign& design);
double fcStacksPerCopy(const ResolvedDesign& design);

/// Precondition: the design has such stacks.
PimPool attentionPool(const ResolvedDesign& design);
PimPool fcPool(const ResolvedDesign& design);

/// Queries, keys, values and results of attention.
PimTransfer attentionLink(const ResolvedDesign& design);

/// A fully connected operator that `times` layers of the model have.
struct FcShape
{
    double times = 0.0;
    double inputs = 0.0;
    double outputs = 0.0;

    double weights() const { return times * inputs * outputs; }
};
/// Queries, keys and values; output projection; feed forward up and down; shared experts up and down; LM head.
using FcShapes = std::array<FcShape, 7>;
FcShapes fcShapes(const LanguageModel& model);
/// Of one expert: up, down.
std::array<FcShape, 2> expertShapes(const LanguageModel& model);

/// How activations of fully connected layers travel. GPUs and stacks share a switch, and every GPU takes an equal share
/// of the rows for what is element by element: rows go from their GPU to the stacks and come back to it, so that
/// nothing passes between GPUs. A matrix is cut into a grid of blocks, one per stack (PAPI, arXiv 2502.15470, section
/// 5): an input goes to all stacks of its block row, since no switch is known to copy, and as many partial sums come
/// back as there are block rows. The grid is the one that moves least. A matrix is cut no finer than pays: with more
/// blocks the stacks end sooner and the GPUs' own links carry more.
struct FcExchange
{
    double stacks = 0.0; ///< that share a matrix
    PimTransfer link; ///< of all of them, or of all GPUs where those are slower
    double denseElements = 0.0; ///< over the links per row, in and out, all operators
    double expertCopies = 1.0; ///< times that an activation of an expert passes the links, mean
};
/// Precondition: the design has FC stacks.
FcExchange fcExchange(const ResolvedDesign& design);

/// Position among the choices of the organisation closest to that of a stack.
double closestUnits(const PimStack& stack);
/// The built organisation where the choice is the closest one to it, else the chosen one.
PimOrganisation organisationOf(const PimStack& stack, UnitsPerBank choice);

/// Fully connected layers of a decoding step, experts apart: those of an expert see fewer rows.
struct FcMatrices
{
    PimMatrices dense;
    PimMatrices experts; ///< those visited, no bytes without experts
    double expertRows = 0.0;
    double projectionShare = 0.0; ///< of QKV generation and projection in all weights that a step reads
    double feedForwardShare = 0.0;
};
/// @param rows of the step
FcMatrices fcMatrices(const ResolvedDesign& design, double rows);

/// Seconds and joules of them in a pool.
PimCost fullyConnectedOn(const PimPool& pool, const FcMatrices& matrices, double rows);

/// Tokens generated per request.
OutputLengths outputLengths(const ResolvedDesign& design);
/// Tokens that memory is kept for per request: prompt, and the output of all but one request in a hundred.
double tokensInMemory(const ResolvedDesign& design);

/// Share of the feed-forward weights that lies in the attention stacks when these take part: both sides would end
/// together by their rates. 0 without co-processing.
double coProcessedShare(const ResolvedDesign& design);

/// Bytes in one stack: all weights over the stacks; whole heads of the cache and co-processed weights.
double fcStackBytes(const ResolvedDesign& design);
double attentionStackBytes(const ResolvedDesign& design);
double attentionHeadBytes(const ResolvedDesign& design); ///< of one KV head of one request, all layers
double coProcessedStackBytes(const ResolvedDesign& design);

/// Bytes of the cache of all copies beside the CPUs, while these compute attention.
double hostCacheBytes(const ResolvedDesign& design);

} // namespace ralmscope
