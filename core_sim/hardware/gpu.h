// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_entry.h"
#include "gpu_kernels.h"
#include "provenance.h"
#include "served_error.h"

namespace ralmscope {

struct Gpu : CatalogEntry
{
    double memoryBytes = 0.0;
    double memoryBandwidth = 0.0; ///< B/s
    double fp32Flops = 0.0; ///< peak FLOP/s without sparsity
    double fp16Flops = 0.0; ///< peak dense FLOP/s with fp32 accumulation
    Source specification;

    double sms = 0.0; ///< streaming multiprocessors, compute units or the like; 0: kernels are not modelled
    double l2Bytes = 0.0;
    double fp8Flops = 0.0; ///< peak dense FLOP/s; 0 where the chip has no such units
    double fp4Flops = 0.0;
    bool hasBf16 = true; ///< false: its 16-bit units only compute fp16
    double linkBandwidth = 0.0; ///< B/s per GPU and direction to the other GPUs of a server
    bool linkSwitched = false; ///< every pair has the whole link at once (NVSwitch); else it is shared (PCIe)
    double linkDomain = 0.0; ///< GPUs that the link joins: of a server, or of a rack; 0: no limit
    Source chip;

    double indexFixed = 0.0; ///< s per batch of the flat index scan
    double indexFlops = 0.0; ///< FLOP/s reached by the flat index scan
    Source index;

    double idlePower = 0.0; ///< W
    double activePower = 0.0; ///< W of a GPU with a resident process that computes nothing
    double boardPower = 0.0; ///< W, limit
    double powerOffset = 0.0; ///< P = active + (board - active) min(1, offset + slope * busy fraction)
    double powerSlope = 0.0;
    Source power;

    std::string linkBeyond; ///< id of the link between such groups; empty: the catalog's network between servers
    std::vector<std::string> measuredAs; ///< names of this GPU in measured tables
    std::string sibling; ///< id of a GPU whose kernel constants stand in where this one was not measured
    std::vector<KernelFit> kernels;
    std::vector<ServedError> served; ///< of whole requests, by software
};

} // namespace ralmscope
