// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "attention_cost.h"
#include "collective_cost.h"
#include "elementwise_cost.h"
#include "gemm_cost.h"
#include "gpu_board_power.h"

#include <variant>

namespace ralmscope {

/// Bytes moved by an element-wise kernel.
struct ElementwiseCall
{
    double bytes = 0.0;
};

/// One piece of work of a class on one machine: what a row of a measured table describes.
struct KernelWork
{
    KernelClass kernel = KernelClass::Gemm;
    KernelMachine machine;
    std::variant<GemmCall, AttentionCall, CollectiveCall, ElementwiseCall, Utilisation> call;
};

/// Seconds, or watts of BoardPower, with the constants of the class. Precondition: `call` is of the class.
double predict(const KernelWork& work, const ConstantValues& constants);

} // namespace ralmscope
