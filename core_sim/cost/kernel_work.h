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

/// An offline batch whose kernels are known already: what is missing is host time.
struct OfflineCall
{
    double kernels = 0.0; ///< s of all kernels, prefill and decoding
    double steps = 0.0; ///< prefill and decoding steps
    double batch = 1.0; ///< sequences
    double sharedLayers = 0.0; ///< layers with tensor parallelism; 0 without
    double tokens = 0.0; ///< tokens that throughput counts
};

/// One piece of work of a class on one machine: what a row of a measured table describes.
struct KernelWork
{
    KernelClass kernel = KernelClass::Gemm;
    KernelMachine machine;
    std::variant<GemmCall, AttentionCall, CollectiveCall, ElementwiseCall, Utilisation, OfflineCall> call;
};

/// Seconds, watts of BoardPower, or tokens/s of HostOverhead, with the constants of the class. Precondition: `call` is
/// of the class.
double predict(const KernelWork& work, const ConstantValues& constants);

} // namespace ralmscope
