// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog_files.h"
#include "transformer_step.h"

#include <benchmark/benchmark.h>

namespace ralmscope {
namespace {

const Catalog& catalog()
{
    static const Catalog loaded = loadCatalog({RALMSCOPE_SOURCE_DIR "/presets", {}}).value().catalog;
    return loaded;
}

const Gpu& gpu(std::string_view id)
{
    return catalog().gpus[static_cast<std::size_t>(catalog().find(CatalogKind::Gpu, id))];
}

const LanguageModel& model(std::string_view id)
{
    return catalog().models[static_cast<std::size_t>(catalog().find(CatalogKind::Model, id))];
}

/// One matrix product.
void gemm(benchmark::State& state)
{
    const TransformerKernels kernels = transformerKernels(catalog(), gpu("h100-sxm"), {});
    GemmCall call{1, 8192, 8192, 2.0, false, 0.0};
    for (auto _ : state) {
        call.m = call.m < 4096 ? call.m + 1 : 1;
        benchmark::DoNotOptimize(gemmSeconds(call, kernels.gemmMachine, kernels.gemm));
    }
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(gemm);

/// Prefill and 512 decoding steps of an 80-layer model, constants looked up once.
void designPoint(benchmark::State& state)
{
    const TransformerKernels kernels = transformerKernels(catalog(), gpu("h100-sxm"), {.hostStack = "vLLM 2024"});
    double batch = 1;
    for (auto _ : state) {
        batch = batch < 256 ? batch + 1 : 1;
        benchmark::DoNotOptimize(offlineBatch(model("llama-3-70b"), kernels, {4, 1}, batch, 1024, 512));
    }
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(designPoint);

/// The same with the look-up of all constants.
void designPointWithLookUp(benchmark::State& state)
{
    for (auto _ : state) {
        const TransformerKernels kernels =
            transformerKernels(catalog(), gpu("h100-sxm"), {.stack = "vllm", .hostStack = "vLLM 2024"});
        benchmark::DoNotOptimize(offlineBatch(model("llama-3-70b"), kernels, {4, 1}, 16, 1024, 512));
    }
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(designPointWithLookUp);

} // namespace
} // namespace ralmscope

BENCHMARK_MAIN();
