// SPDX-License-Identifier: GPL-3.0-or-later
#include "format_units.h"

#include <cctype>

#include <fmt/format.h>

namespace ralmscope {

std::string_view arithmeticFormat(const Gpu& gpu, std::string_view weightFormat)
{
    const std::string_view family = variantFamily(weightFormat);
    const bool unpacked = weightFormat == "int4" || (family == "8-bit" && gpu.fp8Flops <= 0.0)
        || (family == "4-bit" && gpu.fp4Flops <= 0.0);
    return unpacked ? std::string_view("bf16") : weightFormat;
}

std::string conversionText(const Gpu& gpu, std::string_view weightFormat)
{
    std::string name;
    for (const char c : weightFormat)
        name += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    if (weightFormat == "bf16" && !gpu.hasBf16)
        return "no BF16 units: weights are converted once and computed as FP16, of the same bytes and rate";
    if (arithmeticFormat(gpu, weightFormat) == weightFormat)
        return {};
    return fmt::format(
        "{} weights are unpacked to {} and multiplied at that rate: {}", name, gpu.hasBf16 ? "16 bits" : "FP16",
        weightFormat == "int4" ? "they are stored, not computed, in four bits" : "its data sheet has no such units");
}

} // namespace ralmscope
