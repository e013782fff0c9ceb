// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cpu.h"

namespace ralmscope {

/// Sockets that hold these cores.
double cpuSockets(const Cpu& cpu, double cores);

/// Decode attention on CPU cores: keys and values stream from memory, or vector units are the limit. Seconds.
/// Precondition: the entry describes its memory.
double hostAttentionSeconds(const Cpu& cpu, double cores, double bytes, double flops);

} // namespace ralmscope
