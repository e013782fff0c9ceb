// SPDX-License-Identifier: GPL-3.0-or-later
#include "attacc_configuration.h"
#include "attacc_reference.h"
#include "catalog_files.h"
#include "papi_model.h"
#include "parameter_choices.h"
#include "pim_cost.h"
#include "simulate.h"
#include "system_file.h"

#include <array>

#include <benchmark/benchmark.h>

namespace ralmscope {
namespace {

/// Seconds that the authors' simulator needs for one design point: GPT-175B, lin 2048, lout 128, two shared cores.
struct SimulatorSeconds
{
    double cold; ///< PIM cycles simulated
    double cached; ///< from its cache of earlier runs
};
constexpr std::array<SimulatorSeconds, 3> kSimulator{{{66, 0.8}, {200, 0.95}, {298, 0.44}}};

const PimStack& stack()
{
    static const Catalog catalog = loadCatalog({RALMSCOPE_SOURCE_DIR "/presets", {}}).value().catalog;
    return catalog.pims[static_cast<std::size_t>(catalog.find(CatalogKind::Pim, attacc::kStackId))];
}

attacc::Point point(attacc::System system)
{
    attacc::Point result;
    result.model = *attacc::findModel("GPT-175B");
    result.platform = *attacc::findPlatform("A100a");
    result.system = system;
    result.powerLimited = result.feedForwardShared = result.headPipelining = true;
    result.inputTokens = 2048;
    result.outputTokens = 128;
    return result;
}

void attaccGpuPoint(benchmark::State& state)
{
    const attacc::Point dgx = point(attacc::System::Gpu);
    for (auto _ : state)
        benchmark::DoNotOptimize(attacc::evaluate(dgx, stack()));
}
BENCHMARK(attaccGpuPoint);

/// A design point with PIM, by placement. Counters: how many times faster than the authors' simulator.
void attaccPimPoint(benchmark::State& state)
{
    attacc::Point pim = point(attacc::System::Pim);
    pim.placement = static_cast<PimPlacement>(state.range(0));
    for (auto _ : state)
        benchmark::DoNotOptimize(attacc::evaluate(pim, stack()));
    const auto seconds = kSimulator.at(static_cast<std::size_t>(state.range(0)));
    const auto runs = static_cast<double>(state.iterations());
    state.counters["x_cached"] = benchmark::Counter(runs * seconds.cached, benchmark::Counter::kIsRate);
    state.counters["x_cold"] = benchmark::Counter(runs * seconds.cold, benchmark::Counter::kIsRate);
}
BENCHMARK(attaccPimPoint)->DenseRange(0, 2);

void pimCycles(benchmark::State& state)
{
    PimAttention work;
    work.heads = 154;
    work.context = 2048;
    for (auto _ : state)
        benchmark::DoNotOptimize(pimAttentionCycles(stack(), work));
}
BENCHMARK(pimCycles);

/// Batch 64 with decaying parallelism at three speculation lengths.
void papiPoint(benchmark::State& state)
{
    const papi::Machine machine = papi::machine(*papi::findCalibration("nominal"), stack());
    const MeasuredLengths dolly = dollyCreativeWriting();
    papi::Serving serving;
    serving.model = *attacc::findModel("LLAMA-65B");
    serving.batch = 64;
    serving.lengths = dolly.output;
    serving.promptTokens = dolly.meanPrompt;
    const std::array speculations{1.0, 2.0, 4.0};
    for (auto _ : state)
        benchmark::DoNotOptimize(papi::evaluateSpeculations(machine, papi::Design::Papi, serving, speculations));
}
BENCHMARK(papiPoint);

const Catalog& catalog()
{
    static const Catalog loaded = loadCatalog({RALMSCOPE_SOURCE_DIR "/presets", {}}).value().catalog;
    return loaded;
}

DesignPoint system(const std::string& id)
{
    return readSystem(RALMSCOPE_SOURCE_DIR "/presets/systems/" + id + ".json", catalog()).value().design;
}

/// Design points of shipped systems, nothing kept from one to the next.
void designPoint(benchmark::State& state, const char* id)
{
    const DesignPoint design = system(id);
    for (auto _ : state)
        benchmark::DoNotOptimize(simulate(design, catalog()));
}
BENCHMARK_CAPTURE(designPoint, papi_dynamic, "papi");
BENCHMARK_CAPTURE(designPoint, papi_static, "papi-static");
BENCHMARK_CAPTURE(designPoint, papi_published_b, "papi-b");
BENCHMARK_CAPTURE(designPoint, chameleon_papi, "chameleon-papi");
BENCHMARK_CAPTURE(designPoint, gpu_only_decaying, "a100-attacc");

/// The AttAcc system; counters: against the authors' simulator on the same model and lengths.
void attaccDesignPoint(benchmark::State& state, bool published)
{
    DesignPoint design = system("dgx-attacc-bank");
    if (published)
        design.set(Parameter::MappingPhysics, static_cast<double>(Physics::AttAccSimulator));
    for (auto _ : state)
        benchmark::DoNotOptimize(simulate(design, catalog()));
    const auto runs = static_cast<double>(state.iterations());
    state.counters["x_cached"] = benchmark::Counter(runs * kSimulator[0].cached, benchmark::Counter::kIsRate);
    state.counters["x_cold"] = benchmark::Counter(runs * kSimulator[0].cold, benchmark::Counter::kIsRate);
}
BENCHMARK_CAPTURE(attaccDesignPoint, ours, false);
BENCHMARK_CAPTURE(attaccDesignPoint, as_in_the_simulator, true);

} // namespace
} // namespace ralmscope

BENCHMARK_MAIN();
