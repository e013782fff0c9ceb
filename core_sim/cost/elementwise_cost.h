// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kernel_constants.h"
#include "kernel_machine.h"

namespace ralmscope {

/// Seconds of a norm, activation, addition or rotary kernel that moves `bytes`.
double elementwiseSeconds(double bytes, const KernelMachine& machine, const ElementwiseConstants& c);

} // namespace ralmscope
