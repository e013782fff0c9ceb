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

    // Multi-head latent attention (MLA; DeepSeek-V2, arXiv 2405.04434, section 2.1): keys and values of all heads are
    // made of one latent per token, which is what the cache holds, beside one rotated key. 0: none of it.
    double latentRank = 0.0;
    double latentRotary = 0.0; ///< width of the rotated key that all heads share
    double latentKey = 0.0; ///< width of a head's key that is not rotated
    double latentValue = 0.0; ///< width of a head's value
    double latentQueryRank = 0.0; ///< queries are made of a latent of this width; 0: of the input
    Source latent;

    // Mamba-2 layers (arXiv 2405.21060, section 7) between layers of attention and feed-forward layers. Each of the
    // decoder's layers has one or two of the three. 0: attention and feed-forward in every layer.
    double recurrentLayers = 0.0;
    double hybridAttentionLayers = 0.0;
    double hybridFfnLayers = 0.0;
    double stateHeads = 0.0;
    double stateHeadDimension = 0.0;
    double stateSize = 0.0; ///< values that one channel remembers
    double stateGroups = 0.0; ///< heads of a group share their input and output projections of the state
    double convolution = 0.0; ///< tokens under the kernel
    double stateBytes = 0.0; ///< per value of the state, which is often wider than the cache
    Source recurrence;

    std::vector<std::string> measuredAs; ///< names of this model in measured tables

    bool hasExperts() const { return experts > 0.0; }
    bool isEncoderDecoder() const { return encoderLayers > 0.0; }
    bool hasLatentAttention() const { return latentRank > 0.0; }
    bool isHybrid() const { return recurrentLayers > 0.0; }
};

/// Keys and values of one token and layer are this wide, each. Not of latent attention.
double kvWidth(const LanguageModel& model);
/// Queries of one token and layer are this wide. Not of latent attention.
double queryWidth(const LanguageModel& model);
double headDimensionOf(const LanguageModel& model);
double kvHeadsOf(const LanguageModel& model);

/// Decoder layers with attention, and with an FFN or experts: all of them but in hybrid models.
double attentionLayers(const LanguageModel& model);
double ffnLayers(const LanguageModel& model);
/// Attention, recurrent and feed-forward parts of the decoder: each has a norm before it and, over several GPUs, an
/// all-reduce behind it.
double sublayers(const LanguageModel& model);
/// Channels of a recurrent layer, and those that its convolution sees on one of `shards` GPUs.
double recurrentWidth(const LanguageModel& model);
double convolvedWidth(const LanguageModel& model, double shards = 1.0);

/// Weights, from the shape: embedding, decoder layers, and cross-attention, encoder and its embedding where present.
/// Chameleon's formula (PVLDB 18(1), Table 1) generalised to grouped queries and latents, gated and expert FFNs and
/// Mamba-2 layers. Norms and biases, below 0.1 %, are not counted.
double parameterCount(const LanguageModel& model);
/// Those that one token is multiplied with: its own experts, and no embedding, of which it reads a row.
double activeParameterCount(const LanguageModel& model);
/// Weights of the projections of one layer's attention, and of one recurrent layer.
double attentionWeights(const LanguageModel& model);
double recurrentWeights(const LanguageModel& model);

/// KV-cache bytes of one token of one sequence, all layers with self-attention. Of MLA, the latent and the rotated key.
double kvBytesPerToken(const LanguageModel& model, double bytesPerElement);
/// GPUs of `tensor` that share the cache of a sequence. A latent belongs to all heads, so every GPU holds it whole;
/// KV heads are repeated where there are fewer of them than GPUs.
double kvShards(const LanguageModel& model, double tensor);

/// Widest intermediate of a layer that a GPU holds its share of, in values per token.
double widestActivation(const LanguageModel& model);

/// State and convolution window of one sequence in all recurrent layers, in bytes; whatever its length.
double stateBytesPerSequence(const LanguageModel& model);

/// Cross-attention keys and values of one retrieved token of one sequence, all decoder layers; 0 without
/// cross-attention.
double crossKvBytesPerToken(const LanguageModel& model, double bytesPerElement);

} // namespace ralmscope
