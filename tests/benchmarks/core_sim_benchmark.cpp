// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog_files.h"
#include "parallel_evaluate.h"
#include "parameter_choices.h"
#include "simulate.h"
#include "sweep.h"

#include <benchmark/benchmark.h>

namespace ralmscope {
namespace {

const Catalog& catalog()
{
    static const Catalog loaded = loadCatalog({RALMSCOPE_SOURCE_DIR "/presets", {}}).value().catalog;
    return loaded;
}

/// One design point of the whole model, by organisation.
void simulatePoint(benchmark::State& state)
{
    DesignPoint design;
    design.set(Parameter::RetrievalOrganisation, static_cast<double>(state.range(0)));
    design.set(Parameter::WorkloadBatch, 64);
    for (auto _ : state)
        benchmark::DoNotOptimize(simulate(design, catalog()));
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(simulatePoint)->DenseRange(0, 4);

DesignPoint servedModel()
{
    DesignPoint design;
    design.set(Parameter::LmModel, catalog().find(CatalogKind::Model, "llama-3-70b"));
    design.set(Parameter::GpuDevice, catalog().find(CatalogKind::Gpu, "h100-sxm"));
    design.set(Parameter::LmStack, catalog().find(CatalogKind::Stack, "vllm"));
    design.set(Parameter::LmPrecision, static_cast<double>(Precision::Bf16));
    design.set(Parameter::GpuCount, 8);
    design.set(Parameter::LmTensorParallel, 8);
    design.set(Parameter::WorkloadBatch, 32);
    design.set(Parameter::WorkloadPrompt, 1024);
    design.set(Parameter::RetrievalOrganisation, static_cast<double>(Organisation::None));
    return design;
}

/// Prefill and 512 tokens of a model of 80 layers on eight GPUs.
void simulateServing(benchmark::State& state)
{
    const DesignPoint design = servedModel();
    for (auto _ : state)
        benchmark::DoNotOptimize(simulate(design, catalog()));
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(simulateServing);

/// An axis along which every point changes the language model, in memory.
void evaluateBatchAxis(benchmark::State& state)
{
    std::vector<DesignPoint> designs(1000, servedModel());
    for (std::size_t i = 0; i < designs.size(); ++i)
        designs[i].set(Parameter::WorkloadBatch, static_cast<double>(i + 1));
    for (auto _ : state)
        benchmark::DoNotOptimize(evaluateAll(designs, catalog(), 1));
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(designs.size()));
}
BENCHMARK(evaluateBatchAxis)->Unit(benchmark::kMicrosecond);

/// A sweep of 100,000 points on all cores, results in memory.
void evaluateSweep(benchmark::State& state)
{
    Sweep sweep;
    sweep.axes = {axisOver(Parameter::WorkloadBatch, catalog(), 100, 1, 100),
                  axisOver(Parameter::RetrievalNprobe, catalog(), 1000, 1, 65536)};
    std::vector<DesignPoint> designs;
    for (std::uint64_t i = 0; i < sweep.size(); ++i)
        designs.push_back(sweep.at(i));
    for (auto _ : state)
        benchmark::DoNotOptimize(evaluateAll(designs, catalog()));
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(designs.size()));
}
BENCHMARK(evaluateSweep)->Unit(benchmark::kMillisecond);

} // namespace
} // namespace ralmscope

BENCHMARK_MAIN();
