// SPDX-License-Identifier: GPL-3.0-or-later
#include "parallel_evaluate.h"

#include "simulator.h"

#include <algorithm>
#include <thread>

namespace ralmscope {

namespace {
/// Below this many designs per thread, starting a thread costs more than it saves.
constexpr std::size_t kWorthAThread = 256;
}

std::vector<Result> evaluateAll(std::span<const DesignPoint> designs, const Catalog& catalog, unsigned threads)
{
    std::vector<Result> results(designs.size());
    const auto evaluate = [&](std::size_t begin, std::size_t end) {
        Simulator simulator(catalog);
        for (std::size_t i = begin; i < end; ++i)
            results[i] = simulator(designs[i]);
    };
    if (threads == 0)
        threads = std::max(1U, std::thread::hardware_concurrency());
    const std::size_t useful = std::clamp<std::size_t>(designs.size() / kWorthAThread, 1, threads);
    const std::size_t share = (designs.size() + useful - 1) / useful;
    std::vector<std::jthread> workers;
    for (std::size_t t = 1; t < useful; ++t)
        workers.emplace_back(evaluate, t * share, std::min(designs.size(), (t + 1) * share));
    evaluate(0, std::min(designs.size(), share));
    workers.clear(); // joins: results must be complete before they are moved out
    return results;
}

} // namespace ralmscope
