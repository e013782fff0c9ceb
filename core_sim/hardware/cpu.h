// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_entry.h"
#include "provenance.h"

namespace ralmscope {

/// Rate constants of CPU search for one code length; between two entries the rates are interpolated in log2(m).
struct CpuScanRate
{
    double pqBytes = 0.0;
    double singleThread = 0.0; ///< B/s of one query on one core
    double loaded = 0.0; ///< B/s per core with all cores busy
    double offline = 0.0; ///< B/s per core in calls of thousands of queries
};

struct Cpu : CatalogEntry
{
    double coresPerSocket = 0.0;
    double clock = 0.0; ///< Hz, base
    Source specification;

    double indexSingleThread = 0.0; ///< B/s, small batches
    double indexAggregatePerCore = 0.0; ///< B/s per core, small batches
    double blasPerCore = 0.0; ///< FLOP/s per core, from blasBatch queries on
    double blasBatch = 0.0; ///< queries at which the flat scan turns to matrix multiplication
    double selectPerList = 0.0; ///< s per query and list
    Source index;

    std::vector<CpuScanRate> scan; ///< by rising pqBytes
    double straggler = 0.0; ///< c: growth per doubling of the threads waited for
    double tailFactor = 0.0; ///< p95 / median = 1 + tailFactor b^-tailExponent
    double tailExponent = 0.0;
    double meanFactor = 0.0; ///< mean / median = 1 + meanFactor b^-0.5
    double secondSocket = 0.0; ///< worth of a core beyond the first socket in offline search
    double gpuIndexSingleScale = 0.0; ///< factors on the scan rates when the GPU does the index scan
    double gpuIndexLoadedScale = 0.0;
    double gpuIndexStraggler = 0.0;
    Source search;

    double memoryBandwidth = 0.0; ///< B/s of one socket; 0: attention on this CPU is not modelled
    double memoryEfficiency = 0.0; ///< of it, streaming
    double memoryBytes = 0.0; ///< of one socket
    double flopsPerCore = 0.0; ///< FLOP/s of vector units
    double linkBandwidth = 0.0; ///< B/s per GPU and direction between GPUs and sockets
    double linkLatency = 0.0; ///< s per transfer
    Source memory;

    double idlePower = 0.0; ///< W of one socket
    double dynamicPower = 0.0; ///< W: P = idle + dynamic (1 - exp(-b / powerBatch))
    double powerBatch = 0.0;
    Source power;
};

/// CPU scan rates for a code of m bytes, by interpolation in log2(m); the nearest entry beyond the ends.
CpuScanRate scanRateFor(const Cpu& cpu, double pqBytes);

} // namespace ralmscope
