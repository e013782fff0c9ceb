// SPDX-License-Identifier: GPL-3.0-or-later
#include "mapped_decoder.h"

#include "cpu_cost.h"
#include "host_attention.h"
#include "number_format.h"
#include "parameter_choices.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace ralmscope {

using enum Parameter;

namespace {

constexpr double kActivationBytes = 2.0;
constexpr double kMostRows = 65536.0; // of a crossing
constexpr double kInfinity = std::numeric_limits<double>::infinity();

/// Largest whole number of rows in low .. kMostRows for which `holds`, which once false stays false.
template <typename Holds> double largestRows(double low, Holds holds)
{
    double high = kMostRows;
    if (holds(high))
        return high;
    while (high - low > 1.0) {
        const double middle = std::floor(0.5 * (low + high));
        (holds(middle) ? low : high) = middle;
    }
    return low;
}

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
        m_fc = fcPool(design);
    m_shared = coProcessedShare(design);
}

StepWork MappedDecoder::gpuDense(double requests) const
{
    DecodeSpan span;
    span.batch = requests;
    span.newTokens = m_design.tokensPerSequence();
    return m_passes.dense(span);
}

FcStep MappedDecoder::inStacks(const FcMatrices& matrices, double rows) const
{
    FcStep step;
    step.pim = fullyConnectedOn(m_fc, matrices, rows);
    const double elements =
        rows * matrices.dense.activationsPerRow + matrices.expertRows * matrices.experts.activationsPerRow;
    // Activations go in and out once per operator.
    const double operators = matrices.dense.operators + (matrices.expertRows > 0.0 ? matrices.experts.operators : 0.0);
    step.moved = pimTransfer(fcLink(m_design), kActivationBytes * elements / (2.0 * operators), 2.0 * operators);
    return step;
}

FcStep MappedDecoder::fullyConnected(double rows) const
{
    FcStep step = inStacks(fcMatrices(m_design, rows), rows);
    step.gpuSeconds = gpuDense(rows / m_design.tokensPerSequence()).gemm;
    return step;
}

double MappedDecoder::crossing() const
{
    // The stacks' time is cheap to evaluate and rises from row to row; the GPUs' is neither. From below, the rows that
    // the stacks serve in the GPUs' time are bisected, until the GPUs' time at those rows allows no more.
    const auto stacks = [this](double rows) { return inStacks(fcMatrices(m_design, rows), rows).pimSeconds(); };
    const auto gpu = [this](double rows) { return gpuDense(rows / m_design.tokensPerSequence()).gemm; };
    double rows = 1.0;
    double allowed = gpu(rows);
    if (stacks(rows) > allowed)
        return 0.0;
    for (int turn = 0; turn < 12; ++turn) {
        const double next = largestRows(rows, [&](double n) { return stacks(n) <= allowed; });
        if (next <= rows)
            break;
        rows = next;
        allowed = gpu(rows);
    }
    return rows;
}

double MappedDecoder::alphaInForce(double batch) const
{
    if (!isAuto(m_design[MappingAlpha]))
        return m_design[MappingAlpha];
    const double perSequence = m_design.tokensPerSequence();
    const double first = crossing();
    if (first <= 0.0 || batch * perSequence <= first)
        return first;
    // The GPUs' time goes in steps of whole tiles, so that the curves can cross again. Rows beyond the first crossing
    // count as far as the stacks gain on the whole over the life of this batch.
    const RequestDecay decaying = decay(batch, first);
    double alpha = first;
    double gained = 0.0;
    double most = 0.0;
    const auto phases = decaying.phases();
    for (auto phase = phases.rbegin(); phase != phases.rend(); ++phase) {
        const double rows = phase->requests * perSequence;
        if (rows <= first)
            continue;
        const FcStep step = fullyConnected(rows);
        gained += phase->tokens * (step.gpuSeconds - step.pimSeconds());
        if (gained > most) {
            most = gained;
            alpha = rows;
        }
    }
    return alpha;
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
    const double requests = threshold / m_design.tokensPerSequence();
    return RequestDecay(lengths, batch, requests, prompt > 0.0 ? 1.0 : 0.0);
}

MappedDecoder::Dense MappedDecoder::dense(double requests, bool fcInStacks) const
{
    const double rows = requests * m_design.tokensPerSequence();
    Dense dense;
    dense.requests = requests;
    dense.fcInStacks = fcInStacks;
    dense.gpu = gpuDense(requests);
    if (m_design.isAllGpu())
        return dense;
    const FcMatrices matrices = fcMatrices(m_design, rows);
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
    if (fcInStacks) {
        const FcStep fc = inStacks(matrices, rows);
        dense.fc = fc.pim;
        dense.fcMoves = fc.moved;
        dense.projections = matrices.projectionShare * fc.pim.seconds;
        take(1.0);
        return dense;
    }
    dense.projections = matrices.projectionShare * dense.gpu.gemm;
    if (m_shared > 0.0) {
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

PimCost MappedDecoder::attentionMoves(double requests) const
{
    const LanguageModel& model = *m_design.model;
    const double rows = requests * m_design.tokensPerSequence();
    const double bytes = kActivationBytes * rows * 2.0 * (queryWidth(model) + kvWidth(model));
    PimTransfer link;
    if (m_design.attentionInStacks())
        link = attentionLink(m_design);
    else
        link = {m_design.cpu->linkBandwidth * m_design.gpusPerCopy(), m_design.cpu->linkLatency, 0.0};
    // Queries, keys and values there; results back.
    return pimTransfer(link, bytes / 2.0, 2.0 * model.decoderLayers);
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
        pass.pimFcBusy = dense.fc.seconds;
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
        step.moved = fc.moved;
    }
    if (m_design.attentionOn() != AttentionMapping::Gpu) {
        step.attention = m_design.attentionInStacks() ? attention(requests, context) : hostAttention(requests, context);
        step.moved = step.moved + attentionMoves(requests);
    }
    return step;
}

DecodeRun MappedDecoder::run(double batch) const
{
    DecodeRun run;
    const bool decides = m_design.fcOn() == FcMapping::Dynamic || m_design.fcOn() == FcMapping::Static;
    if (decides)
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
        // Attention grows almost linearly with the context: few samples stand for a long phase.
        const double samples = phase.tokens > 256.0 ? 4.0 : 1.0;
        for (double sample = 0.0; sample < samples; sample += 1.0) {
            const double at = (sample + 0.5) / samples;
            const double context =
                m_design[WorkloadPrompt] + 1.0 + phase.from + std::max(0.0, phase.tokens - advance) * at;
            PassCost cost = step(fixed, context);
            if (run.steps <= 0.0 && sample == 0.0)
                run.firstStep = cost.seconds;
            run.cost += cost.scaled(steps / samples);
        }
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
    if (m_design.attentionInStacks())
        return pimTransfer(attentionLink(m_design), bytes / layers, layers);
    return pimTransfer({m_design.cpu->linkBandwidth * m_design.gpusPerCopy(), m_design.cpu->linkLatency, 0.0},
                       bytes / layers, layers);
}

} // namespace ralmscope
