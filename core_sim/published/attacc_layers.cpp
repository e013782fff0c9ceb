// SPDX-License-Identifier: GPL-3.0-or-later
#include "attacc_layers.h"

#include <algorithm>
#include <cmath>

namespace ralmscope::attacc {

namespace {

constexpr double kSoftmaxOps = 5.0; // per element
constexpr double kNormOps = 5.0;
constexpr double kFittedBandwidth = 1555e9; // B/s of the A100 that the kernel times were fitted on
constexpr double kFittedLink = 600e9; // B/s of its links
constexpr double kEnergyTile = 16.0; // of the traffic charged to L1
constexpr double kOperandsPerMac = 3.0; // registers read and written

double activationOps(Activation activation)
{
    switch (activation) {
    case Activation::Gelu:
        return 8.0;
    case Activation::Glu:
        return 9.0;
    case Activation::Relu:
        return 1.0;
    }
    return 0.0;
}

LevelEnergy streamedEnergy(double bytes, double ops)
{
    return {bytes * kConstants.dramEnergy, bytes * kConstants.l2Energy, bytes * kConstants.l1Energy,
            bytes * kConstants.registerEnergy, ops / 2.0 * kConstants.macEnergy};
}

} // namespace

Shard::Shard(const Point& point)
    : dimension(std::floor(point.model.dimension / point.gpus))
    , heads(std::floor(point.model.heads / point.gpus))
    , headDimension(std::floor(point.model.dimension / point.model.heads))
    , ffn(point.model.ffnRatio * dimension)
{
}

GpuLayers::GpuLayers(const Point& point)
    : m_point(point)
    , m_words(2.0 / point.wordBytes)
{
}

LayerCost GpuLayers::gemm(const Gemm& gemm, Blocks blocks) const
{
    const Processor& gpu = m_point.platform.gpu;
    const double word = m_point.wordBytes;
    const Tiling tiling = searchTiling(gpu, gemm, word, blocks);
    const double compute =
        2.0 * gemm.macs() / (kConstants.computeEfficiency * gpu.flops * tiling.utilisation * m_words);
    const double memory = tiling.memoryBytes / (kConstants.memoryEfficiency * gpu.bandwidth * tiling.utilisation);
    LayerCost cost;
    cost.seconds = std::max(compute, memory);
    cost.computeBound = compute > memory;
    cost.energy.dram = tiling.memoryBytes * kConstants.dramEnergy;
    cost.energy.l2 = tiling.cacheBytes * kConstants.l2Energy;
    cost.energy.l1 = tileTraffic(gemm, word, kEnergyTile, kEnergyTile) * kConstants.l1Energy;
    // Neither the number of problems nor the word size enters the registers.
    cost.energy.registers = kOperandsPerMac * gemm.m * gemm.n * gemm.k * kConstants.registerEnergy;
    cost.energy.arithmetic = gemm.macs() * kConstants.macEnergy;
    return cost;
}

LayerCost GpuLayers::softmax(double queries, double context, double problems) const
{
    const Processor& gpu = m_point.platform.gpu;
    const double elements = queries * context * problems;
    const double bytes = 2.0 * elements * m_point.wordBytes;
    const double used = coreUtilisation(gpu.cores, problems);
    LayerCost cost;
    cost.seconds = std::max(kSoftmaxOps * elements / (kConstants.computeEfficiency * gpu.flops * used * m_words),
                            bytes / (kConstants.memoryEfficiency * gpu.bandwidth * used));
    cost.energy = streamedEnergy(bytes, kSoftmaxOps * elements);
    return cost;
}

LayerCost GpuLayers::activation(double rows, double width) const
{
    const Processor& gpu = m_point.platform.gpu;
    const double operands = m_point.model.activation == Activation::Glu ? 3.0 : 2.0;
    const double bytes = operands * rows * width * m_point.wordBytes;
    const double ops = activationOps(m_point.model.activation) * rows * width;
    LayerCost cost;
    cost.seconds = std::max(ops / (kConstants.computeEfficiency * gpu.flops * m_words / gpu.cores),
                            (4.47e-7 * (kFittedBandwidth / gpu.bandwidth) * bytes + 8.29) * 1e-6);
    cost.energy = streamedEnergy(bytes, ops);
    return cost;
}

LayerCost GpuLayers::norm(double rows, double dimension) const
{
    const Processor& gpu = m_point.platform.gpu;
    const double bytes = 3.0 * rows * dimension * m_point.wordBytes;
    const double ops = kNormOps * rows * dimension;
    LayerCost cost;
    cost.seconds = std::max(ops / (kConstants.computeEfficiency * gpu.flops * m_words / gpu.cores),
                            (1.6e-6 * (kFittedBandwidth / gpu.bandwidth) * bytes + 6.87) * 1e-6);
    cost.energy = streamedEnergy(bytes, ops);
    return cost;
}

double GpuLayers::allReduceSeconds(double rows) const
{
    const double link = m_point.platform.gpu.linkBandwidth;
    const double chunk = rows * m_point.model.dimension * m_point.wordBytes / m_point.gpus;
    return (m_point.gpus - 1.0)
        * std::max((6060.0 + 0.009 * chunk * (kFittedLink / link)) * 1e-9, linkSeconds(chunk, link));
}

HostAttention hostAttention(const Point& point, const Shard& shard, double context)
{
    const Processor& host = point.platform.host;
    const double words = 2.0 / point.wordBytes;
    const auto matmul = [&](const Gemm& gemm) {
        const Tiling tiling = searchTiling(host, gemm, point.wordBytes, Blocks::PerProblem);
        const double cache = host.cacheBandwidth > 0.0 ? tiling.cacheBytes / host.cacheBandwidth : 0.0;
        return std::max({2.0 * gemm.macs() / (kConstants.computeEfficiency * host.flops * words),
                         tiling.memoryBytes / (kConstants.memoryEfficiency * host.bandwidth), cache});
    };
    const double elements = context * shard.heads * point.batch;
    HostAttention cost;
    cost.matmulSeconds =
        matmul(shard.score(1.0, context, point.batch)) + matmul(shard.context(1.0, context, point.batch));
    cost.softmaxSeconds = std::max(kSoftmaxOps * elements / (kConstants.computeEfficiency * host.flops * words),
                                   2.0 * elements * point.wordBytes / (kConstants.memoryEfficiency * host.bandwidth));
    return cost;
}

} // namespace ralmscope::attacc
