// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gpu.h"

#include <string>
#include <string_view>

namespace ralmscope {

/// The format in which products with such weights are computed: their own, or "bf16" where the GPU has no units for it
/// and unpacks them on the way to its 16-bit ones. Of the two 16-bit formats a GPU may only have one: both have the
/// same bytes and rate.
std::string_view arithmeticFormat(const Gpu& gpu, std::string_view weightFormat);

/// What a GPU without units for the format does instead, as its data sheet has it: "no FP8 units: weights are unpacked
/// to 16 bits and multiplied at that rate". Empty where it has them.
std::string conversionText(const Gpu& gpu, std::string_view weightFormat);

} // namespace ralmscope
