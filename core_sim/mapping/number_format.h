// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "parameter.h"
#include "parameter_choices.h"

#include <string_view>

namespace ralmscope {

/// Name of a precision among the number formats of measured kernels: "fp32", "bf16", "fp8", "int4", "nvfp4".
std::string_view formatName(Precision precision);

/// Bytes of a weight or of an element of the KV cache.
double bytesPerElement(Precision precision);

} // namespace ralmscope
