// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cpu.h"

namespace ralmscope {

/// An IVF-PQ search of a batch on CPU cores.
struct CpuSearch
{
    double batch = 1.0;
    double cores = 1.0;
    double nlist = 0.0;
    double dimension = 0.0;
    double pqBytes = 0.0;
    double scannedBytes = 0.0; ///< code bytes one query scans, list imbalance included
    bool indexOnGpu = false; ///< then only the code scan is counted
    bool offline = false; ///< thousands of queries in one call
};

/// Median seconds of one batch. Online: cubic norm of the one-thread-per-query time with its straggler term and the
/// fully loaded time; fitted to the CPU runs of Chameleon's archive. Offline: scan rate per core.
double cpuSearchTime(const Cpu& cpu, const CpuSearch& search);

/// Seconds of the flat index scan of a batch on CPU cores; Faiss turns to matrix multiplication at blasBatch queries.
double cpuIndexScanTime(const Cpu& cpu, double batch, double cores, double nlist, double dimension);

/// p95 / median of the latency of a batch, fitted; and the log-normal p99 / median with the same p95.
double cpuP95OverMedian(const Cpu& cpu, double batch);
double cpuP99OverMedian(const Cpu& cpu, double batch);
double cpuMeanOverMedian(const Cpu& cpu, double batch);

/// Watts of the sockets that hold these cores while they search batches of this size.
double cpuSearchPower(const Cpu& cpu, double batch, double cores);

/// Watts of the same sockets at rest.
double cpuIdlePower(const Cpu& cpu, double cores);

} // namespace ralmscope
