// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gpu_cost.h"
#include "resolved_design.h"

namespace ralmscope {

/// What the language model costs one GPU for a batch.
struct LanguageStep
{
    GpuCost decode; ///< one token for every sequence, at the mean context length
    GpuCost encode; ///< per retrieval
    GpuCost crossSetup; ///< once per sequence, in its first step
};

LanguageStep languageStep(const ResolvedDesign& design, double batch);

} // namespace ralmscope
