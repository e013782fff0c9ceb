// SPDX-License-Identifier: GPL-3.0-or-later
#include "language_model.h"

#include <algorithm>

namespace ralmscope {

namespace {

constexpr double kWindowBytes = 2.0; ///< per value of the convolution's window, which is kept like activations

double ffnWeights(const LanguageModel& model, double width)
{
    return (model.gatedFfn ? 3.0 : 2.0) * model.dimension * width;
}

/// Feed-forward weights of the decoder with so many experts per layer.
double decoderFfnWeights(const LanguageModel& model, double experts)
{
    const double expertLayers = model.hasExperts() ? ffnLayers(model) - model.denseLayers : 0.0;
    const double expertLayer = experts * ffnWeights(model, model.expertFfn) + ffnWeights(model, model.sharedFfn)
        + model.experts * model.dimension;
    return (ffnLayers(model) - expertLayers) * ffnWeights(model, model.ffnDimension) + expertLayers * expertLayer;
}

/// Attention, recurrence and FFNs of the decoder, with cross-attention, and the encoder's layers.
double layerWeights(const LanguageModel& model, double experts)
{
    double count = attentionLayers(model) * attentionWeights(model) + model.recurrentLayers * recurrentWeights(model)
        + decoderFfnWeights(model, experts);
    if (model.isEncoderDecoder())
        count += attentionWeights(model) * model.decoderLayers
            + model.encoderLayers * (attentionWeights(model) + ffnWeights(model, model.ffnDimension));
    return count;
}

} // namespace

double kvHeadsOf(const LanguageModel& model)
{
    return model.kvHeads > 0.0 ? model.kvHeads : model.heads;
}

double headDimensionOf(const LanguageModel& model)
{
    return model.headDimension > 0.0 ? model.headDimension : model.dimension / model.heads;
}

double queryWidth(const LanguageModel& model)
{
    return model.headDimension > 0.0 ? model.heads * model.headDimension : model.dimension;
}

double kvWidth(const LanguageModel& model)
{
    return model.kvHeads > 0.0 ? model.kvHeads * headDimensionOf(model) : queryWidth(model);
}

double attentionLayers(const LanguageModel& model)
{
    return model.isHybrid() ? model.hybridAttentionLayers : model.decoderLayers;
}

double ffnLayers(const LanguageModel& model)
{
    return model.isHybrid() ? model.hybridFfnLayers : model.decoderLayers;
}

double sublayers(const LanguageModel& model)
{
    return attentionLayers(model) + model.recurrentLayers + ffnLayers(model);
}

double recurrentWidth(const LanguageModel& model)
{
    return model.stateHeads * model.stateHeadDimension;
}

double convolvedWidth(const LanguageModel& model, double shards)
{
    return recurrentWidth(model) / shards + 2.0 * std::max(model.stateGroups / shards, 1.0) * model.stateSize;
}

double attentionWeights(const LanguageModel& model)
{
    if (!model.hasLatentAttention())
        return 2.0 * model.dimension * (queryWidth(model) + kvWidth(model));
    const double query = model.heads * (model.latentKey + model.latentRotary);
    const double queries =
        model.latentQueryRank > 0.0 ? model.latentQueryRank * (model.dimension + query) : model.dimension * query;
    return queries + model.dimension * (model.latentRank + model.latentRotary)
        + model.latentRank * model.heads * (model.latentKey + model.latentValue)
        + model.heads * model.latentValue * model.dimension;
}

double recurrentWeights(const LanguageModel& model)
{
    const double width = recurrentWidth(model);
    const double into = width + convolvedWidth(model) + model.stateHeads;
    return model.dimension * (into + width) + model.convolution * convolvedWidth(model);
}

double parameterCount(const LanguageModel& model)
{
    const double embedding = model.vocabulary * model.dimension;
    return embedding * (model.untiedHead ? 2.0 : 1.0) + model.positions * model.dimension
        + layerWeights(model, model.experts) + (model.isEncoderDecoder() ? embedding : 0.0);
}

double activeParameterCount(const LanguageModel& model)
{
    return model.vocabulary * model.dimension + layerWeights(model, model.activeExperts);
}

double kvBytesPerToken(const LanguageModel& model, double bytesPerElement)
{
    const double values = model.hasLatentAttention() ? model.latentRank + model.latentRotary : 2.0 * kvWidth(model);
    return values * attentionLayers(model) * bytesPerElement;
}

double kvShards(const LanguageModel& model, double tensor)
{
    return model.hasLatentAttention() ? 1.0 : std::min(tensor, kvHeadsOf(model));
}

double widestActivation(const LanguageModel& model)
{
    const double attention = model.hasLatentAttention()
        ? model.heads * (2.0 * model.latentKey + model.latentRotary + model.latentValue)
        : queryWidth(model) + 2.0 * kvWidth(model);
    const double recurrent = recurrentWidth(model) + convolvedWidth(model);
    return std::max({model.ffnDimension * (model.gatedFfn ? 2.0 : 1.0), attention, recurrent});
}

double stateBytesPerSequence(const LanguageModel& model)
{
    if (!model.isHybrid())
        return 0.0;
    const double state = recurrentWidth(model) * model.stateSize * model.stateBytes;
    return model.recurrentLayers * (state + (model.convolution - 1.0) * convolvedWidth(model) * kWindowBytes);
}

double crossKvBytesPerToken(const LanguageModel& model, double bytesPerElement)
{
    return model.isEncoderDecoder() ? kvBytesPerToken(model, bytesPerElement) : 0.0;
}

} // namespace ralmscope
