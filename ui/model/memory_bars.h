// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "readout_model.h"
#include "resolved_design.h"

#include <string>
#include <vector>

namespace ralmscope {

/// Memory of one device of every pool that the design has: GPUs, GPUs that only prefill, FPGA nodes, stacks for fully
/// connected layers and for attention. Also of designs that do not fit; nothing where the result knows no bytes.
std::vector<FitBar> memoryBars(const ResolvedDesign& design, const Result& result);

/// "batch up to 205", "no batch fits"; empty if unknown.
std::string largestBatchText(const Result& result);

} // namespace ralmscope
