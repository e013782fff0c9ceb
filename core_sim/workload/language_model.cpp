// SPDX-License-Identifier: GPL-3.0-or-later
#include "language_model.h"

namespace ralmscope {

namespace {

/// Weights of the four attention projections of one layer.
double attentionWeights(const LanguageModel& model)
{
    return 2.0 * model.dimension * (queryWidth(model) + kvWidth(model));
}

double ffnWeights(const LanguageModel& model, double width)
{
    return (model.gatedFfn ? 3.0 : 2.0) * model.dimension * width;
}

/// Weights of one layer with a dense FFN.
double layerWeights(const LanguageModel& model)
{
    return attentionWeights(model) + ffnWeights(model, model.ffnDimension);
}

double decoderWeights(const LanguageModel& model)
{
    if (!model.hasExperts())
        return model.decoderLayers * layerWeights(model);
    const double expertLayer = attentionWeights(model) + model.experts * ffnWeights(model, model.expertFfn)
        + ffnWeights(model, model.sharedFfn) + model.experts * model.dimension;
    return model.denseLayers * layerWeights(model) + (model.decoderLayers - model.denseLayers) * expertLayer;
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

double parameterCount(const LanguageModel& model)
{
    const double d = model.dimension;
    double count = model.vocabulary * d * (model.untiedHead ? 2.0 : 1.0) + model.positions * d + decoderWeights(model);
    if (model.isEncoderDecoder())
        count += attentionWeights(model) * model.decoderLayers + model.encoderLayers * layerWeights(model)
            + model.vocabulary * d;
    return count;
}

double kvBytesPerToken(const LanguageModel& model, double bytesPerElement)
{
    return 2.0 * kvWidth(model) * model.decoderLayers * bytesPerElement;
}

double crossKvBytesPerToken(const LanguageModel& model, double bytesPerElement)
{
    return model.isEncoderDecoder() ? kvBytesPerToken(model, bytesPerElement) : 0.0;
}

} // namespace ralmscope
