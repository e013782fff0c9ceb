// SPDX-License-Identifier: GPL-3.0-or-later
#include "transformer_step.h"

#include "layer_sum.h"
#include "state_scan.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace ralmscope {

namespace {

/// Prompts from a chunk of the scan on are not taken token by token.
constexpr double kScannedTokens = 128.0;

/// Host time and launches are known per layer of attention and FFN; the parts of hybrid models count half of that.
double layersLaunched(const LanguageModel& model)
{
    return 0.5 * sublayers(model);
}

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
    // Expanded keys are wider than values: as many products and bytes as with both of their mean.
    call.headDimension = model.hasLatentAttention() ? 0.5 * (model.latentKey + model.latentRotary + model.latentValue)
                                                    : headDimensionOf(model);
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
    const double layers = weight * attentionLayers(model);
    const double width = call.batch * call.context * call.headDimension;
    addAttention(work,
                 {kind, layers, call, layers * decodeAttentionSeconds(call, kernels.attentionMachine, kernels.decode),
                  layers * 4.0 * width * call.heads, layers * 2.0 * width * call.kvHeads * call.kvBytes},
                 operators);
}

/// Queries that meet the latents themselves, once for all heads.
void addLatentAttention(StepWork& work, const LanguageModel& model, const TransformerKernels& kernels,
                        const AttentionCall& like, double weight, StepOperators* operators)
{
    const LatentAttentionCall call{
        like.batch,       like.newTokens, like.context, like.heads, model.latentRank + model.latentRotary,
        model.latentRank, kernels.kvBytes};
    const double layers = weight * attentionLayers(model);
    addAttention(work,
                 {OperatorKind::Attention, layers, call,
                  layers * latentAttentionSeconds(call, kernels.attentionMachine, kernels.decode, kernels.prefill),
                  layers * call.flops(), layers * call.bytes()},
                 operators);
}

/// New tokens per sequence from which on it is less work to make keys and values of a cached context than to meet its
/// latents: their making over what each new token then saves.
double tokensToExpand(const LanguageModel& model)
{
    const double head = model.latentKey + model.latentRotary + model.latentValue;
    return model.latentRank * (model.latentKey + model.latentValue)
        / (2.0 * model.latentRank + model.latentRotary - head);
}

/// Recurrence of all layers over whole prompts.
void addScan(StepWork& work, const LanguageModel& model, const TransformerKernels& kernels,
             const Parallelism& parallelism, double tokens, StepOperators* operators)
{
    const StateScanCall call{tokens, recurrentWidth(model) / parallelism.tensor,
                             std::max(1.0, model.stateGroups / parallelism.tensor), model.stateSize};
    const double layers = model.recurrentLayers;
    addAttention(work,
                 {OperatorKind::StateScan, layers, ElementwiseCall{call.bytes()},
                  layers * stateScanSeconds(call, kernels.attentionMachine, kernels.prefill, kernels.activation),
                  layers * call.flops(), layers * call.bytes()},
                 operators);
}

/// Attention of decoding over the sequence's own cache, which some software moves more than once.
void addContextAttention(StepWork& work, const LanguageModel& model, const TransformerKernels& kernels,
                         const AttentionCall& call, double weight, StepOperators* operators)
{
    const double layers = weight * attentionLayers(model);
    if (model.hasLatentAttention()) {
        addLatentAttention(work, model, kernels, call, weight, operators);
    } else if (call.newTokens <= 1.0) {
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
        const bool latent = model.hasLatentAttention();
        const double heads = latent ? 1.0 : call.kvHeads;
        const double width = latent ? 0.5 * (model.latentRank + model.latentRotary) : call.headDimension;
        const double bytes = (kernels.launch.kvTraffic - 1.0) * weight * attentionLayers(model) * 2.0 * call.batch
            * call.context * heads * width * call.kvBytes;
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
    const double seconds = fabricPipelineSeconds(call, parallelism.pipeline, parallelism.tensor,
                                                 kernels.attentionMachine, kernels.sendReceive, kernels.fabric);
    work.communication += seconds;
    work.betweenStages += seconds;
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
    recurrence += other.recurrence;
    communication += other.communication;
    betweenStages += other.betweenStages;
    flops += other.flops;
    bytes += other.bytes;
    return *this;
}

StepWork StepWork::scaled(double factor) const
{
    return {factor * seconds,       factor * gemm,       factor * attention,
            factor * elementwise,   factor * recurrence, factor * communication,
            factor * betweenStages, factor * flops,      factor * bytes};
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
    const bool absorbed = model.hasLatentAttention() && context > 0.0 && tokens < tokensToExpand(model);
    LayerPass pass{batch, tokens};
    pass.expanded = absorbed ? 0.0 : batch * (context + tokens);
    pass.scanned = context <= 0.0 || tokens >= kScannedTokens;
    StepWork work = LayerSum(model, kernels, parallelism, batch * tokens, operators).dense(pass);
    const AttentionCall call = attentionCall(model, kernels, parallelism, batch, tokens, context);
    const double layers = attentionLayers(model);
    if (absorbed) {
        addLatentAttention(work, model, kernels, call, 1.0, operators);
    } else {
        const double pairs = tokens * (context + 0.5 * tokens);
        addAttention(work,
                     {OperatorKind::Attention, layers, call,
                      layers * prefillAttentionSeconds(call, kernels.attentionMachine, kernels.prefill),
                      layers * 4.0 * batch * call.heads * call.headDimension * pairs,
                      layers * 2.0 * batch * (context + tokens) * call.kvHeads * call.headDimension * call.kvBytes},
                     operators);
    }
    if (model.isHybrid() && pass.scanned)
        addScan(work, model, kernels, parallelism, batch * tokens, operators);
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
                   double rows, StepOperators* operators, double perSequence)
{
    StepWork work = LayerSum(model, kernels, parallelism, rows, operators).dense({rows, perSequence});
    addPipeline(work, model, kernels, parallelism, rows, operators);
    return work;
}

StepWork elementwiseStep(const LanguageModel& model, const TransformerKernels& kernels, double rows,
                         StepOperators* operators, double perSequence)
{
    return LayerSum(model, kernels, {}, rows, operators).onlyElementwise().dense({0.0, perSequence});
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
    StepWork work = LayerSum(encoder, kernels, parallelism, batch * tokens, operators).dense({0.0, tokens});
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
        + (parallelism.tensor > 1.0 ? kernels.host.perLayer * layersLaunched(model) : 0.0);
}

double stepSeconds(const LanguageModel& model, const TransformerKernels& kernels, const Parallelism& parallelism,
                   double batch, const StepWork& work)
{
    const LaunchConstants& launch = kernels.launch;
    const double launches =
        layersLaunched(model) * (launch.perLayer + (model.isEncoderDecoder() ? launch.perCrossLayer : 0.0));
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
