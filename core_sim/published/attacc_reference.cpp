// SPDX-License-Identifier: GPL-3.0-or-later
#include "attacc_reference.h"

#include "attacc_capacity.h"
#include "attacc_layers.h"
#include "pim_cost.h"

#include <algorithm>
#include <cmath>

namespace ralmscope::attacc {

namespace {

constexpr double kBlockTokens = 16.0; // cycles of PIM attention change with every block of context
constexpr double kMostPimSamples = 32.0; // groups of blocks that stand for all decoding steps
constexpr double kGpusBesideCpu = 8.0; // with attention on the CPU the number asked for is ignored
constexpr double kMostSamples = 4.0; // the other systems are linear in the context

/// Layers of one decoder and pass that do not depend on the length of the context.
struct Dense
{
    LayerCost qkv;
    LayerCost projection;
    LayerCost up; ///< once more for gated feed-forward layers
    LayerCost down;
    LayerCost activation;
    LayerCost norm;
    double allReduce = 0.0;
};

Dense denseLayers(const Point& point, const Shard& shard, const GpuLayers& layers, double rows)
{
    const double h = point.model.dimension;
    Dense dense;
    dense.qkv = layers.gemm({rows, 3.0 * shard.dimension, h}, Blocks::PerTile);
    dense.projection = layers.gemm({rows, h, shard.dimension}, Blocks::PerTile);
    dense.up = layers.gemm({rows, shard.ffn, h}, Blocks::PerTile);
    dense.down = layers.gemm({rows, h, shard.ffn}, Blocks::PerTile);
    dense.activation = layers.activation(rows, shard.ffn);
    dense.norm = layers.norm(rows, h);
    dense.allReduce = layers.allReduceSeconds(rows);
    return dense;
}

double upCount(const Point& point)
{
    return point.model.ffnMatrices - 1.0;
}

PassTime denseTime(const Point& point, const Dense& dense)
{
    PassTime time;
    time.qkv = dense.qkv.seconds;
    time.projection = dense.projection.seconds;
    time.feedForward = upCount(point) * dense.up.seconds + dense.down.seconds;
    time.activation = dense.activation.seconds;
    time.norm = 2.0 * dense.norm.seconds;
    time.gpuToGpu = 2.0 * dense.allReduce;
    return time;
}

PassTime scaledTime(const PassTime& time, double factor)
{
    return {time.qkv * factor,       time.projection * factor, time.feedForward * factor,
            time.attention * factor, time.softmax * factor,    time.activation * factor,
            time.norm * factor,      time.gpuToGpu * factor,   time.toAttention * factor};
}

PassTime prefillTime(const Point& point, const Shard& shard, const GpuLayers& layers)
{
    const double length = point.inputTokens;
    PassTime time = denseTime(point, denseLayers(point, shard, layers, point.batch * length));
    time.attention = layers.gemm(shard.score(length, length, point.batch), Blocks::PerProblem).seconds
        + layers.gemm(shard.context(length, length, point.batch), Blocks::PerProblem).seconds;
    time.softmax = layers.softmax(length, length, shard.heads * point.batch).seconds;
    return scaledTime(time, point.model.layers);
}

/// Bytes of query, key and value to the device of attention and of its result back, per GPU and decoder.
double attentionTraffic(const Point& point, const Shard& shard)
{
    return point.batch * point.wordBytes * (3.0 * shard.dimension + shard.heads * shard.headDimension);
}

/// Factor on a feed-forward layer of which AttAcc takes a share, by nominal rates.
double sharedFactor(const Point& point, const PimStack& stack, const LayerCost& layer)
{
    const Processor& gpu = point.platform.gpu;
    const double ratio = stack.mode(point.placement, point.powerLimited).bandwidthGain * kConstants.stacksPerDevice
        * stack.externalBandwidth / gpu.bandwidth;
    if (layer.computeBound)
        return gpu.flops / (gpu.flops + 2.0 * ratio * gpu.bandwidth / point.wordBytes);
    return 1.0 / (1.0 + ratio / point.batch);
}

/// Attention on AttAcc during one step.
struct PimStep
{
    double attention = 0.0; ///< s
    double softmax = 0.0; ///< s
    double commandEnergy = 0.0; ///< J of one stack
    LevelEnergy energy; ///< of all devices
};

PimStep pimStepAt(const Point& point, const PimStack& stack, const Shard& shard, double context)
{
    PimAttention work;
    work.placement = point.placement;
    work.powerLimited = point.powerLimited;
    work.headDimension = point.model.headDimension;
    work.wordBytes = point.wordBytes;
    work.heads = std::ceil(shard.heads * point.batch / kConstants.stacksPerDevice);
    work.context = context;
    PimStep step;
    step.attention = pimAttentionSeconds(stack, work);
    step.commandEnergy =
        pimCommandEnergy(stack, point.placement, pimAttentionCommands(stack, work), kConstants.movementFactor);
    return step;
}

PimStep pimStep(const Point& point, const PimStack& stack, const Shard& shard, double context)
{
    PimStep step;
    if (point.placement == PimPlacement::BufferDie) {
        // Changes with every second token, not with every block: linear between the ends of the block.
        const double from = kBlockTokens * std::floor(context / kBlockTokens);
        const double part = (context - from) / kBlockTokens;
        const PimStep low = pimStepAt(point, stack, shard, from);
        const PimStep high = pimStepAt(point, stack, shard, from + kBlockTokens);
        step.attention = low.attention + part * (high.attention - low.attention);
        step.commandEnergy = low.commandEnergy + part * (high.commandEnergy - low.commandEnergy);
    } else {
        step = pimStepAt(point, stack, shard, context);
    }
    const double rate = kConstants.stacksPerDevice * stack.externalBandwidth; // FLOP/s and B/s of the softmax unit
    const double elements = context * shard.heads * point.batch;
    step.softmax = std::max(5.0 * elements / (rate * 2.0 / point.wordBytes), 2.0 * elements * point.wordBytes / rate);
    step.energy.dram = kConstants.pimDevices
        * (kConstants.stacksPerDevice * step.commandEnergy + stack.bufferEnergy * 2.0 * elements * point.wordBytes);
    // Only the MACs of the score are charged.
    step.energy.arithmetic =
        kConstants.pimDevices * stack.macEnergy * (elements * shard.headDimension + 2.5 * elements);
    return step;
}

/// The simulator's overlap of one decoder's attention with what the GPUs do. With head pipelining only one head's share
/// of the shorter side stays exposed; in the second case the projection can become negative, in the third both sides
/// are shortened by the same attention.
void overlap(const Point& point, const PimStep& pim, PassTime& time)
{
    const double oneHead = point.gpus / point.model.heads;
    const double attention = pim.attention + pim.softmax;
    const double hidden = (1.0 - oneHead) * attention;
    const double gpu = time.qkv + time.projection;
    const double link = time.toAttention;
    const double shortenedLink = attention > link ? oneHead * link : link - hidden;
    time.attention = pim.attention; // softmax is on nobody's critical path
    time.toAttention = shortenedLink;
    if (!point.headPipelining)
        return;
    if (attention <= gpu && gpu > link) {
        time.toAttention = oneHead * link;
        time.qkv -= 0.75 * hidden;
        time.projection -= 0.25 * hidden;
        return;
    }
    if (attention <= gpu)
        time.toAttention = link - hidden;
    time.qkv *= oneHead;
    time.projection *= oneHead;
}

struct Step
{
    PassTime time;
    LevelEnergy attentionEnergy; ///< of all devices
};

/// One decoder at one context length.
Step attentionStep(const Point& point, const PimStack& stack, const Shard& shard, const GpuLayers& layers,
                   PassTime time, double context)
{
    Step step;
    switch (point.system) {
    case System::Gpu: {
        const LayerCost parts[]{layers.gemm(shard.score(1.0, context, point.batch), Blocks::PerProblem),
                                layers.softmax(1.0, context, shard.heads * point.batch),
                                layers.gemm(shard.context(1.0, context, point.batch), Blocks::PerProblem)};
        time.attention = parts[0].seconds + parts[2].seconds;
        time.softmax = parts[1].seconds;
        for (const LayerCost& part : parts)
            step.attentionEnergy += part.energy.scaled(point.gpus);
        break;
    }
    case System::Cpu: {
        const HostAttention host = hostAttention(point, shard, context);
        time.attention = host.matmulSeconds;
        time.softmax = host.softmaxSeconds;
        break;
    }
    case System::Pim: {
        const PimStep pim = pimStep(point, stack, shard, context);
        overlap(point, pim, time);
        step.attentionEnergy = pim.energy;
        break;
    }
    }
    step.time = time;
    return step;
}

void addTime(PassTime& sum, const PassTime& time, double weight)
{
    sum.qkv += weight * time.qkv;
    sum.projection += weight * time.projection;
    sum.feedForward += weight * time.feedForward;
    sum.attention += weight * time.attention;
    sum.softmax += weight * time.softmax;
    sum.activation += weight * time.activation;
    sum.norm += weight * time.norm;
    sum.gpuToGpu += weight * time.gpuToGpu;
    sum.toAttention += weight * time.toAttention;
}

void decode(const Point& point, const PimStack& stack, const Shard& shard, const GpuLayers& layers, Outcome& outcome)
{
    const Dense dense = denseLayers(point, shard, layers, point.batch);
    PassTime base = denseTime(point, dense);
    StepEnergy& energy = outcome.stepEnergy;
    const double scale = point.model.layers * point.gpus;
    for (const LevelEnergy& part :
         {dense.qkv.energy, dense.projection.energy, dense.up.energy.scaled(upCount(point)), dense.down.energy})
        energy.fullyConnected += part.scaled(scale);
    energy.other += dense.activation.energy.scaled(scale);
    energy.other += dense.norm.energy.scaled(2.0 * scale);
    const double traffic = attentionTraffic(point, shard);
    energy.communication = 2.0 * scale * point.batch * point.model.dimension * point.wordBytes * kConstants.linkEnergy;
    if (point.system == System::Pim) {
        base.toAttention = layers.linkSeconds(traffic, kConstants.pimLinkBandwidth);
        energy.communication += point.model.layers * kConstants.pimDevices * traffic * kConstants.linkEnergy;
        if (point.feedForwardShared)
            base.feedForward = upCount(point) * dense.up.seconds * sharedFactor(point, stack, dense.up)
                + dense.down.seconds * sharedFactor(point, stack, dense.down);
    } else if (point.system == System::Cpu) {
        base.toAttention = layers.linkSeconds(traffic, point.platform.host.linkBandwidth);
    }

    // Decoding steps in groups of an odd number of blocks: the mean length of a group lies in its middle block.
    const double first = point.inputTokens + 1.0;
    const double last = point.inputTokens + point.outputTokens - 1.0;
    const double firstBlock = std::ceil(first / kBlockTokens);
    const double blocks = std::ceil(last / kBlockTokens) - firstBlock + 1.0;
    const double most = point.system == System::Pim ? kMostPimSamples : kMostSamples;
    const double stride = 2.0 * std::ceil((blocks / most - 1.0) / 2.0) + 1.0;
    for (double block = firstBlock; block < firstBlock + blocks; block += stride) {
        const double from = std::max(first, (block - 1.0) * kBlockTokens + 1.0);
        const double to = std::min(last, (block - 1.0 + stride) * kBlockTokens);
        const Step step = attentionStep(point, stack, shard, layers, base, (from + to) / 2.0);
        const double weight = point.model.layers * (to - from + 1.0) / (last - first + 1.0);
        addTime(outcome.step, step.time, weight);
        energy.attention += step.attentionEnergy.scaled(weight);
    }
}

} // namespace

LevelEnergy& LevelEnergy::operator+=(const LevelEnergy& other)
{
    dram += other.dram;
    l2 += other.l2;
    l1 += other.l1;
    registers += other.registers;
    arithmetic += other.arithmetic;
    return *this;
}

LevelEnergy LevelEnergy::scaled(double factor) const
{
    return {dram * factor, l2 * factor, l1 * factor, registers * factor, arithmetic * factor};
}

LevelEnergy StepEnergy::levels() const
{
    LevelEnergy sum = fullyConnected;
    sum += attention;
    sum += other;
    return sum;
}

double StepEnergy::total() const
{
    const LevelEnergy sum = levels();
    return sum.dram + sum.onChip() + communication;
}

Outcome evaluate(const Point& asked, const PimStack& stack)
{
    Point point = asked;
    if (point.system == System::Cpu)
        point.gpus = kGpusBesideCpu;
    const Shard shard(point);
    const GpuLayers layers(point);
    Outcome outcome;
    const MemoryNeed need = memoryNeed(point);
    outcome.requiredBytes = need.weights + point.batch * (need.keysValues + need.temporaries);
    outcome.capacityBytes = capacityBytes(point, stack);
    outcome.prefill = prefillTime(point, shard, layers);
    decode(point, stack, shard, layers, outcome);
    return outcome;
}

} // namespace ralmscope::attacc
