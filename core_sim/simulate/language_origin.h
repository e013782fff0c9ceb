// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kernel_choice.h"
#include "resolved_design.h"
#include "result.h"

#include <string>
#include <string_view>
#include <vector>

namespace ralmscope {

/// Where the constants behind one part of the language model's time come from.
struct KernelOrigin
{
    std::string what; ///< "matrix products", "decode attention", "launches"
    KernelMatch match = KernelMatch::Generic;
    std::string from; ///< "measured: NVIDIA H100 80GB HBM3 bf16 vllm", "generic constants"
    ErrorBand error;
    double share = 0.0; ///< of the language model's time; a prefill counts for products and attention alike
};

/// What a language model's numbers rest on, in words and largest part first.
struct LanguageOrigin
{
    /// Least certain of the parts that take at least a twentieth of the language model's time.
    KernelMatch match = KernelMatch::Measured;
    std::string standIn; ///< with match Sibling: the GPU whose constants stand in
    std::vector<KernelOrigin> parts; ///< all that take time
    std::string conversion; ///< what the GPU does with weights it has no units for; empty where it has them
};

/// `breakdown`: of the result of this design. Precondition: checkDesign() passed.
LanguageOrigin languageOrigin(const ResolvedDesign& design, const Breakdown& breakdown);

/// "measured on this GPU", "sibling GPU: A100 80GB", "generic constants".
std::string originText(const LanguageOrigin& origin);

/// Whether a stage belongs to the language model rather than to retrieval.
bool isLanguageStage(Stage stage);

} // namespace ralmscope
