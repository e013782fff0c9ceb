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
constexpr NumberRange kHeads{1, 65536, true};
constexpr NumberRange kBatches{1e-3, 1e9}; ///< also tokens: averages over requests

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
    setGpu(row, catalog, reader.name("gpu"));
    row.variant = reader.format("dtype");
    row.stack = reader.text("stack");
    GemmCall call;
    const std::string mode = reader.text("mode", false);
    call.loopCopies = mode == "cuda_graph" ? kLoopCopies : 0.0;
    row.withLaunch = isEager(mode);
    call.m = reader.number("m", kSizes);
    call.n = reader.number("n", kSizes);
    call.k = reader.number("k", kSizes);
    call.weightBytes = formatBytes(row.variant);
    call.quantises = call.weightBytes < 2.0;
    readMeasured(row, reader, "measured_ms", 1e-3);
    row.work.call = call;
}

void readAttention(KernelRow& row, RowReader& reader, const Catalog& catalog)
{
    setGpu(row, catalog, reader.name("gpu"));
    row.stack = reader.text("stack");
    row.variant = reader.format("kv_dtype");
    AttentionCall call;
    call.batch = reader.number("batch", kSizes);
    const double length = reader.number("kv_len", kSizes);
    double newTokens = 1.0;
    if (row.work.kernel == KernelClass::PrefillAttention) {
        newTokens = reader.number("new_tokens", kSizes);
        call.newTokens = newTokens;
        call.context = length - newTokens;
    } else {
        newTokens = reader.numberAside("new_tokens", kSizes).value_or(1.0);
        call.context = length;
    }
    if (newTokens > length)
        reader.problem("kv_len", fmt::format("{} must be at least the new tokens, {}", length, newTokens));
    call.heads = reader.number("heads", kHeads);
    call.kvHeads = reader.number("kv_heads", kHeads);
    if (call.kvHeads > call.heads)
        reader.problem("kv_heads", fmt::format("{} must be at most the heads, {}", call.kvHeads, call.heads));
    call.headDimension = reader.number("head_dim", kHeads);
    call.kvBytes = formatBytes(row.variant);
    call.warmCache = true;
    readMeasured(row, reader, "measured_ms", 1e-3);
    if (row.work.kernel == KernelClass::DecodeAttention && newTokens != 1.0)
        row.leftOut = fmt::format("decoding of {} tokens at once", newTokens);
    row.work.call = call;
}

void readCollective(KernelRow& row, RowReader& reader, const Catalog& catalog)
{
    std::string system = reader.name("system");
    row.variant = reader.text("op");
    const auto operation = collectiveFromName(row.variant);
    if (!operation && reader.has("op"))
        reader.problem("op", fmt::format("\"{}\" is not known; allowed: {}", row.variant, collectiveNames()));
    row.stack = reader.text("stack");
    // Profiles that name no version of the library were timed from the host.
    row.withLaunch = row.stack.find('/') == std::string::npos;
    CollectiveCall call;
    call.operation = operation.value_or(CollectiveOperation::AllReduce);
    row.variant = collectiveName(call.operation);
    call.gpus = reader.number("n_gpus", kGpuCounts);
    call.bytes = reader.positive("bytes");
    readMeasured(row, reader, "measured_ms", 1e-3);
    if (call.gpus < 2.0)
        row.leftOut = "a collective of one GPU";
    row.work.call = call;
    // Servers with NVLink between pairs only fall back to PCIe beyond a pair: another system altogether.
    const bool beyondPair = call.gpus > 2.0 && system.find("pairwise") != std::string::npos;
    setGpu(row, catalog, system);
    if (beyondPair)
        row.measuredAs += " beyond a pair";
}

void readElementwise(KernelRow& row, RowReader& reader, const Catalog& catalog)
{
    setGpu(row, catalog, reader.name("gpu"));
    row.variant = reader.name("op");
    row.stack = reader.text("mode", false);
    row.withLaunch = isEager(row.stack);
    row.work.call = ElementwiseCall{reader.positive("bytes")};
    readMeasured(row, reader, "measured_us", 1e-6);
}

/// A table may bring the data sheet of its GPUs.
void readDataSheet(KernelRow& row, RowReader& reader)
{
    for (const char* column :
         {"peak_fp32_flops", "peak_fp8_flops", "memory_bytes", "board_watts", "idle_watts", "link_B_per_s"})
        reader.numberAside(column, {0, 1e18});
    if (!reader.has("sms") || !reader.has("peak_dense_bf16_flops") || !reader.has("mem_bw_B_per_s"))
        return;
    KernelMachine& machine = row.work.machine;
    const double width = row.work.kernel == KernelClass::Gemm ? formatBytes(row.variant) : 2.0;
    machine.sms = reader.number("sms", kSizes);
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

/// Why a row of a table of whole runs is not compared; empty if it is.
std::string whyNoOfflineBatch(const std::string& kind, const std::string& precision, const std::string& modelName,
                              const LanguageModel* model)
{
    if (kind.find("batch/latency") == std::string::npos)
        return fmt::format("no offline batch: throughput_kind {}", kind.empty() ? "is not stated" : kind);
    if (precision.empty())
        return "the precision is not stated";
    return model ? std::string() : fmt::format("model {} is not in the catalog", modelName);
}

void readOffline(KernelRow& row, RowReader& reader, const Catalog& catalog)
{
    setGpu(row, catalog, reader.name("gpu"));
    const std::string modelName = reader.text("model");
    const std::string precision = reader.text("precision");
    if (!precision.empty() && !isNumberFormat(precision))
        reader.format("precision");
    const std::string format = weightFormat(precision);
    row.stack = reader.text("stack");
    const std::string kind = reader.text("throughput_kind");
    const LanguageModel* model = modelMeasuredAs(catalog, modelName);
    row.leftOut = whyNoOfflineBatch(kind, precision, modelName, model);
    if (!row.leftOut.empty() || !model) {
        row.work.call = OfflineCall{};
        return;
    }
    const Parallelism parallelism{reader.number("tp", kGpuCounts), 1.0};
    const double batch = reader.number("batch", kBatches);
    const double input = reader.number("in_tokens", kBatches);
    const double output = reader.number("out_tokens", kBatches);
    const double needed = parameterCount(*model) * formatBytes(format)
        + batch * ((input + output) * kvBytesPerToken(*model, 2.0) + stateBytesPerSequence(*model));
    if (needed > kFullMemory * parallelism.gpus() * row.gpu->memoryBytes)
        row.leftOut = "weights and KV cache need more than 85 % of the memory";
    ServingChoice serving;
    serving.weightFormat = format;
    const std::string stack = kernelStack(row.stack);
    serving.stack = stack;
    serving.gpus = parallelism.gpus();
    const TransformerKernels kernels = transformerKernels(catalog, *row.gpu, serving);
    const OfflineBatch run = offlineBatch(*model, kernels, parallelism, batch, input, output);
    readMeasured(row, reader, "throughput_tok_s", 1.0);
    row.work.call = OfflineCall{run.seconds(), run.steps + 1.0, batch,
                                parallelism.tensor > 1.0 ? 0.5 * sublayers(*model) : 0.0, batch * (input + output)};
}

/// What is only known of rows of power, for a look at all of them together.
std::optional<RequestPower> readRow(KernelRow& row, RowReader& reader, const Catalog& catalog)
{
    switch (row.work.kernel) {
    case KernelClass::Gemm:
        readGemm(row, reader, catalog);
        break;
    case KernelClass::PrefillAttention:
    case KernelClass::DecodeAttention:
        readAttention(row, reader, catalog);
        break;
    case KernelClass::Collective:
        readCollective(row, reader, catalog);
        break;
    case KernelClass::Elementwise:
        readElementwise(row, reader, catalog);
        break;
    case KernelClass::HostOverhead:
        readOffline(row, reader, catalog);
        break;
    case KernelClass::BoardPower:
        return readPower(row, reader, catalog);
    }
    return std::nullopt;
}

} // namespace

tl::expected<std::vector<KernelRow>, FileProblems> kernelRows(KernelClass kernel, const CsvTable& table,
                                                              const Catalog& catalog)
{
    FileProblems problems;
    std::vector<KernelRow> rows;
    std::vector<RequestPower> requests;
    RowReader reader(table, problems);
    for (std::size_t i = 0; i < table.rows.size() && problems.size() < kMostProblems; ++i) {
        KernelRow row;
        row.row = i;
        row.work.kernel = kernel;
        reader.start(i);
        auto request = readRow(row, reader, catalog);
        // Of what is left out, and of kernels that do not depend on them; some tables write 0 for unknown.
        for (const char* column : {"tp", "n_gpus"})
            reader.numberAside(column, {0, kGpuCounts.maximum, true});
        if (!row.gpu)
            return tl::unexpected(FileProblems{{table.file, "", "the catalog has no generic GPU"}});
        row.work.machine = machineOf(*row.gpu, kernel == KernelClass::Gemm ? row.variant : "bf16");
        if (!row.knownGpu)
            readDataSheet(row, reader);
        row.heldOut = row.neverFitted || isHeldOut(reader.identity());
        if (request) {
            request->row = rows.size();
            requests.push_back(std::move(*request));
        }
        rows.push_back(std::move(row));
    }
    if (!problems.empty())
        return tl::unexpected(std::move(problems));
    leaveOutBrokenTraces(rows, requests);
    return rows;
}

} // namespace ralmscope
