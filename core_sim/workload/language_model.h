// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_entry.h"
#include "provenance.h"

namespace ralmscope {

/// Shape of a transformer and how it retrieves. encoderLayers = 0: decoder only, without cross-attention.
struct LanguageModel : CatalogEntry
{
    double dimension = 0.0;
    double ffnDimension = 0.0;
    double decoderLayers = 0.0;
    double encoderLayers = 0.0;
    double heads = 0.0;
    double vocabulary = 0.0;
    double publishedParameters = 0.0; ///< 0: not published
    double retrievalK = 0.0; ///< K the model was trained with
    double retrievalInterval = 0.0; ///< tokens between retrievals
    double chunkTokens = 0.0; ///< tokens of one retrieved passage
    double queryTokens = 0.0; ///< tokens the encoder reads to make a query (encoder-decoder only)
    Source source;

    double kvHeads = 0.0; ///< 0: as many as heads
    double headDimension = 0.0; ///< 0: dimension / heads
    bool gatedFfn = false; ///< three FFN matrices instead of two
    bool untiedHead = false; ///< the output projection has weights of its own
    double positions = 0.0; ///< learned position embeddings
    double experts = 0.0; ///< per layer; 0: dense FFN
    double activeExperts = 0.0; ///< per token
    double expertFfn = 0.0; ///< FFN width of one expert
    double sharedFfn = 0.0; ///< FFN width that every token passes beside its experts
    double denseLayers = 0.0; ///< layers of ffnDimension without experts
    Source architecture;
    std::vector<std::string> measuredAs; ///< names of this model in measured tables

    bool hasExperts() const { return experts > 0.0; }
    bool isEncoderDecoder() const { return encoderLayers > 0.0; }
};

/// Keys and values of one token and layer are this wide, each.
double kvWidth(const LanguageModel& model);
/// Queries of one token and layer are this wide.
double queryWidth(const LanguageModel& model);
double headDimensionOf(const LanguageModel& model);
double kvHeadsOf(const LanguageModel& model);

/// Weights, from the shape: embedding, decoder layers, and cross-attention, encoder and its embedding where present.
/// Chameleon's formula (PVLDB 18(1), Table 1) generalised to grouped queries, gated and expert FFNs. Norms and biases,
/// below 0.1 %, are not counted.
double parameterCount(const LanguageModel& model);

/// KV-cache bytes of one token of one sequence, all decoder layers (self-attention).
double kvBytesPerToken(const LanguageModel& model, double bytesPerElement);

/// Cross-attention keys and values of one retrieved token of one sequence, all decoder layers; 0 without
/// cross-attention.
double crossKvBytesPerToken(const LanguageModel& model, double bytesPerElement);

} // namespace ralmscope
