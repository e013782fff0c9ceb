// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace ralmscope {

/// What the cost of a kernel needs to know of the hardware it runs on. SI units.
struct KernelMachine
{
    double sms = 1.0; ///< streaming multiprocessors
    double peakFlops = 1.0; ///< dense FLOP/s in the kernel's number format
    double memoryBandwidth = 1.0; ///< B/s
    double l2Bytes = 0.0;
    double linkBandwidth = 1.0; ///< B/s per GPU and direction
    double boardPower = 0.0; ///< W, limit
};

} // namespace ralmscope
