// SPDX-License-Identifier: GPL-3.0-or-later
#include "mapped_decoder.h"

#include "cpu_cost.h"
#include "fc_alpha.h"
#include "host_attention.h"
#include "number_format.h"
#include "parameter_choices.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace ralmscope {

using enum Parameter;

namespace {

constexpr double kActivationBytes = 2.0;
constexpr double kTileRows = 64.0; // of a matrix product
constexpr double kLongPhase = 256.0; // tokens
constexpr double kInfinity = std::numeric_limits<double>::infinity();

} // namespace

struct MappedDecoder::Dense
{
    double requests = 0.0;
    bool fcInStacks = false;
    StepWork gpu; ///< what stays on the GPUs, attention left out
    PimCost fc; ///< in FC stacks
    PimCost fcMoves;
    PimCost shared; ///< feed-forward share of the attention stacks, seconds beyond the GPUs' share
    double sharedBusy = 0.0; ///< s of it altogether
    double projections = 0.0; ///< s of QKV generation and projection
};

MappedDecoder::MappedDecoder(const ResolvedDesign& design, const GpuPasses& passes)
    : m_design(design)
    , m_passes(passes)
    , m_lengths(outputLengths(design))
{
    if (design.attentionInStacks())
        m_attention = attentionPool(design);
    if (design.fcStack && fcStacksPerCopy(design) >= 1.0)
        takeFcStacks();
    m_shared = coProcessedShare(design);
}

void MappedDecoder::takeFcStacks()
{
    m_exchange = fcExchange(m_design);
    m_fc = m_fcTogether = fcPool(m_design);
    m_fcTogether.stacks = m_exchange.stacks;
}

StepWork MappedDecoder::gpuDense(double requests, StepOperators* operators) const
{
    return m_passes.dense({requests, 1.0, 1.0, rowsPerRequest()}, operators);
}

StepWork MappedDecoder::gpuWork(double requests, bool fcInStacks, StepOperators* operators) const
{
    if (!fcInStacks)
        return gpuDense(requests, operators);
    // Every GPU has its share of the rows.
    const LanguageModel& model = *m_design.model;
    const double rows = requests * rowsPerRequest();
    StepWork work = elementwiseStep(model, m_passes.kernels(), rows / m_passes.parallelism().tensor, operators);
    work += crossAttentionStep(model, m_passes.kernels(), m_passes.parallelism(), rows,
                               m_design[RetrievalK] * model.chunkTokens, operators, false);
    return work;
}

FcStep MappedDecoder::inStacks(FcMatrices matrices, double rows) const
{
    matrices.dense.activationsPerRow = m_exchange.denseElements;
    matrices.experts.activationsPerRow *= m_exchange.expertCopies;
    FcStep step;
    step.pim = fullyConnectedOn(m_fcTogether, matrices, rows);
    const double elements =
        rows * matrices.dense.activationsPerRow + matrices.expertRows * matrices.experts.activationsPerRow;
    // Activations go in and out once per operator.
    const double operators = matrices.dense.operators + (matrices.expertRows > 0.0 ? matrices.experts.operators : 0.0);
    step.moved = pimTransfer(m_exchange.link, kActivationBytes * elements / (2.0 * operators), 2.0 * operators);
    return step;
}

FcStep MappedDecoder::fullyConnected(double rows) const
{
    FcStep step = inStacks(fcMatrices(m_design, rows), rows);
    step.gpuSeconds = gpuFullyConnected(rows);
    return step;
}

double MappedDecoder::gpuFullyConnected(double rows) const
{
    const StepWork work = gpuDense(rows / m_design.tokensPerSequence());
    return work.gemm + work.communication;
}

double MappedDecoder::stacksFullyConnected(double rows) const
{
    return inStacks(fcMatrices(m_design, rows), rows).pimSeconds();
}

bool MappedDecoder::overlaps() const
{
    return m_passes.kernels().launch.perLayer > 0.0
        || (m_design.attentionInStacks() && m_design[MappingHeadPipelining] > 0.0);
}

double MappedDecoder::gain(const DecayPhase& phase) const
{
    if (!overlaps()) {
        const FcStep fc = fullyConnected(phase.requests * m_design.tokensPerSequence());
        return phase.tokens * (fc.gpuSeconds - fc.pimSeconds());
    }
    // What is hidden behind attention or launches is no gain.
    return phase.tokens
        * (meanStep(dense(phase.requests, false), phase).seconds
           - meanStep(dense(phase.requests, true), phase).seconds);
}

double MappedDecoder::alphaInForce(double batch) const
{
    return isAuto(m_design[MappingAlpha]) ? FcAlpha(*this).calibrated(batch) : m_design[MappingAlpha];
}

double MappedDecoder::threshold(double alpha, double batch) const
{
    switch (m_design.fcOn()) {
    case FcMapping::Gpu:
        return 0.0;
    case FcMapping::Pim:
        return kInfinity;
    case FcMapping::Dynamic:
        return alpha;
    case FcMapping::Static:
        return batch * m_design.tokensPerSequence() > alpha ? 0.0 : kInfinity;
    }
    return 0.0;
}

RequestDecay MappedDecoder::decay(double batch, double threshold) const
{
    const double prompt = m_design[WorkloadPrompt];
    const bool continuous = m_design.choice<Batching>(WorkloadBatching) == Batching::Continuous;
    const OutputLengths lengths = continuous ? OutputLengths::constant(m_lengths.mean()) : m_lengths;
    // The GPUs' time rises by steps at whole tiles of rows, so that a mean across a step would stand for neither side.
    const std::array<double, 3> breaks{threshold / rowsPerRequest(), kTileRows / rowsPerRequest(),
                                       2.0 * kTileRows / rowsPerRequest()};
    return RequestDecay(lengths, batch, breaks, prompt > 0.0 ? 1.0 : 0.0);
}

MappedDecoder::Dense MappedDecoder::dense(double requests, bool fcInStacks) const
{
    const double rows = requests * m_design.tokensPerSequence();
    Dense dense;
    dense.requests = requests;
    dense.fcInStacks = fcInStacks;
    dense.gpu = gpuWork(requests, fcInStacks);
    if (m_design.isAllGpu())
        return dense;
    const FcMatrices matrices = fcMatrices(m_design, rows);
    if (fcInStacks) {
        const FcStep fc = inStacks(matrices, rows);
        dense.fc = fc.pim;
        dense.fcMoves = fc.moved;
        dense.projections = matrices.projectionShare * fc.pim.seconds;
        return dense;
    }
    dense.projections = matrices.projectionShare * dense.gpu.gemm;
    if (m_shared > 0.0) {
        const double weights = matrices.dense.weightBytes + matrices.experts.weightBytes;
        // What one GPU does for a share of the fully connected layers.
        const auto take = [&](double share) {
            const double gpus = m_passes.parallelism().tensor;
            dense.gpu.seconds -= share * dense.gpu.gemm;
            dense.gpu.gemm -= share * dense.gpu.gemm;
            dense.gpu.flops =
                std::max(0.0, dense.gpu.flops - share * 2.0 * weights / matrices.dense.wordBytes * rows / gpus);
            dense.gpu.bytes = std::max(0.0, dense.gpu.bytes - share * weights / gpus);
        };
        const double gpu = matrices.feedForwardShare * dense.gpu.gemm;
        FcMatrices part = matrices;
        part.dense.weightBytes *= m_shared * matrices.feedForwardShare;
        part.dense.activationsPerRow *= m_shared * matrices.feedForwardShare;
        part.experts.weightBytes *= m_shared * matrices.feedForwardShare;
        part.experts.activationsPerRow *= m_shared * matrices.feedForwardShare;
        PimCost shared = fullyConnectedOn(m_attention, part, rows);
        const double bytes =
            kActivationBytes * (rows * part.dense.activationsPerRow + part.expertRows * part.experts.activationsPerRow);
        shared = shared
            + pimTransfer(attentionLink(m_design), bytes / (2.0 * m_design.model->decoderLayers),
                          2.0 * m_design.model->decoderLayers);
        // Weights lie where they lie; the share is used while it helps.
        const double left = (1.0 - m_shared) * gpu;
        if (std::max(left, shared.seconds) < gpu) {
            dense.sharedBusy = shared.seconds;
            dense.shared = shared;
            dense.shared.seconds = std::max(0.0, shared.seconds - left);
            take(m_shared * matrices.feedForwardShare);
        }
    }
    return dense;
}

PimCost MappedDecoder::attention(double requests, double context) const
{
    const LanguageModel& model = *m_design.model;
    PimHeads heads;
    heads.heads = kvHeadsOf(model) * requests;
    heads.queries = model.heads / kvHeadsOf(model) * m_design.tokensPerSequence();
    heads.headDimension = headDimensionOf(model);
    heads.wordBytes = bytesPerElement(m_design.choice<Precision>(LmKvPrecision));
    heads.context = context;
    const PimCost layer = pimAttention(m_attention, heads);
    const double layers = model.decoderLayers;
    return {layers * layer.seconds, layers * layer.joules, layers * layer.flops, layers * layer.bytes};
}

PimTransfer MappedDecoder::toAttention() const
{
    if (m_design.attentionInStacks())
        return attentionLink(m_design);
    return {m_design.cpu->linkBandwidth * m_design.gpusPerCopy(), m_design.cpu->linkLatency, 0.0};
}

PimCost MappedDecoder::attentionMoves(double requests) const
{
    const LanguageModel& model = *m_design.model;
    const double rows = requests * rowsPerRequest();
    const double bytes = kActivationBytes * rows * 2.0 * (queryWidth(model) + kvWidth(model));
    // Queries, keys and values there; results back.
    return pimTransfer(toAttention(), bytes / 2.0, 2.0 * model.decoderLayers);
}

PimCost MappedDecoder::hostAttention(double requests, double context) const
{
    const LanguageModel& model = *m_design.model;
    const double rows = requests * m_design.tokensPerSequence();
    const double word = bytesPerElement(m_design.choice<Precision>(LmKvPrecision));
    const double cores = m_design[CpuCores];
    PimCost cost;
    cost.bytes = requests * context * kvBytesPerToken(model, word);
    cost.flops = model.decoderLayers * 4.0 * rows * context * queryWidth(model);
    // All copies share the sockets.
    cost.seconds = m_design.modelCopies() * hostAttentionSeconds(*m_design.cpu, cores, cost.bytes, cost.flops);
    // Sockets that stream draw what they draw with all cores searching.
    cost.joules = cost.seconds / m_design.modelCopies()
        * (cpuIdlePower(*m_design.cpu, cores) + cpuSockets(*m_design.cpu, cores) * m_design.cpu->dynamicPower);
    return cost;
}

void MappedDecoder::overlap(PassCost& pass, const Dense& dense, const PimCost& attention, const PimCost& moves) const
{
    const DeviceKind device = m_design.attentionInStacks() ? DeviceKind::Pim : DeviceKind::Cpu;
    const double projections = dense.projections;
    double longest = 0.0;
    double share = 1.0;
    if (m_design.attentionInStacks() && m_design[MappingHeadPipelining] > 0.0) {
        longest = std::max({projections, attention.seconds, moves.seconds});
        share = std::min(1.0, m_passes.parallelism().tensor / kvHeadsOf(*m_design.model));
    }
    const auto shown = [&](double seconds) { return seconds >= longest ? seconds : share * seconds; };
    pass.parts.add(Stage::Attention, device, shown(attention.seconds), attention.joules);
    pass.parts.add(Stage::Communication, DeviceKind::Network, shown(moves.seconds), moves.joules);
    pass.parts.add(Stage::FullyConnected, dense.fcInStacks ? DeviceKind::Pim : DeviceKind::Gpu,
                   shown(projections) - projections, 0.0);
    pass.seconds += shown(attention.seconds) + shown(moves.seconds) + shown(projections) - projections;
}

PassCost MappedDecoder::step(const Dense& dense, double context) const
{
    StepWork work = dense.gpu;
    if (m_design.attentionOn() == AttentionMapping::Gpu) {
        DecodeSpan span;
        span.batch = m_passes.together(dense.requests);
        span.newTokens = m_design.tokensPerSequence();
        work += contextAttention(*m_design.model, m_passes.kernels(), m_passes.parallelism(), span, context);
    }
    PassCost pass = m_passes.wholeStep(dense.requests, work);
    if (dense.fcInStacks) {
        pass.parts.add(Stage::FullyConnected, DeviceKind::Pim, dense.fc.seconds, dense.fc.joules);
        pass.parts.add(Stage::Communication, DeviceKind::Network, dense.fcMoves.seconds, dense.fcMoves.joules);
        pass.seconds += dense.fc.seconds + dense.fcMoves.seconds;
        pass.pimFcBusy = dense.fc.seconds * m_fcTogether.stacks / m_fc.stacks;
    }
    if (dense.sharedBusy > 0.0) {
        pass.parts.add(Stage::FullyConnected, DeviceKind::Pim, dense.shared.seconds, dense.shared.joules);
        pass.seconds += dense.shared.seconds;
        pass.pimAttentionBusy = dense.sharedBusy;
    }
    if (m_design.attentionInStacks()) {
        const PimCost cost = attention(dense.requests, context);
        overlap(pass, dense, cost, attentionMoves(dense.requests));
        pass.pimAttentionBusy += cost.seconds;
    } else if (m_design.attentionOn() == AttentionMapping::Cpu) {
        const PimCost cost = hostAttention(dense.requests, context);
        overlap(pass, dense, cost, attentionMoves(dense.requests));
        pass.cpuBusy = cost.seconds / m_design.modelCopies();
    }
    // Nobody has measured these parts on built hardware.
    if (!m_design.isAllGpu())
        pass.errorMedian = pass.errorP90 = std::numeric_limits<double>::quiet_NaN();
    return pass;
}

PassCost MappedDecoder::step(double requests, double context, bool fcInStacks) const
{
    return step(dense(requests, fcInStacks), context);
}

StepBeside MappedDecoder::beside(double requests, double context, bool fcInStacks) const
{
    StepBeside step;
    if (fcInStacks) {
        const double rows = requests * m_design.tokensPerSequence();
        const FcStep fc = inStacks(fcMatrices(m_design, rows), rows);
        step.fc = fc.pim;
        step.fcMoved = fc.moved;
    }
    if (m_design.attentionOn() != AttentionMapping::Gpu) {
        step.attention = m_design.attentionInStacks() ? attention(requests, context) : hostAttention(requests, context);
        step.attentionMoved = attentionMoves(requests);
    }
    return step;
}

double MappedDecoder::contextAt(const DecayPhase& phase, double share) const
{
    const double grown = std::max(0.0, phase.tokens - m_design.tokensPerStep());
    return m_design[WorkloadPrompt] + 1.0 + phase.from + share * grown;
}

PassCost MappedDecoder::meanStep(const Dense& dense, const DecayPhase& phase) const
{
    // Attention grows almost linearly with the context: few samples stand for a long phase.
    if (phase.tokens <= kLongPhase)
        return step(dense, contextAt(phase, 0.5));
    PassCost sum;
    for (const double share : {0.125, 0.375, 0.625, 0.875})
        sum += step(dense, contextAt(phase, share)).scaled(0.25);
    return sum;
}

DecodeRun MappedDecoder::run(double batch) const
{
    DecodeRun run;
    if (m_design.fcOn() == FcMapping::Dynamic || m_design.fcOn() == FcMapping::Static)
        run.alpha = alphaInForce(batch);
    const double limit = threshold(run.alpha, batch);
    const double advance = m_design.tokensPerStep();
    const double perSequence = m_design.tokensPerSequence();
    double rowSteps = 0.0;
    double pimSteps = 0.0;
    bool onGpuBefore = false;
    const RequestDecay decaying = decay(batch, limit);
    for (const DecayPhase& phase : decaying.phases()) {
        const double rows = phase.requests * perSequence;
        const bool inStacks = rows <= limit;
        const Dense fixed = dense(phase.requests, inStacks);
        const double steps = phase.tokens / advance;
        if (run.steps <= 0.0)
            run.firstStep = step(fixed, contextAt(phase, 0.0)).seconds;
        run.cost += meanStep(fixed, phase).scaled(steps);
        DecodeSpan span{phase.requests, m_design[WorkloadPrompt] + 1.0 + phase.from, steps, perSequence, advance};
        const PassCost drafts = m_passes.draft(span);
        if (run.steps <= 0.0)
            run.firstStep += drafts.seconds;
        run.cost += drafts.scaled(steps);
        if (inStacks && onGpuBefore && std::isnan(run.movesAt))
            run.movesAt = run.steps;
        onGpuBefore = !inStacks;
        rowSteps += rows * steps;
        pimSteps += inStacks ? steps : 0.0;
        run.steps += steps;
    }
    if (run.steps > 0.0) {
        run.rows = rowSteps / run.steps;
        run.pimShare = pimSteps / run.steps;
    }
    return run;
}

PimCost MappedDecoder::cacheUpload(double batch) const
{
    if (m_design.attentionOn() == AttentionMapping::Gpu)
        return {};
    const double word = bytesPerElement(m_design.choice<Precision>(LmKvPrecision));
    const double bytes = batch * m_design[WorkloadPrompt] * kvBytesPerToken(*m_design.model, word);
    const double layers = m_design.model->decoderLayers;
    return pimTransfer(toAttention(), bytes / layers, layers);
}

} // namespace ralmscope
