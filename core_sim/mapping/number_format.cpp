// SPDX-License-Identifier: GPL-3.0-or-later
#include "number_format.h"

#include "kernel_choice.h"
#include "parameter_choices.h"

#include <array>

namespace ralmscope {

std::string_view formatName(Precision precision)
{
    static constexpr std::array<std::string_view, 7> names{"fp32", "fp16", "bf16", "fp8", "int8", "int4", "nvfp4"};
    return names[static_cast<std::size_t>(precision)];
}

double bytesPerElement(Precision precision)
{
    return formatBytes(formatName(precision));
}

} // namespace ralmscope
