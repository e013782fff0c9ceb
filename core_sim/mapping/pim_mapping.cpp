// SPDX-License-Identifier: GPL-3.0-or-later
#include "pim_mapping.h"

#include "number_format.h"
#include "parameter_choices.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace ralmscope {

namespace {

using enum Parameter;

constexpr double kActivationBytes = 2.0;
constexpr std::size_t kProjections = 2; // shapes of a layer: queries, keys and values, and back
constexpr double kUnlimited = std::numeric_limits<double>::infinity();

constexpr std::array<PimOrganisation, 4> kOrganisations{{{1.0, 1.0}, {1.0, 2.0}, {2.0, 1.0}, {4.0, 1.0}}};

PimPool poolOf(const ResolvedDesign& d, const PimStack& stack, double stacks, UnitsPerBank units,
               PimPlacement placement)
{
    return pimPool(stack, stacks, organisationOf(stack, units), placement, d[PimPowerLimit] > 0.0);
}

/// Elements of one row over all links of `stacks`, with the grid of blocks that moves fewest. A row of blocks takes
/// every input once per column, a column gives every output once per row.
double blockedElements(double stacks, const FcShape& shape)
{
    if (shape.times <= 0.0 || shape.outputs <= 0.0)
        return 0.0;
    const double rows = std::clamp(std::sqrt(stacks * shape.inputs / shape.outputs), 1.0, stacks);
    return shape.inputs * stacks / rows + shape.outputs * rows;
}

/// Experts of a layer that at least one of `rows` tokens visits.
double visited(const LanguageModel& m, double rows)
{
    return std::max(m.activeExperts, m.experts * -std::expm1(rows * std::log1p(-m.activeExperts / m.experts)));
}

} // namespace

double attentionStacksPerCopy(const ResolvedDesign& d)
{
    return std::floor(d[PimAttentionStacks] / std::max(1.0, d.modelCopies()));
}

double fcStacksPerCopy(const ResolvedDesign& d)
{
    return std::floor(d[PimFcStacks] / std::max(1.0, d.modelCopies()));
}

PimPool attentionPool(const ResolvedDesign& d)
{
    return poolOf(d, *d.attentionStack, attentionStacksPerCopy(d), d.choice<UnitsPerBank>(PimAttentionUnits),
                  static_cast<PimPlacement>(d.choice<PlacementChoice>(PimPlacementKind)));
}

PimPool fcPool(const ResolvedDesign& d)
{
    return poolOf(d, *d.fcStack, fcStacksPerCopy(d), d.choice<UnitsPerBank>(PimFcUnits), d.fcStack->builtPlacement);
}

PimTransfer attentionLink(const ResolvedDesign& d)
{
    return {d[PimLinkBandwidth], d.attentionStack->linkLatency, d.attentionStack->linkEnergy};
}

FcShapes fcShapes(const LanguageModel& m)
{
    const double query = queryWidth(m);
    const double up = m.gatedFfn ? 2.0 : 1.0;
    const double layers = m.decoderLayers;
    const double expertLayers = m.hasExperts() ? layers - m.denseLayers : 0.0;
    const double cross = m.isEncoderDecoder() ? layers : 0.0;
    return {{{layers, m.dimension, query + 2.0 * kvWidth(m)},
             {layers + 2.0 * cross, query, m.dimension},
             {layers - expertLayers, m.dimension, up * m.ffnDimension},
             {layers - expertLayers, m.ffnDimension, m.dimension},
             {expertLayers, m.dimension, up * m.sharedFfn},
             {expertLayers, m.sharedFfn, m.dimension},
             {1.0, m.dimension, m.vocabulary}}};
}

std::array<FcShape, 2> expertShapes(const LanguageModel& m)
{
    const double up = m.gatedFfn ? 2.0 : 1.0;
    const double layers = m.hasExperts() ? m.decoderLayers - m.denseLayers : 0.0;
    return {{{layers, m.dimension, up * m.expertFfn}, {layers, m.expertFfn, m.dimension}}};
}

FcExchange fcExchange(const ResolvedDesign& d)
{
    const LanguageModel& m = *d.model;
    const double stacks = fcStacksPerCopy(d);
    const bool own = d.attentionOn() == AttentionMapping::Pim;
    const double perStack = own ? d.fcStack->linkBandwidth : d[PimLinkBandwidth] / stacks;
    // The data sheet of a GPU without links says nothing of what the stacks hang on.
    const double gpus = d.gpu->linkBandwidth > 0.0 ? d.gpusPerCopy() * d.gpu->linkBandwidth : kUnlimited;

    const FcShapes shapes = fcShapes(m);
    const std::array<FcShape, 2> expert = expertShapes(m);
    FcExchange exchange;
    exchange.stacks = stacks;
    if (std::isfinite(gpus)) {
        // Of many rows: seconds in the stacks fall with their number, those on the GPUs' links rise with its root. What
        // hides behind attention is no gain.
        const bool hides = d.attentionInStacks() && d[MappingHeadPipelining] > 0.0;
        double weights = 0.0;
        double roots = 0.0;
        const auto count = [&](const FcShape& shape, double times, bool shown) {
            weights += shown ? times * shape.times * shape.inputs * shape.outputs : 0.0;
            roots += times * shape.times * 2.0 * std::sqrt(shape.inputs * shape.outputs);
        };
        for (std::size_t i = 0; i < shapes.size(); ++i)
            count(shapes[i], 1.0, i >= kProjections || !hides);
        for (const FcShape& shape : expert)
            count(shape, m.activeExperts, true);
        const double computing = 2.0 * weights / fcPool(d).peakFlops();
        const double moving = kActivationBytes * roots / gpus;
        exchange.stacks = std::clamp(std::floor(std::pow(2.0 * computing / moving, 2.0 / 3.0)), 1.0, stacks);
    }
    exchange.link = {std::min(exchange.stacks * perStack, gpus), d.fcStack->linkLatency, d.fcStack->linkEnergy};
    for (const FcShape& shape : shapes)
        exchange.denseElements += shape.times * blockedElements(exchange.stacks, shape);
    double whole = 0.0;
    double blocked = 0.0;
    for (const FcShape& shape : expert) {
        whole += shape.times * (shape.inputs + shape.outputs);
        blocked += shape.times * blockedElements(exchange.stacks, shape);
    }
    exchange.expertCopies = whole > 0.0 ? blocked / whole : 1.0;
    return exchange;
}

double closestUnits(const PimStack& stack)
{
    const double built = std::log2(stack.builtOrganisation().unitsPerBank());
    std::size_t best = 0;
    const auto distance = [&](std::size_t i) { return std::abs(std::log2(kOrganisations[i].unitsPerBank()) - built); };
    for (std::size_t i = 1; i < kOrganisations.size(); ++i)
        best = distance(i) < distance(best) ? i : best;
    return static_cast<double>(best);
}

PimOrganisation organisationOf(const PimStack& stack, UnitsPerBank choice)
{
    const auto index = static_cast<std::size_t>(choice);
    return static_cast<double>(index) == closestUnits(stack) ? stack.builtOrganisation() : kOrganisations[index];
}

FcMatrices fcMatrices(const ResolvedDesign& d, double rows)
{
    const LanguageModel& m = *d.model;
    const double word = bytesPerElement(d.choice<Precision>(LmPrecision));
    const double query = queryWidth(m);
    const double both = query + 2.0 * kvWidth(m);
    const double up = m.gatedFfn ? 2.0 : 1.0;
    const double expertLayers = m.hasExperts() ? m.decoderLayers - m.denseLayers : 0.0;
    const double layers = m.decoderLayers;
    const auto feedForward = [&](double count, double width) { return count * (up + 1.0) * m.dimension * width; };
    const auto moved = [&](double count, double width) { return count * (2.0 * m.dimension + (up + 1.0) * width); };
    const double cross = m.isEncoderDecoder() ? 2.0 * query * m.dimension : 0.0;
    const double projections = layers * (m.dimension * (both + query) + cross);
    const double dense = feedForward(layers - expertLayers, m.ffnDimension) + feedForward(expertLayers, m.sharedFfn);
    FcMatrices matrices;
    matrices.dense.wordBytes = word;
    matrices.dense.weightBytes = word * (projections + dense + m.vocabulary * m.dimension);
    matrices.dense.operators = 4.0 * layers + 1.0;
    matrices.dense.activationsPerRow = layers * (m.dimension + both + query + m.dimension)
        + moved(layers - expertLayers, m.ffnDimension) + moved(expertLayers, m.sharedFfn) + m.dimension + m.vocabulary;
    double experts = 0.0;
    if (expertLayers > 0.0) {
        const double count = visited(m, rows);
        experts = feedForward(expertLayers, m.expertFfn * count);
        matrices.expertRows = rows * m.activeExperts / count;
        matrices.experts.wordBytes = word;
        matrices.experts.weightBytes = word * experts;
        matrices.experts.operators = 2.0 * expertLayers;
        matrices.experts.activationsPerRow = count * moved(expertLayers, m.expertFfn);
    }
    const double all = word * experts + matrices.dense.weightBytes;
    matrices.projectionShare = word * projections / all;
    matrices.feedForwardShare = word * (dense + experts) / all;
    return matrices;
}

PimCost fullyConnectedOn(const PimPool& pool, const FcMatrices& matrices, double rows)
{
    const PimCost dense = pimFullyConnected(pool, matrices.dense, rows);
    return matrices.experts.weightBytes > 0.0 ? dense + pimFullyConnected(pool, matrices.experts, matrices.expertRows)
                                              : dense;
}

OutputLengths outputLengths(const ResolvedDesign& d)
{
    switch (d.choice<OutputLengthKind>(WorkloadOutputLengths)) {
    case OutputLengthKind::LogNormal:
        return OutputLengths::logNormal(d[WorkloadSequence], d[WorkloadOutputSigma]);
    case OutputLengthKind::DollyCreativeWriting:
        return dollyCreativeWritingLengths();
    case OutputLengthKind::DollyGeneralQa:
        return dollyGeneralQaLengths();
    case OutputLengthKind::Constant:
        break;
    }
    return OutputLengths::constant(d[WorkloadSequence]);
}

double tokensInMemory(const ResolvedDesign& d)
{
    return d[WorkloadPrompt] + outputLengths(d).quantile(0.99);
}

double coProcessedShare(const ResolvedDesign& d)
{
    if (!d.coProcesses())
        return 0.0;
    const double rows = d[WorkloadBatch] * d.tokensPerSequence();
    const FcMatrices matrices = fcMatrices(d, rows);
    const double bytes = matrices.dense.weightBytes + matrices.experts.weightBytes;
    const double flops = 2.0 * (bytes / matrices.dense.wordBytes) * rows;
    const double gpus = d.gpusPerCopy();
    const double gpu = std::max(bytes / (gpus * d.gpu->memoryBandwidth), flops / (gpus * d.gpu->fp16Flops));
    const double pim = fullyConnectedOn(attentionPool(d), matrices, rows).seconds;
    return gpu / (gpu + pim);
}

double fcStackBytes(const ResolvedDesign& d)
{
    const double word = bytesPerElement(d.choice<Precision>(LmPrecision));
    return parameterCount(*d.model) * word / fcStacksPerCopy(d);
}

double attentionHeadBytes(const ResolvedDesign& d)
{
    const double word = bytesPerElement(d.choice<Precision>(LmKvPrecision));
    return d.model->decoderLayers * 2.0 * headDimensionOf(*d.model) * word * tokensInMemory(d);
}

double coProcessedStackBytes(const ResolvedDesign& d)
{
    const double share = coProcessedShare(d);
    if (share <= 0.0)
        return 0.0;
    const double word = bytesPerElement(d.choice<Precision>(LmPrecision));
    return share * parameterCount(*d.model) * word * fcMatrices(d, d[WorkloadBatch]).feedForwardShare
        / attentionStacksPerCopy(d);
}

double attentionStackBytes(const ResolvedDesign& d)
{
    const double heads = std::ceil(kvHeadsOf(*d.model) * d[WorkloadBatch] / attentionStacksPerCopy(d));
    return heads * attentionHeadBytes(d) + coProcessedStackBytes(d);
}

double hostCacheBytes(const ResolvedDesign& d)
{
    const double word = bytesPerElement(d.choice<Precision>(LmKvPrecision));
    return d.modelCopies() * d[WorkloadBatch] * tokensInMemory(d) * kvBytesPerToken(*d.model, word);
}

} // namespace ralmscope
