// SPDX-License-Identifier: GPL-3.0-or-later
// What the live path and sweeps cost with a real file. The million-row file is made once in the folder for temporary
// files and removed at the end.
#include "catalog_files.h"
#include "database.h"
#include "point_evaluator.h"
#include "resolved_design.h"
#include "result_store.h"
#include "simulate.h"
#include "sweep_runner.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <random>

#include <benchmark/benchmark.h>

namespace {

using namespace ralmscope;

const Catalog& catalog()
{
    static const Catalog loaded = loadCatalog({RALMSCOPE_SOURCE_DIR "/presets", {}}).value().catalog;
    return loaded;
}

/// A folder that is removed at the end of the program.
class Scratch
{
public:
    Scratch()
    {
        std::string pattern = (std::filesystem::temp_directory_path() / "ralmscope-benchmark-XXXXXX").string();
        if (mkdtemp(pattern.data()) == nullptr)
            std::abort();
        m_path = pattern;
    }
    ~Scratch()
    {
        std::error_code ignored;
        std::filesystem::remove_all(m_path, ignored);
    }
    std::string file(const std::string& name) const { return (m_path / name).string(); }

private:
    std::filesystem::path m_path;
};

const Scratch& scratch()
{
    static const Scratch folder;
    return folder;
}

/// A different usable design for every number.
DesignPoint numbered(std::uint64_t number)
{
    DesignPoint design;
    design.set(Parameter::RetrievalNprobe, 1.0 + static_cast<double>(number % 1000));
    design.set(Parameter::GpuCount, 1.0 + static_cast<double>(number / 1000 % 1000));
    design.set(Parameter::WorkloadSequence, 64.0 + static_cast<double>(number / 1'000'000));
    return design;
}

NewRow rowOf(std::uint64_t number)
{
    const ResolvedDesign resolved = resolve(numbered(number), catalog());
    const DesignPoint design = explicitDesign(resolved);
    return {resultKey(resolved, catalog()), design, simulate(design, catalog())};
}

void fill(ResultStore& store, std::uint64_t first, std::uint64_t count)
{
    std::vector<NewRow> rows;
    for (std::uint64_t number = first; number < first + count; ++number) {
        rows.push_back(rowOf(number));
        if (rows.size() == 5000 || number + 1 == first + count) {
            store.insert(rows).value();
            rows.clear();
        }
    }
}

constexpr std::uint64_t kMillion = 1'000'000;

const std::string& millionRowFile()
{
    static const std::string path = [] {
        std::string name = scratch().file("million.db");
        Database database = std::move(*Database::open(name));
        ResultStore store(database, catalog(), 2 * kMillion);
        fill(store, 0, kMillion);
        return name;
    }();
    return path;
}

void insertRows(benchmark::State& state)
{
    std::vector<NewRow> rows;
    for (std::uint64_t number = 0; number < 5000; ++number)
        rows.push_back(rowOf(number));
    std::uint64_t file = 0;
    for (auto _ : state) {
        state.PauseTiming();
        const std::string path = scratch().file("insert-" + std::to_string(file++) + ".db");
        auto database = std::make_unique<Database>(std::move(*Database::open(path)));
        auto store = std::make_unique<ResultStore>(*database, catalog());
        state.ResumeTiming();
        benchmark::DoNotOptimize(store->insert(rows).value());
        state.PauseTiming();
        store.reset();
        database.reset();
        std::filesystem::remove(path);
        state.ResumeTiming();
    }
    state.SetItemsProcessed(state.iterations() * 5000);
}
BENCHMARK(insertRows)->Unit(benchmark::kMillisecond)->UseRealTime();

void keyOfADesign(benchmark::State& state)
{
    const DesignPoint design = numbered(12345);
    for (auto _ : state)
        benchmark::DoNotOptimize(resultKey(design, catalog()));
}
BENCHMARK(keyOfADesign);

void lookUpSliceOf64InAMillion(benchmark::State& state)
{
    Database database = std::move(*Database::open(millionRowFile()));
    ResultStore store(database, catalog(), 2 * kMillion);
    std::mt19937_64 random(1);
    for (auto _ : state) {
        state.PauseTiming();
        // A chart's slice: nprobe varies, the rest is one of the million's thousand settings.
        const std::uint64_t base = random() % 1000 * 1000;
        std::vector<ResultKey> keys;
        for (std::uint64_t i = 0; i < 64; ++i)
            keys.push_back(resultKey(numbered(base + i * 15), catalog()));
        state.ResumeTiming();
        const auto found = store.find(keys).value();
        if (std::count(found.begin(), found.end(), std::nullopt) > 0)
            state.SkipWithError("a row is missing");
    }
}
BENCHMARK(lookUpSliceOf64InAMillion)->Unit(benchmark::kMicrosecond)->UseRealTime();

/// One slider tick: 6 charts of 64 points. arg 0: into an empty file, 1: into one of a million rows.
void evaluate384NewPoints(benchmark::State& state)
{
    const bool million = state.range(0) == 1;
    Database database = std::move(*Database::open(million ? millionRowFile() : scratch().file("live.db")));
    ResultStore store(database, catalog(), 2 * kMillion);
    static std::uint64_t next = 2 * kMillion;
    std::vector<double> milliseconds;
    for (auto _ : state) {
        std::vector<DesignPoint> designs;
        for (int i = 0; i < 384; ++i)
            designs.push_back(numbered(next++));
        const auto start = std::chrono::steady_clock::now();
        const auto evaluation = evaluateThroughStore(store, catalog(), designs).value();
        const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - start;
        state.SetIterationTime(elapsed.count());
        milliseconds.push_back(elapsed.count() * 1e3);
        if (evaluation.stored != 384)
            state.SkipWithError("a point was not new");
        // Between two ticks the engine is idle for a moment.
        if (milliseconds.size() % 16 == 0)
            database.checkpoint();
    }
    std::sort(milliseconds.begin(), milliseconds.end());
    state.counters["p99_ms"] = milliseconds[milliseconds.size() * 99 / 100];
}
BENCHMARK(evaluate384NewPoints)->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond)->UseManualTime()->Iterations(400);

void evaluate384KnownPoints(benchmark::State& state)
{
    Database database = std::move(*Database::open(millionRowFile()));
    ResultStore store(database, catalog(), 2 * kMillion);
    std::vector<DesignPoint> designs;
    for (std::uint64_t i = 0; i < 384; ++i)
        designs.push_back(numbered(i * 2001));
    for (auto _ : state) {
        if (evaluateThroughStore(store, catalog(), designs).value().reused != 384)
            state.SkipWithError("a point was not known");
    }
}
BENCHMARK(evaluate384KnownPoints)->Unit(benchmark::kMillisecond)->UseRealTime();

void sweep100000PointsStored(benchmark::State& state)
{
    Sweep sweep{{}, {{Parameter::RetrievalNprobe, {}}, {Parameter::WorkloadBatch, {}}}};
    for (int i = 1; i <= 1000; ++i)
        sweep.axes[0].values.push_back(i);
    for (int i = 1; i <= 100; ++i)
        sweep.axes[1].values.push_back(i);
    std::uint64_t file = 0;
    for (auto _ : state) {
        Database database = std::move(*Database::open(scratch().file("sweep-" + std::to_string(file++) + ".db")));
        SweepStore store(database, catalog());
        if (runSweep(store, catalog(), sweep).value().done != 100000)
            state.SkipWithError("the sweep is not complete");
    }
    state.SetItemsProcessed(state.iterations() * 100000);
}
BENCHMARK(sweep100000PointsStored)->Unit(benchmark::kMillisecond)->UseRealTime();

void openAFileOfAMillionRows(benchmark::State& state)
{
    const std::string& path = millionRowFile();
    for (auto _ : state) {
        Database database = std::move(*Database::open(path));
        ResultStore store(database, catalog());
        benchmark::DoNotOptimize(store.count().value());
        benchmark::DoNotOptimize(store.rows().value());
    }
}
BENCHMARK(openAFileOfAMillionRows)->Unit(benchmark::kMillisecond)->UseRealTime();

} // namespace

BENCHMARK_MAIN();
