// SPDX-License-Identifier: GPL-3.0-or-later
#include "attacc_capacity.h"

#include "attacc_configuration.h"

#include <algorithm>
#include <cmath>

namespace ralmscope::attacc {

namespace {

double stackBytes(const PimStack& stack)
{
    return kConstants.pimDevices * kConstants.stacksPerDevice * stack.capacityBytes;
}

} // namespace

MemoryNeed memoryNeed(const Point& point)
{
    const Model& model = point.model;
    const double h = model.dimension;
    const double word = point.wordBytes;
    const double length = point.inputTokens + point.outputTokens - 1.0;
    const double scores = length * model.heads;
    MemoryNeed need;
    need.weights = model.layers * h * h * (4.0 + model.ffnMatrices * model.ffnRatio) * word;
    need.keysValues = model.layers * 2.0 * length * h * word;
    need.temporaries =
        std::max({(h + scores) * word, 2.0 * h * word, 2.0 * scores * word, (model.ffnRatio + 1.0) * h * word})
        + scores;
    return need;
}

double capacityBytes(const Point& point, const PimStack& stack)
{
    const double gpus = point.gpus * point.platform.gpu.memoryBytes;
    if (point.system == System::Pim)
        return gpus + stackBytes(stack);
    return point.system == System::Cpu ? gpus + kConstants.hostSockets * point.platform.host.memoryBytes : gpus;
}

double largestBatch(const Point& point, double gpuBytes, const PimStack& stack)
{
    const MemoryNeed need = memoryNeed(point);
    const double room = point.gpus * gpuBytes - need.weights;
    const bool inStacks = point.system == System::Pim;
    double batch = std::floor(room / (need.temporaries + (inStacks ? 0.0 : need.keysValues)));
    if (inStacks)
        batch = std::min(batch, std::floor(stackBytes(stack) / need.keysValues));
    return std::max(0.0, batch);
}

} // namespace ralmscope::attacc
