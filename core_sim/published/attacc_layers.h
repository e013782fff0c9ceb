// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "attacc_configuration.h"
#include "attacc_reference.h"
#include "attacc_tiles.h"

namespace ralmscope::attacc {

/// Sizes of one decoder on one of the tensor-parallel GPUs.
struct Shard
{
    explicit Shard(const Point& point);

    double dimension; ///< h' = floor(h / N)
    double heads; ///< floor(A / N): what does not divide is lost
    double headDimension;
    double ffn; ///< may be fractional

    Gemm score(double queries, double context, double batch) const
    {
        return {queries, context, headDimension, heads * batch};
    }
    Gemm context(double queries, double context, double batch) const
    {
        return {queries, headDimension, context, heads * batch};
    }
};

/// Seconds and joules of a layer on one GPU. computeBound says which side of the roofline it is on.
struct LayerCost
{
    double seconds = 0.0;
    bool computeBound = false;
    LevelEnergy energy;
};

/// Layers of one decoder on a GPU. `rows` is M: batch in decoding, batch times input in prefill.
class GpuLayers
{
public:
    explicit GpuLayers(const Point& point);

    LayerCost gemm(const Gemm& gemm, Blocks blocks) const;
    LayerCost softmax(double queries, double context, double problems) const;
    LayerCost activation(double rows, double width) const;
    LayerCost norm(double rows, double dimension) const;
    double allReduceSeconds(double rows) const;
    double linkSeconds(double bytes, double bandwidth) const { return bytes / (bandwidth / 2.0); }

private:
    const Point& m_point;
    double m_words; ///< operations a unit does at this word size for every one at 2 bytes: 2 / D
};

/// Score, softmax and context of decoding on one socket of the host. Energy is not charged there.
struct HostAttention
{
    double matmulSeconds = 0.0;
    double softmaxSeconds = 0.0;
};
HostAttention hostAttention(const Point& point, const Shard& shard, double context);

} // namespace ralmscope::attacc
