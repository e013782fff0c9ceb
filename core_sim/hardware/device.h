// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gpu_kernels.h"
#include "provenance.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ralmscope {

// Device specifications as plain values, SI units. Each group of constants that is known in a different way carries
// its own Source. Filled from the JSON catalog; see presets/devices for every number and where it comes from.

/// What all catalog entries have in common.
struct CatalogEntry
{
    std::string id; ///< stable, unique within its kind: lower case, digits, dashes
    std::string name; ///< as shown to people
    std::uint64_t fingerprint = 0; ///< hash of the entry's whole content, set when it is read; part of every result key
};

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
    double linkBandwidth = 0.0; ///< B/s per GPU and direction to the other GPUs of a server
    bool linkSwitched = false; ///< every pair has the whole link at once (NVSwitch); else it is shared (PCIe)
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

    std::vector<std::string> measuredAs; ///< names of this GPU in measured tables
    std::string sibling; ///< id of a GPU whose kernel constants stand in where this one was not measured
    std::vector<KernelFit> kernels;
};

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

struct Link : CatalogEntry
{
    double bandwidth = 0.0; ///< B/s, each direction
    double endpointLatency = 0.0; ///< s per hop of the tree over nodes
    double powerPerEndpoint = 0.0; ///< W, 0 where not counted
    Source source;
};

/// What the GPUs of one model copy exchange activations over. Bandwidth 0: the link of the GPU's own data sheet.
struct GpuLink : CatalogEntry
{
    double bandwidth = 0.0; ///< B/s per GPU and direction
    bool switched = false; ///< every pair has the whole link at once
    Source source;
};

/// Ids that do not exist give -1.
template <typename Entry> int indexOf(const std::vector<Entry>& list, std::string_view id)
{
    for (std::size_t i = 0; i < list.size(); ++i) {
        if (list[i].id == id)
            return static_cast<int>(i);
    }
    return -1;
}

/// CPU scan rates for a code of m bytes, by interpolation in log2(m); the nearest entry beyond the ends.
CpuScanRate scanRateFor(const Cpu& cpu, double pqBytes);

} // namespace ralmscope
