// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "csv_table.h"
#include "kernel_choice.h"
#include "measured_kernel.h"

#include <string>
#include <vector>

namespace ralmscope {

/// One row of a table of measured kernels.
struct KernelRow : MeasuredKernel
{
    std::size_t row = 0; ///< of the table
    const Gpu* gpu = nullptr; ///< entry whose data sheet is used; the generic one where the catalog knows no better
    bool knownGpu = true; ///< the catalog has the table's own name
    bool ownDataSheet = false; ///< the table gives the data sheet itself
    bool neverFitted = false; ///< a model with layers whose kernels were not measured: shown, and kept apart from fits
    std::string leftOut; ///< why the row is not compared; empty if it is
};

/// The rows of a measured table of one class, in the columns
///   gemm:               gpu, dtype, stack, [mode], m, n, k, measured_ms
///   attention-prefill,
///   attention-decode:   gpu, stack, kv_dtype, batch, new_tokens, kv_len, heads, kv_heads, head_dim, measured_ms
///   collectives:        system, stack, op, n_gpus, bytes, measured_ms
///   elementwise:        gpu, op, bytes, measured_us
///   end-to-end:         gpu, n_gpus, model, precision, stack, tp, batch, in_tokens, out_tokens, throughput_tok_s,
///                       throughput_kind: offline batches; others, unknown models and what does not fit are left out
///   power:              gpu, n_gpus, model, kernel, tp, batch, dims, time_ms, throughput_tok_s, watts_per_gpu, source:
///                       single kernels by their dims, and serving ("e2e") by model and rate
/// and, of GPUs that the catalog does not have, sms, peak_dense_bf16_flops, mem_bw_B_per_s, l2_bytes, and for products
/// in full precision peak_fp32_flops. Others are ignored. Error: missing columns and cells that are not positive
/// numbers, with line and column.
tl::expected<std::vector<KernelRow>, FileProblems> kernelRows(KernelClass kernel, const CsvTable& table,
                                                              const Catalog& catalog);

} // namespace ralmscope
