// SPDX-License-Identifier: GPL-3.0-or-later
#include "layer_sum.h"

#include <algorithm>

namespace ralmscope {

namespace {

/// FLOP per element that an element-wise kernel moves, to place it in a roofline: a norm's square, sum, scale and
/// weight over an element read and written; rotations and activations are about as cheap.
constexpr double kElementwiseFlop = 2.0;

} // namespace

LayerSum::LayerSum(const LanguageModel& model, const TransformerKernels& kernels, const Parallelism& parallelism,
                   double rows, StepOperators* operators)
    : m_model(model)
    , m_kernels(kernels)
    , m_tensor(parallelism.tensor)
    , m_rows(rows)
    , m_operators(operators)
{
}

LayerSum& LayerSum::onlyElementwise()
{
    m_products = false;
    return *this;
}

StepWork LayerSum::dense(const LayerPass& pass)
{
    const double d = m_model.dimension;
    if (m_model.hasLatentAttention())
        latentProjections(pass);
    else
        attentionProjections();
    if (m_model.isHybrid())
        recurrence(pass);
    feedForwards();
    const double parts = sublayers(m_model);
    elementwise(OperatorKind::Norm, parts, 2.0 * m_kernels.activationBytes * m_rows * d, m_kernels.norm);
    rotation();
    allReduce(parts, m_kernels.activationBytes * m_rows * d);
    product(OperatorKind::LmHead, 1.0, pass.outputs, m_model.vocabulary / m_tensor, d);
    m_sum.seconds = m_sum.gemm + m_sum.elementwise + m_sum.recurrence + m_sum.communication;
    return m_sum;
}

void LayerSum::attentionProjections()
{
    const double d = m_model.dimension;
    const double layers = attentionLayers(m_model);
    const double query = queryWidth(m_model) / m_tensor;
    // KV heads are repeated where there are fewer of them than GPUs.
    const double kv = std::max(kvWidth(m_model) / m_tensor, headDimensionOf(m_model));
    product(OperatorKind::QkvProjection, layers, m_rows, query + 2.0 * kv, d);
    product(OperatorKind::OutputProjection, layers, m_rows, d, query);
}

void LayerSum::rotation()
{
    const double rotated = m_model.hasLatentAttention()
        ? (m_model.heads / m_tensor + 1.0) * m_model.latentRotary
        : queryWidth(m_model) / m_tensor + std::max(kvWidth(m_model) / m_tensor, headDimensionOf(m_model));
    elementwise(OperatorKind::Rotary, attentionLayers(m_model), m_kernels.activationBytes * m_rows * rotated,
                m_kernels.rotary);
}

/// DeepSeek-V3 (arXiv 2412.19437), section 2.1.1, equations 1 to 11. The matrices of the heads are shared among GPUs;
/// each GPU makes the whole latents.
void LayerSum::latentProjections(const LayerPass& pass)
{
    const LanguageModel& m = m_model;
    const double layers = attentionLayers(m);
    const double heads = m.heads / m_tensor;
    const double query = heads * (m.latentKey + m.latentRotary);
    const double latents = m.latentRank + m.latentQueryRank;
    const bool compressed = m.latentQueryRank > 0.0;
    product(OperatorKind::QkvProjection, layers, m_rows, latents + m.latentRotary + (compressed ? 0.0 : query),
            m.dimension);
    if (compressed)
        product(OperatorKind::QueryUp, layers, m_rows, query, m.latentQueryRank);
    if (pass.expanded > 0.0) {
        product(OperatorKind::KeyValueUp, layers, pass.expanded, heads * (m.latentKey + m.latentValue), m.latentRank);
    } else {
        product(OperatorKind::KeyAbsorption, layers, m_rows, heads * m.latentRank, m.latentKey);
        product(OperatorKind::ValueUp, layers, m_rows, heads * m.latentValue, m.latentRank);
    }
    product(OperatorKind::OutputProjection, layers, m_rows, m.dimension, heads * m.latentValue);
    elementwise(OperatorKind::Norm, layers, 2.0 * m_kernels.activationBytes * m_rows * latents, m_kernels.norm);
}

/// Mamba-2 (arXiv 2405.21060), section 7 and figure 6: one projection in, a short convolution, the recurrence, a gated
/// norm, one projection out. Step by step, the state is read and written and nothing of the context is: a read for all
/// tokens of a sequence, a write after each, so that rejected proposals can be undone.
void LayerSum::recurrence(const LayerPass& pass)
{
    const LanguageModel& m = m_model;
    const double layers = m.recurrentLayers;
    const double width = recurrentWidth(m) / m_tensor;
    const double convolved = convolvedWidth(m, m_tensor);
    const double element = m_kernels.activationBytes;
    const double sequences = m_rows / pass.perSequence;
    product(OperatorKind::RecurrentIn, layers, m_rows, width + convolved + m.stateHeads / m_tensor, m.dimension);
    const double window = pass.scanned ? 0.0 : 2.0 * sequences * (m.convolution - 1.0);
    elementwise(OperatorKind::Convolution, layers, element * (2.0 * m_rows + window) * convolved, m_kernels.activation);
    if (!pass.scanned) {
        const double state = sequences * (1.0 + pass.perSequence) * width * m.stateSize * m.stateBytes;
        elementwise(OperatorKind::StateUpdate, layers, state + element * m_rows * (width + convolved),
                    m_kernels.activation);
    }
    elementwise(OperatorKind::Norm, layers, 3.0 * element * m_rows * width, m_kernels.norm);
    product(OperatorKind::RecurrentOut, layers, m_rows, m.dimension, width);
}

void LayerSum::feedForwards()
{
    const double layers = ffnLayers(m_model);
    const double expertLayers = m_model.hasExperts() ? layers - m_model.denseLayers : 0.0;
    feedForward(OperatorKind::FfnUp, OperatorKind::FfnDown, layers - expertLayers, m_rows, m_model.ffnDimension, 1.0);
    if (expertLayers <= 0.0)
        return;
    const double visited = visitedExperts(m_model, m_rows);
    feedForward(OperatorKind::ExpertUp, OperatorKind::ExpertDown, expertLayers,
                m_rows * m_model.activeExperts / visited, m_model.expertFfn, visited);
    if (m_model.sharedFfn > 0.0)
        feedForward(OperatorKind::SharedUp, OperatorKind::SharedDown, expertLayers, m_rows, m_model.sharedFfn, 1.0);
}

StepWork LayerSum::crossKeys()
{
    product(OperatorKind::CrossKeys, m_model.decoderLayers, m_rows, 2.0 * std::max(1.0, kvWidth(m_model) / m_tensor),
            m_model.dimension);
    m_sum.seconds = m_sum.gemm;
    return m_sum;
}

StepWork LayerSum::crossProjections()
{
    const double query = queryWidth(m_model) / m_tensor;
    product(OperatorKind::CrossQuery, m_model.decoderLayers, m_rows, query, m_model.dimension);
    product(OperatorKind::CrossOutput, m_model.decoderLayers, m_rows, m_model.dimension, query);
    elementwise(OperatorKind::Norm, m_model.decoderLayers, 2.0 * m_kernels.activationBytes * m_rows * m_model.dimension,
                m_kernels.norm);
    m_sum.seconds = m_sum.gemm + m_sum.elementwise;
    return m_sum;
}

void LayerSum::product(OperatorKind kind, double times, double m, double n, double k)
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

void LayerSum::elementwise(OperatorKind kind, double times, double bytes, const ElementwiseConstants& constants)
{
    if (times <= 0.0)
        return;
    const double seconds = times * elementwiseSeconds(bytes, m_kernels.attentionMachine, constants);
    (kind == OperatorKind::StateUpdate ? m_sum.recurrence : m_sum.elementwise) += seconds;
    m_sum.bytes += times * bytes;
    if (m_operators)
        addOperator(*m_operators,
                    {kind, times, ElementwiseCall{bytes}, seconds,
                     times * kElementwiseFlop * bytes / m_kernels.activationBytes, times * bytes});
}

void LayerSum::allReduce(double times, double bytes)
{
    if (!m_products)
        return;
    const CollectiveCall call{CollectiveOperation::AllReduce, m_tensor, bytes};
    const double seconds =
        times * fabricAllReduceSeconds(call, m_kernels.attentionMachine, m_kernels.allReduce, m_kernels.fabric);
    m_sum.communication += seconds;
    if (m_operators && seconds > 0.0)
        addOperator(*m_operators, {OperatorKind::AllReduce, times, call, seconds, 0.0, 0.0});
}

void LayerSum::feedForward(OperatorKind into, OperatorKind outOf, double layers, double rows, double width,
                           double copies)
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

} // namespace ralmscope
