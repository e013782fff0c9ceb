// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_entry.h"
#include "provenance.h"

namespace ralmscope {

struct FpgaNode : CatalogEntry
{
    double channels = 0.0;
    double bytesPerCycle = 0.0; ///< per channel
    double clock = 0.0; ///< Hz
    double memoryBytes = 0.0;
    double lutRows = 0.0; ///< entries of a look-up table column: 2^8 for 8-bit sub-quantizers
    double queuesPerUnit = 0.0; ///< first-level queues per decoding unit
    double resultSlots = 0.0; ///< results that a node always returns (length of the second-level queue)
    Source design;

    double pipelineDepthPerByte = 0.0; ///< ADC depth = perByte * m + fixed, cycles per list
    double pipelineDepthFixed = 0.0;
    double listOverhead = 0.0; ///< c0, cycles per list
    Source cycles;

    double busyPower = 0.0; ///< W, where the database names none
    double idlePower = 0.0; ///< W
    double idealBandwidth = 0.0; ///< B/s assumed by the paper's energy convention
    Source power;
};

} // namespace ralmscope
