// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel_table.h"

#include "power_rows.h"
#include "row_reader.h"
#include "row_split.h"
#include "transformer_step.h"

#include <algorithm>
#include <cctype>

#include <fmt/format.h>

namespace ralmscope {

namespace {

constexpr std::size_t kMostProblems = 100;
/// Sets of weights that the graph-timed GEMM benchmarks cycle through.
constexpr double kLoopCopies = 6.0;
/// Share of the memory beyond which serving software swaps or queues sequences, so that a batch is none.
constexpr double kFullMemory = 0.85;

bool isEager(const std::string& mode)
{
    return mode.find("eager") != std::string::npos;
}

void readMeasured(KernelRow& row, RowReader& reader, std::string_view column, double unit)
{
    const auto value = reader.number(column);
    row.measured = value.value_or(0.0) * unit;
    if (!value)
        row.leftOut = "nothing measured";
}

void readGemm(KernelRow& row, RowReader& reader, const Catalog& catalog)
{
    setGpu(row, catalog, reader.text("gpu"));
    row.variant = reader.text("dtype");
    row.stack = reader.text("stack");
    GemmCall call;
    const std::string mode = reader.text("mode", false);
    call.loopCopies = mode == "cuda_graph" ? kLoopCopies : 0.0;
    row.withLaunch = isEager(mode);
    call.m = reader.positive("m");
    call.n = reader.positive("n");
    call.k = reader.positive("k");
    call.weightBytes = formatBytes(row.variant);
    call.quantises = call.weightBytes < 2.0;
    readMeasured(row, reader, "measured_ms", 1e-3);
    row.work.call = call;
}

void readAttention(KernelRow& row, RowReader& reader, const Catalog& catalog)
{
    setGpu(row, catalog, reader.text("gpu"));
    row.stack = reader.text("stack");
    row.variant = reader.text("kv_dtype");
    AttentionCall call;
    call.batch = reader.positive("batch");
    const double length = reader.positive("kv_len");
    if (row.work.kernel == KernelClass::PrefillAttention) {
        call.newTokens = reader.positive("new_tokens");
        call.context = std::max(0.0, length - call.newTokens);
    } else {
        call.context = length;
    }
    call.heads = reader.positive("heads");
    call.kvHeads = reader.positive("kv_heads");
    call.headDimension = reader.positive("head_dim");
    call.kvBytes = formatBytes(row.variant);
    call.warmCache = true;
    readMeasured(row, reader, "measured_ms", 1e-3);
    row.work.call = call;
}

void readCollective(KernelRow& row, RowReader& reader, const Catalog& catalog)
{
    std::string system = reader.text("system");
    row.variant = reader.text("op");
    row.stack = reader.text("stack");
    // Profiles that name no version of the library were timed from the host.
    row.withLaunch = row.stack.find('/') == std::string::npos;
    CollectiveCall call;
    call.operation = collectiveFromName(row.variant).value_or(CollectiveOperation::AllGather);
    call.gpus = reader.positive("n_gpus");
    call.bytes = reader.positive("bytes");
    readMeasured(row, reader, "measured_ms", 1e-3);
    row.work.call = call;
    // Servers with NVLink between pairs only fall back to PCIe beyond a pair: another system altogether.
    const bool beyondPair = call.gpus > 2.0 && system.find("pairwise") != std::string::npos;
    setGpu(row, catalog, system);
    if (beyondPair)
        row.measuredAs += " beyond a pair";
}

void readElementwise(KernelRow& row, RowReader& reader, const Catalog& catalog)
{
    setGpu(row, catalog, reader.text("gpu"));
    row.variant = reader.text("op");
    row.stack = reader.text("mode", false);
    row.withLaunch = isEager(row.stack);
    row.work.call = ElementwiseCall{reader.positive("bytes")};
    readMeasured(row, reader, "measured_us", 1e-6);
}

/// A table may bring the data sheet of its GPUs.
void readDataSheet(KernelRow& row, RowReader& reader)
{
    if (!reader.has("sms") || !reader.has("peak_dense_bf16_flops") || !reader.has("mem_bw_B_per_s"))
        return;
    KernelMachine& machine = row.work.machine;
    const double width = row.work.kernel == KernelClass::Gemm ? formatBytes(row.variant) : 2.0;
    machine.sms = reader.positive("sms");
    machine.peakFlops = reader.positive("peak_dense_bf16_flops") * 2.0 / width;
    if (row.variant == "fp32") // no wider 16-bit units, but others
        machine.peakFlops = reader.number("peak_fp32_flops").value_or(machine.peakFlops);
    machine.memoryBandwidth = reader.positive("mem_bw_B_per_s");
    if (reader.has("l2_bytes"))
        machine.l2Bytes = reader.positive("l2_bytes");
    row.ownDataSheet = true;
}

std::string kernelStack(std::string_view stack)
{
    std::string name;
    for (const char c : stack.substr(0, stack.find(' ')))
        name += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return name == "tensorrt-llm" ? "trtllm" : name;
}

void readOffline(KernelRow& row, RowReader& reader, const Catalog& catalog)
{
    setGpu(row, catalog, reader.text("gpu"));
    const std::string modelName = reader.text("model");
    const std::string format = weightFormat(reader.text("precision"));
    row.stack = reader.text("stack");
    const std::string kind = reader.text("throughput_kind");
    const bool offline = kind.find("batch/latency") != std::string::npos;
    const LanguageModel* model = modelMeasuredAs(catalog, modelName);
    if (!offline || !model) {
        row.leftOut = offline ? fmt::format("model {} is not in the catalog", modelName) : "no offline batch";
        row.work.call = OfflineCall{};
        return;
    }
    const Parallelism parallelism{reader.positive("tp"), 1.0};
    const double batch = reader.positive("batch");
    const double input = reader.positive("in_tokens");
    const double output = reader.positive("out_tokens");
    const double needed =
        parameterCount(*model) * formatBytes(format) + batch * (input + output) * kvBytesPerToken(*model, 2.0);
    if (needed > kFullMemory * parallelism.gpus() * row.gpu->memoryBytes)
        row.leftOut = "weights and KV cache need more than 85 % of the memory";
    ServingChoice serving;
    serving.weightFormat = format;
    const std::string stack = kernelStack(row.stack);
    serving.stack = stack;
    const TransformerKernels kernels = transformerKernels(catalog, *row.gpu, serving);
    const OfflineBatch run = offlineBatch(*model, kernels, parallelism, batch, input, output);
    readMeasured(row, reader, "throughput_tok_s", 1.0);
    row.work.call = OfflineCall{run.seconds(), run.steps + 1.0, batch,
                                parallelism.tensor > 1.0 ? model->decoderLayers : 0.0, batch * (input + output)};
}

void readRow(KernelRow& row, RowReader& reader, const Catalog& catalog)
{
    switch (row.work.kernel) {
    case KernelClass::Gemm:
        return readGemm(row, reader, catalog);
    case KernelClass::PrefillAttention:
    case KernelClass::DecodeAttention:
        return readAttention(row, reader, catalog);
    case KernelClass::Collective:
        return readCollective(row, reader, catalog);
    case KernelClass::Elementwise:
        return readElementwise(row, reader, catalog);
    case KernelClass::HostOverhead:
        return readOffline(row, reader, catalog);
    case KernelClass::BoardPower:
        return readPower(row, reader, catalog);
    }
}

} // namespace

tl::expected<std::vector<KernelRow>, FileProblems> kernelRows(KernelClass kernel, const CsvTable& table,
                                                              const Catalog& catalog)
{
    FileProblems problems;
    std::vector<KernelRow> rows;
    RowReader reader(table, problems);
    for (std::size_t i = 0; i < table.rows.size() && problems.size() < kMostProblems; ++i) {
        KernelRow row;
        row.row = i;
        row.work.kernel = kernel;
        reader.start(i);
        readRow(row, reader, catalog);
        if (!row.gpu)
            return tl::unexpected(FileProblems{{table.file, "", "the catalog has no generic GPU"}});
        row.work.machine = machineOf(*row.gpu, kernel == KernelClass::Gemm ? row.variant : "bf16");
        if (!row.knownGpu)
            readDataSheet(row, reader);
        row.heldOut = isHeldOut(reader.identity());
        rows.push_back(std::move(row));
    }
    if (!problems.empty())
        return tl::unexpected(std::move(problems));
    return rows;
}

} // namespace ralmscope
