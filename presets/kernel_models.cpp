// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel_models.h"

#include "format_units.h"
#include "kernel_table.h"

#include <array>
#include <limits>

#include <fmt/format.h>

namespace ralmscope {

namespace {

using Column = std::string_view;

constexpr std::array<Column, 6> kGemmInputs{"gpu", "dtype", "stack", "m", "n", "k"};
constexpr std::array<Column, 9> kAttentionInputs{"gpu",    "stack", "kv_dtype", "batch",   "new_tokens",
                                                 "kv_len", "heads", "kv_heads", "head_dim"};
constexpr std::array<Column, 5> kCollectiveInputs{"system", "stack", "op", "n_gpus", "bytes"};
constexpr std::array<Column, 3> kElementwiseInputs{"gpu", "op", "bytes"};
constexpr std::array<Column, 8> kPowerInputs{"gpu",   "n_gpus", "model",   "kernel",
                                             "batch", "dims",   "time_ms", "throughput_tok_s"};
constexpr std::array<Column, 9> kOfflineInputs{"gpu",   "model",     "precision",  "stack",          "tp",
                                               "batch", "in_tokens", "out_tokens", "throughput_kind"};
constexpr std::array<Column, 1> kMilliseconds{"measured_ms"};
constexpr std::array<Column, 1> kMicroseconds{"measured_us"};
constexpr std::array<Column, 1> kWatts{"watts_per_gpu"};
constexpr std::array<Column, 1> kTokenRate{"throughput_tok_s"};

constexpr std::array<Column, 7> kOptional{"mode",           "source",  "tp", "sms", "peak_dense_bf16_flops",
                                          "mem_bw_B_per_s", "l2_bytes"};

/// Constants for a row: those of its GPU, or generic ones where the catalog does not know the GPU by that name: a
/// stranger's kernels must not pass for those of the entry whose data sheet stands in.
KernelChoice choiceFor(const KernelRow& row, const Catalog& catalog)
{
    return chooseKernel(catalog, row.knownGpu ? *row.gpu : *gpuMeasuredAs(catalog, kGenericGpu), row.query());
}

std::string provenanceOf(const KernelRow& row, const Catalog& catalog)
{
    std::string text = provenanceText(choiceFor(row, catalog));
    if (row.work.kernel == KernelClass::Gemm && !row.ownDataSheet) {
        if (const std::string conversion = conversionText(*row.gpu, row.variant); !conversion.empty())
            text += "; " + conversion;
    }
    return row.knownGpu ? text
                        : fmt::format("{}; data sheet of {}", text, row.ownDataSheet ? "the table" : row.gpu->name);
}

std::string groupOf(const KernelRow& row)
{
    std::string name = row.measuredAs;
    for (const std::string& part : {row.variant, row.stack}) {
        if (!part.empty())
            name += ", " + part;
    }
    return name;
}

/// Seconds, watts or tokens per second in the units of the measured column.
constexpr double unitsOf(KernelClass kernel)
{
    if (kernel == KernelClass::Elementwise)
        return 1e6;
    return kernel == KernelClass::BoardPower || kernel == KernelClass::HostOverhead ? 1.0 : 1e3;
}

template <KernelClass kernel>
tl::expected<std::vector<std::vector<double>>, FileProblems> predictTable(const CsvTable& table, const Catalog& catalog)
{
    const auto rows = kernelRows(kernel, table, catalog);
    if (!rows)
        return tl::unexpected(rows.error());
    std::vector<std::vector<double>> predictions;
    for (const KernelRow& row : *rows) {
        const KernelChoice choice = choiceFor(row, catalog);
        const bool known = choice.fit && row.leftOut.empty();
        predictions.push_back({known ? predict(row.work, choice.fit->values) * unitsOf(kernel)
                                     : std::numeric_limits<double>::quiet_NaN()});
    }
    return predictions;
}

template <KernelClass kernel>
tl::expected<std::vector<RowRemark>, FileProblems> remarkOnTable(const CsvTable& table, const Catalog& catalog)
{
    const auto rows = kernelRows(kernel, table, catalog);
    if (!rows)
        return tl::unexpected(rows.error());
    std::vector<RowRemark> remarks;
    for (const KernelRow& row : *rows)
        remarks.push_back({groupOf(row), provenanceOf(row, catalog), row.leftOut, row.heldOut});
    return remarks;
}

template <KernelClass kernel>
TableModel modelOf(Column name, std::span<const Column> inputs, std::span<const Column> outputs)
{
    return {name, inputs, outputs, &predictTable<kernel>, &remarkOnTable<kernel>, kOptional};
}

} // namespace

std::span<const TableModel> kernelModels()
{
    static const std::array models{
        modelOf<KernelClass::Gemm>("gpu-gemm", kGemmInputs, kMilliseconds),
        modelOf<KernelClass::PrefillAttention>("gpu-attention-prefill", kAttentionInputs, kMilliseconds),
        modelOf<KernelClass::DecodeAttention>("gpu-attention-decode", kAttentionInputs, kMilliseconds),
        modelOf<KernelClass::Collective>("gpu-collectives", kCollectiveInputs, kMilliseconds),
        modelOf<KernelClass::Elementwise>("gpu-elementwise", kElementwiseInputs, kMicroseconds),
        modelOf<KernelClass::BoardPower>("gpu-power", kPowerInputs, kWatts),
        modelOf<KernelClass::HostOverhead>("gpu-end-to-end", kOfflineInputs, kTokenRate),
    };
    return models;
}

} // namespace ralmscope
