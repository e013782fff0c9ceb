// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "table_model.h"

namespace ralmscope {

/// Table models of measured GPU kernels, one per kernel class: "gpu-gemm", "gpu-attention-prefill", ... The columns are
/// those of kernel_table.h; the measured one is predicted.
std::span<const TableModel> kernelModels();

} // namespace ralmscope
