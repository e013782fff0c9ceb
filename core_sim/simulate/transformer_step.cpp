// SPDX-License-Identifier: GPL-3.0-or-later
#include "transformer_step.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace ralmscope {

namespace {

/// FLOP per element that an element-wise kernel moves, to place it in a roofline: a norm's square, sum, scale and
/// weight over an element read and written; rotations and activations are about as cheap.
constexpr double kElementwiseFlop = 2.0;

/// Adds up what the layers of a model cost for one step. Rows: tokens of all sequences together.
class LayerSum
{
public:
    LayerSum(const LanguageModel& model, const TransformerKernels& kernels, const Parallelism& parallelism, double rows,
             StepOperators* operators)
        : m_model(model)
        , m_kernels(kernels)
        , m_tensor(parallelism.tensor)
        , m_rows(rows)
        , m_operators(operators)
    {
    }

    /// Products and collectives are left out from here on.
    LayerSum& onlyElementwise()
    {
        m_products = false;
        return *this;
    }

    /// Everything but attention over the context, of all layers, and the output projection for `outputs` tokens.
    StepWork dense(double outputs)
    {
        const double d = m_model.dimension;
        const double layers = m_model.decoderLayers;
        const double query = queryWidth(m_model) / m_tensor;
        // KV heads are repeated where there are fewer of them than GPUs.
        const double kv = std::max(kvWidth(m_model) / m_tensor, headDimensionOf(m_model));
        product(OperatorKind::QkvProjection, layers, m_rows, query + 2.0 * kv, d);
        product(OperatorKind::OutputProjection, layers, m_rows, d, query);
        const double expertLayers = m_model.hasExperts() ? layers - m_model.denseLayers : 0.0;
        feedForward(OperatorKind::FfnUp, OperatorKind::FfnDown, layers - expertLayers, m_rows, m_model.ffnDimension,
                    1.0);
        if (expertLayers > 0.0) {
            const double visited = visitedExperts(m_model, m_rows);
            feedForward(OperatorKind::ExpertUp, OperatorKind::ExpertDown, expertLayers,
                        m_rows * m_model.activeExperts / visited, m_model.expertFfn, visited);
            if (m_model.sharedFfn > 0.0)
                feedForward(OperatorKind::SharedUp, OperatorKind::SharedDown, expertLayers, m_rows, m_model.sharedFfn,
                            1.0);
        }
        elementwise(OperatorKind::Norm, 2.0 * layers, 2.0 * m_kernels.activationBytes * m_rows * d, m_kernels.norm);
        elementwise(OperatorKind::Rotary, layers, m_kernels.activationBytes * m_rows * (query + kv), m_kernels.rotary);
        allReduce(2.0 * layers, m_kernels.activationBytes * m_rows * d);
        product(OperatorKind::LmHead, 1.0, outputs, m_model.vocabulary / m_tensor, d);
        m_sum.seconds = m_sum.gemm + m_sum.elementwise + m_sum.communication;
        return m_sum;
    }

    /// Keys and values of cross-attention for m_rows retrieved tokens.
    StepWork crossKeys()
    {
        product(OperatorKind::CrossKeys, m_model.decoderLayers, m_rows,
                2.0 * std::max(1.0, kvWidth(m_model) / m_tensor), m_model.dimension);
        m_sum.seconds = m_sum.gemm;
        return m_sum;
    }

    /// Queries and results of cross-attention; its keys and values are made once per sequence.
    StepWork crossProjections()
    {
        const double query = queryWidth(m_model) / m_tensor;
        product(OperatorKind::CrossQuery, m_model.decoderLayers, m_rows, query, m_model.dimension);
        product(OperatorKind::CrossOutput, m_model.decoderLayers, m_rows, m_model.dimension, query);
        elementwise(OperatorKind::Norm, m_model.decoderLayers,
                    2.0 * m_kernels.activationBytes * m_rows * m_model.dimension, m_kernels.norm);
        m_sum.seconds = m_sum.gemm + m_sum.elementwise;
        return m_sum;
    }

private:
    void product(OperatorKind kind, double times, double m, double n, double k)
    {
        if (!m_products || times <= 0.0 || m <= 0.0)
            return;
        const GemmCall call{m, n, k, m_kernels.weightBytes, m_kernels.quantises, 0.0};
        const double seconds = times * gemmSeconds(call, m_kernels.gemmMachine, m_kernels.gemm);
        const double flops = times * 2.0 * m * n * k;
        const double bytes = times * (n * k * m_kernels.weightBytes + m_kernels.activationBytes * m * (n + k));
        m_sum.gemm += seconds;
        m_sum.flops += flops;
        m_sum.bytes += bytes;
        if (m_operators)
            addOperator(*m_operators, {kind, times, call, seconds, flops, bytes});
    }

    void elementwise(OperatorKind kind, double times, double bytes, const ElementwiseConstants& constants)
    {
        if (times <= 0.0)
            return;
        const double seconds = times * elementwiseSeconds(bytes, m_kernels.attentionMachine, constants);
        m_sum.elementwise += seconds;
        m_sum.bytes += times * bytes;
        if (m_operators)
            addOperator(*m_operators,
                        {kind, times, ElementwiseCall{bytes}, seconds,
                         times * kElementwiseFlop * bytes / m_kernels.activationBytes, times * bytes});
    }

    void allReduce(double times, double bytes)
    {
        if (!m_products)
            return;
        const CollectiveCall call{CollectiveOperation::AllReduce, m_tensor, bytes};
        const double seconds = times * collectiveSeconds(call, m_kernels.attentionMachine, m_kernels.allReduce);
        m_sum.communication += seconds;
        if (m_operators && seconds > 0.0)
            addOperator(*m_operators, {OperatorKind::AllReduce, times, call, seconds, 0.0, 0.0});
    }

    /// `copies` FFNs side by side, each of them for `rows` tokens.
    void feedForward(OperatorKind into, OperatorKind outOf, double layers, double rows, double width, double copies)
    {
        if (layers <= 0.0)
            return;
        const double part = width * copies / m_tensor;
        const double up = m_model.gatedFfn ? 2.0 : 1.0;
        product(into, layers, rows, up * part, m_model.dimension);
        product(outOf, layers, rows, copies * m_model.dimension, width / m_tensor);
        elementwise(OperatorKind::Activation, layers, m_kernels.activationBytes * rows * part * (up + 1.0),
                    m_kernels.activation);
    }

    const LanguageModel& m_model;
    const TransformerKernels& m_kernels;
    double m_tensor;
    double m_rows;
    StepOperators* m_operators;
    bool m_products = true;
    StepWork m_sum;
};

/// The encoder's layers as a model of their own; a copy of numbers, without the names.
LanguageModel encoderOf(const LanguageModel& model)
{
    LanguageModel encoder;
    encoder.dimension = model.dimension;
    encoder.ffnDimension = model.ffnDimension;
    encoder.decoderLayers = model.encoderLayers;
    encoder.heads = model.heads;
    encoder.kvHeads = model.kvHeads;
    encoder.headDimension = model.headDimension;
    encoder.gatedFfn = model.gatedFfn;
    encoder.vocabulary = model.vocabulary;
    return encoder;
}

AttentionCall attentionCall(const LanguageModel& model, const TransformerKernels& kernels,
                            const Parallelism& parallelism, double batch, double tokens, double context)
{
    AttentionCall call;
    call.batch = batch;
    call.newTokens = tokens;
    call.context = context;
    call.heads = std::max(1.0, model.heads / parallelism.tensor);
    call.kvHeads = std::max(1.0, kvHeadsOf(model) / parallelism.tensor);
    call.headDimension = headDimensionOf(model);
    call.kvBytes = kernels.kvBytes;
    return call;
}

void addAttention(StepWork& work, const StepOperator& done, StepOperators* operators)
{
    work.attention += done.seconds;
    work.seconds += done.seconds;
    work.flops += done.flops;
    work.bytes += done.bytes;
    if (operators)
        addOperator(*operators, done);
}

void addDecodeAttention(StepWork& work, OperatorKind kind, const LanguageModel& model,
                        const TransformerKernels& kernels, const AttentionCall& call, double weight,
                        StepOperators* operators)
{
    const double layers = weight * model.decoderLayers;
    const double width = call.batch * call.context * call.headDimension;
    addAttention(work,
                 {kind, layers, call, layers * decodeAttentionSeconds(call, kernels.attentionMachine, kernels.decode),
                  layers * 4.0 * width * call.heads, layers * 2.0 * width * call.kvHeads * call.kvBytes},
                 operators);
}

/// Attention of decoding over the sequence's own cache, which some software moves more than once.
void addContextAttention(StepWork& work, const LanguageModel& model, const TransformerKernels& kernels,
                         const AttentionCall& call, double weight, StepOperators* operators)
{
    const double layers = weight * model.decoderLayers;
    if (call.newTokens <= 1.0) {
        addDecodeAttention(work, OperatorKind::Attention, model, kernels, call, weight, operators);
    } else {
        const double width = call.batch * call.headDimension;
        addAttention(work,
                     {OperatorKind::Attention, layers, call,
                      layers * prefillAttentionSeconds(call, kernels.attentionMachine, kernels.prefill),
                      layers * 4.0 * width * call.newTokens * call.heads * call.context,
                      layers * 2.0 * width * (call.context + call.newTokens) * call.kvHeads * call.kvBytes},
                     operators);
    }
    if (kernels.launch.kvTraffic > 1.0) {
        const double bytes = (kernels.launch.kvTraffic - 1.0) * weight * model.decoderLayers * 2.0 * call.batch
            * call.context * call.kvHeads * call.headDimension * call.kvBytes;
        addAttention(
            work,
            {OperatorKind::CacheMoves, layers, call, bytes / kernels.attentionMachine.memoryBandwidth, 0.0, bytes},
            operators);
    }
}

/// Activations between pipeline stages.
void addPipeline(StepWork& work, const LanguageModel& model, const TransformerKernels& kernels,
                 const Parallelism& parallelism, double rows, StepOperators* operators)
{
    if (parallelism.pipeline <= 1.0)
        return;
    const CollectiveCall call{CollectiveOperation::SendReceive, 2.0, kernels.activationBytes * rows * model.dimension};
    const double times = parallelism.pipeline - 1.0;
    const double seconds = times * collectiveSeconds(call, kernels.attentionMachine, kernels.sendReceive);
    work.communication += seconds;
    work.seconds += seconds;
    if (operators)
        addOperator(*operators, {OperatorKind::SendReceive, times, call, seconds, 0.0, 0.0});
}

} // namespace

StepWork& StepWork::operator+=(const StepWork& other)
{
    seconds += other.seconds;
    gemm += other.gemm;
    attention += other.attention;
    elementwise += other.elementwise;
    communication += other.communication;
    flops += other.flops;
    bytes += other.bytes;
    return *this;
}

StepWork StepWork::scaled(double factor) const
{
    return {factor * seconds,       factor * gemm,  factor * attention, factor * elementwise,
            factor * communication, factor * flops, factor * bytes};
}

double visitedExperts(const LanguageModel& model, double tokens)
{
    if (!model.hasExperts())
        return 1.0;
    return std::max(model.activeExperts,
                    model.experts * -std::expm1(tokens * std::log1p(-model.activeExperts / model.experts)));
}

StepWork prefillStep(const LanguageModel& model, const TransformerKernels& kernels, const Parallelism& parallelism,
                     double batch, double tokens, double context, StepOperators* operators)
{
    StepWork work = LayerSum(model, kernels, parallelism, batch * tokens, operators).dense(batch);
    const AttentionCall call = attentionCall(model, kernels, parallelism, batch, tokens, context);
    const double pairs = tokens * (context + 0.5 * tokens);
    const double layers = model.decoderLayers;
    addAttention(work,
                 {OperatorKind::Attention, layers, call,
                  layers * prefillAttentionSeconds(call, kernels.attentionMachine, kernels.prefill),
                  layers * 4.0 * batch * call.heads * call.headDimension * pairs,
                  layers * 2.0 * batch * (context + tokens) * call.kvHeads * call.headDimension * call.kvBytes},
                 operators);
    addPipeline(work, model, kernels, parallelism, batch * tokens, operators);
    return work;
}

StepWork decodeStep(const LanguageModel& model, const TransformerKernels& kernels, const Parallelism& parallelism,
                    double batch, double context)
{
    StepWork work = denseStep(model, kernels, parallelism, batch);
    addContextAttention(work, model, kernels, attentionCall(model, kernels, parallelism, batch, 1.0, context), 1.0,
                        nullptr);
    return work;
}

StepWork denseStep(const LanguageModel& model, const TransformerKernels& kernels, const Parallelism& parallelism,
                   double rows, StepOperators* operators)
{
    StepWork work = LayerSum(model, kernels, parallelism, rows, operators).dense(rows);
    addPipeline(work, model, kernels, parallelism, rows, operators);
    return work;
}

StepWork elementwiseStep(const LanguageModel& model, const TransformerKernels& kernels, double rows,
                         StepOperators* operators)
{
    return LayerSum(model, kernels, {}, rows, operators).onlyElementwise().dense(0.0);
}

StepWork crossSetupStep(const LanguageModel& model, const TransformerKernels& kernels, const Parallelism& parallelism,
                        double tokens, StepOperators* operators)
{
    return model.isEncoderDecoder() ? LayerSum(model, kernels, parallelism, tokens, operators).crossKeys() : StepWork{};
}

std::array<ContextSample, 8> contextSamples(const DecodeSpan& span)
{
    constexpr std::array<double, 4> kPoints{-0.8611363115940526, -0.3399810435848563, 0.3399810435848563,
                                            0.8611363115940526};
    constexpr std::array<double, 4> kWeights{0.3478548451374538, 0.6521451548625461, 0.6521451548625461,
                                             0.3478548451374538};
    const double growth = std::max(0.0, span.steps - 1.0) * span.advance;
    std::array<ContextSample, 8> samples;
    for (std::size_t i = 0; i < samples.size(); ++i) {
        const double half = i < kPoints.size() ? 0.0 : 0.5;
        const double point = kPoints[i % kPoints.size()];
        samples[i] = {span.context + growth * (half + 0.25 * (1.0 + point)), 0.25 * kWeights[i % kPoints.size()]};
    }
    return samples;
}

StepWork contextAttention(const LanguageModel& model, const TransformerKernels& kernels, const Parallelism& parallelism,
                          const DecodeSpan& span, double context)
{
    StepWork work;
    addContextAttention(work, model, kernels,
                        attentionCall(model, kernels, parallelism, span.batch, span.newTokens, context), 1.0, nullptr);
    return work;
}

StepWork meanAttention(const LanguageModel& model, const TransformerKernels& kernels, const Parallelism& parallelism,
                       const DecodeSpan& span, StepOperators* operators)
{
    StepWork work;
    for (const ContextSample& sample : contextSamples(span)) {
        addContextAttention(work, model, kernels,
                            attentionCall(model, kernels, parallelism, span.batch, span.newTokens, sample.context),
                            sample.weight, operators);
    }
    return work;
}

StepWork meanDecodeStep(const LanguageModel& model, const TransformerKernels& kernels, const Parallelism& parallelism,
                        double batch, double context, double steps)
{
    StepWork work = denseStep(model, kernels, parallelism, batch);
    work += meanAttention(model, kernels, parallelism, {batch, context, steps});
    return work;
}

StepWork encoderStep(const LanguageModel& model, const TransformerKernels& kernels, const Parallelism& parallelism,
                     double batch, double tokens, StepOperators* operators)
{
    if (!model.isEncoderDecoder())
        return {};
    LanguageModel encoder = encoderOf(model);
    StepWork work = LayerSum(encoder, kernels, parallelism, batch * tokens, operators).dense(0.0);
    // As many pairs as tokens that see half of themselves in the cache and the other half causally.
    const AttentionCall call = attentionCall(encoder, kernels, parallelism, batch, tokens, 0.5 * tokens);
    const double layers = encoder.decoderLayers;
    addAttention(work,
                 {OperatorKind::Attention, layers, call,
                  layers * prefillAttentionSeconds(call, kernels.attentionMachine, kernels.prefill),
                  layers * 4.0 * batch * call.heads * call.headDimension * tokens * tokens,
                  layers * 4.0 * batch * tokens * call.heads * call.headDimension},
                 operators);
    return work;
}

StepWork crossAttentionStep(const LanguageModel& model, const TransformerKernels& kernels,
                            const Parallelism& parallelism, double batch, double crossTokens, StepOperators* operators,
                            bool projections)
{
    if (!model.isEncoderDecoder())
        return {};
    LayerSum sum(model, kernels, parallelism, batch, operators);
    StepWork work = (projections ? sum : sum.onlyElementwise()).crossProjections();
    addDecodeAttention(work, OperatorKind::CrossAttention, model, kernels,
                       attentionCall(model, kernels, parallelism, batch, 1.0, crossTokens), 1.0, operators);
    return work;
}

double hostSeconds(const LanguageModel& model, const TransformerKernels& kernels, const Parallelism& parallelism,
                   double batch)
{
    return kernels.host.perStep + kernels.host.perSequence * batch
        + (parallelism.tensor > 1.0 ? kernels.host.perLayer * model.decoderLayers : 0.0);
}

double stepSeconds(const LanguageModel& model, const TransformerKernels& kernels, const Parallelism& parallelism,
                   double batch, const StepWork& work)
{
    const LaunchConstants& launch = kernels.launch;
    const double launches =
        model.decoderLayers * (launch.perLayer + (model.isEncoderDecoder() ? launch.perCrossLayer : 0.0));
    double seconds = work.seconds;
    if (launches > 0.0) {
        // The larger term to the front keeps the p-norm finite whatever the sizes.
        const double larger = std::max(launches, seconds);
        const double ratio = std::min(launches, seconds) / larger;
        seconds = larger * std::pow(1.0 + std::pow(ratio, launch.overlapNorm), 1.0 / launch.overlapNorm);
    }
    return seconds + hostSeconds(model, kernels, parallelism, batch);
}

OfflineBatch offlineBatch(const LanguageModel& model, const TransformerKernels& kernels, const Parallelism& parallelism,
                          double batch, double inputTokens, double outputTokens)
{
    OfflineBatch result;
    result.steps = std::max(0.0, outputTokens - 1.0); // the prefill yields the first token
    result.prefill =
        stepSeconds(model, kernels, parallelism, batch, prefillStep(model, kernels, parallelism, batch, inputTokens));
    if (result.steps > 0.0)
        result.decode = result.steps
            * stepSeconds(model, kernels, parallelism, batch,
                          meanDecodeStep(model, kernels, parallelism, batch, inputTokens + 1.0, result.steps));
    return result;
}

} // namespace ralmscope
