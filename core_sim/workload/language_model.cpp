// SPDX-License-Identifier: GPL-3.0-or-later
#include "language_model.h"

namespace ralmscope {

namespace {

/// Weights of one layer: four attention projections and the two FFN matrices.
double layerWeights(const LanguageModel& model)
{
    return 4.0 * model.dimension * model.dimension + 2.0 * model.dimension * model.ffnDimension;
}

} // namespace

double parameterCount(const LanguageModel& model)
{
    const double d = model.dimension;
    double count = model.vocabulary * d + model.decoderLayers * layerWeights(model);
    if (model.isEncoderDecoder())
        count += 4.0 * model.decoderLayers * d * d + model.encoderLayers * layerWeights(model) + model.vocabulary * d;
    return count;
}

double kvBytesPerToken(const LanguageModel& model, double bytesPerElement)
{
    return 2.0 * model.dimension * model.decoderLayers * bytesPerElement;
}

double crossKvBytesPerToken(const LanguageModel& model, double bytesPerElement)
{
    return model.isEncoderDecoder() ? kvBytesPerToken(model, bytesPerElement) : 0.0;
}

double encoderFlops(const LanguageModel& model, double batch, double k)
{
    if (!model.isEncoderDecoder())
        return 0.0;
    const double retrieved = k * model.chunkTokens;
    const double projections = 2.0 * (retrieved + model.queryTokens) * layerWeights(model);
    const double attention = 4.0 * (retrieved * retrieved + model.queryTokens * model.queryTokens) * model.dimension;
    return batch * model.encoderLayers * (projections + attention);
}

double crossKvFlops(const LanguageModel& model, double batch, double k)
{
    if (!model.isEncoderDecoder())
        return 0.0;
    return batch * k * model.chunkTokens * model.decoderLayers * 4.0 * model.dimension * model.dimension;
}

} // namespace ralmscope
