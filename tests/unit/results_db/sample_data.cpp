// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample_data.h"

#include "database.h"
#include "resolved_design.h"

#include <cmath>
#include <cstdlib>
#include <system_error>

namespace ralmscope::test {

namespace {

template <typename Entry> void addEntries(std::vector<Entry>& list, const Entry& entry, const std::string& kind)
{
    for (const std::string name : {"alpha", "beta"}) {
        Entry copy = entry;
        copy.id = kind + "-" + name;
        copy.name = copy.id;
        copy.fingerprint = std::hash<std::string>{}(copy.id);
        list.push_back(copy);
    }
}

} // namespace

Catalog sampleCatalog()
{
    Catalog catalog;
    Gpu gpu;
    gpu.memoryBytes = 24e9;
    gpu.memoryBandwidth = 900e9;
    gpu.fp32Flops = 30e12;
    gpu.fp16Flops = 60e12;
    gpu.indexFixed = 1e-4;
    gpu.indexFlops = 1e12;
    gpu.idlePower = 20;
    gpu.activePower = 100;
    gpu.sms = 80;
    gpu.l2Bytes = 6e6;
    gpu.boardPower = 350;
    gpu.powerSlope = 1;
    addEntries(catalog.gpus, gpu, "gpu");
    FpgaNode fpga;
    fpga.channels = 4;
    fpga.bytesPerCycle = 64;
    fpga.clock = 140e6;
    fpga.memoryBytes = 64e9;
    fpga.lutRows = 256;
    fpga.queuesPerUnit = 2;
    fpga.resultSlots = 100;
    fpga.busyPower = 40;
    fpga.idlePower = 20;
    fpga.idealBandwidth = 32e9;
    addEntries(catalog.fpgas, fpga, "fpga");
    Cpu cpu;
    cpu.coresPerSocket = 16;
    cpu.clock = 3e9;
    cpu.indexSingleThread = 4e9;
    cpu.indexAggregatePerCore = 2e9;
    cpu.blasPerCore = 50e9;
    cpu.blasBatch = 20;
    cpu.selectPerList = 1e-9;
    cpu.scan = {{16, 1e9, 0.8e9, 1e9}, {32, 1e9, 0.8e9, 1e9}};
    cpu.gpuIndexSingleScale = 1;
    cpu.gpuIndexLoadedScale = 1;
    cpu.idlePower = 50;
    cpu.dynamicPower = 100;
    cpu.powerBatch = 2;
    addEntries(catalog.cpus, cpu, "cpu");
    Link link;
    link.bandwidth = 12.5e9;
    link.endpointLatency = 1e-5;
    addEntries(catalog.links, link, "link");
    GpuLink gpuLink;
    addEntries(catalog.gpuLinks, gpuLink, "gpu_link");
    SoftwareStack stack;
    stack.decoderLayerLaunch = 1e-4;
    stack.overlapNorm = 4;
    stack.kvTraffic = 2;
    stack.searchFixed = 1e-4;
    addEntries(catalog.stacks, stack, "stack");
    LanguageModel model;
    model.dimension = 512;
    model.ffnDimension = 2048;
    model.decoderLayers = 24;
    model.heads = 8;
    model.vocabulary = 50000;
    model.retrievalK = 100;
    model.retrievalInterval = 1;
    addEntries(catalog.models, model, "model");
    VectorDatabase database;
    database.vectors = 1e9;
    database.dimension = 128;
    database.pqBytes = 16;
    database.nlist = 32768;
    database.energyRuns = {{1, 100, 1e-2, 100, 1e-3}, {16, 150, 1e-3, 120, 1e-4}};
    addEntries(catalog.databases, database, "database");
    return catalog;
}

Result sampleResult(double seed)
{
    Result result;
    for (std::size_t i = 0; i < kMetricCount; ++i)
        result.metrics[i] = std::sqrt(seed + static_cast<double>(i)) / 3.0;
    result.breakdown.add(Stage::CodeScan, DeviceKind::Fpga, seed / 7.0, seed / 11.0);
    result.breakdown.add(Stage::LmDecode, DeviceKind::Gpu, 1e-300, seed * 1e200);
    result.binding = DeviceKind::Fpga;
    result.bindingStage = Stage::CodeScan;
    result.provenance = {SourceTag::Published, SourceTag::Measured, SourceTag::Datasheet,
                         SourceTag::Assumed,   SourceTag::Measured, SourceTag::Published};
    return result;
}

NewRow sampleRow(double seed, const Catalog& catalog)
{
    DesignPoint design;
    design.set(Parameter::WorkloadBatch, seed);
    const ResolvedDesign resolved = resolve(design, catalog);
    return {resultKey(resolved, catalog), explicitDesign(resolved), sampleResult(seed)};
}

TemporaryFolder::TemporaryFolder()
{
    std::string pattern = (std::filesystem::temp_directory_path() / "ralmscope-test-XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr)
        throw std::system_error(errno, std::generic_category(), pattern);
    m_path = pattern;
}

TemporaryFolder::~TemporaryFolder()
{
    std::error_code ignored;
    std::filesystem::remove_all(m_path, ignored);
}

std::string problemsOf(const std::string& path)
{
    auto database = Database::open(path, {.ifDamaged = IfDamaged::Refuse, .create = false});
    if (!database)
        return database.error();
    const auto problems = database->verify();
    if (!problems)
        return problems.error();
    std::string text;
    for (const std::string& problem : *problems)
        text += problem + "\n";
    return text;
}

} // namespace ralmscope::test
