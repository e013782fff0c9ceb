// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_entry.h"
#include "provenance.h"

#include <vector>

namespace ralmscope {

/// Powers and times of the paper's energy runs at one batch, for the tabulated paper convention.
struct EnergyRun
{
    double batch = 0.0;
    double cpuPower = 0.0; ///< W of the one searching socket
    double cpuTimePerQuery = 0.0; ///< s
    double gpuPower = 0.0; ///< W during the index scan
    double gpuTimePerQuery = 0.0; ///< s of the index scan
};

/// A vector database under an IVF-PQ index.
struct VectorDatabase : CatalogEntry
{
    double vectors = 0.0; ///< N
    double dimension = 0.0; ///< D
    double pqBytes = 0.0; ///< m
    double nlist = 0.0;
    bool listsSplit = true; ///< false: every node scans whole lists (the archived SYN-1024 run)
    Source shape;

    double listImbalance = 1.0; ///< gamma seen by the FPGA path
    double cpuListImbalance = 1.0; ///< gamma of the CPU fits
    double queryVariation = 0.0; ///< cv: std / mean of the service time of a query
    double cpuInsideRalm = 1.0; ///< kappa: CPU search inside a RALM run over the same search alone
    Source lists;

    double lutUnits = 16.0; ///< P of the kernel built for this shape
    double fpgaBusyPower = 0.0; ///< W of that kernel; 0: the node's own
    Source kernel;

    std::vector<EnergyRun> energyRuns; ///< by rising batch; may be empty
    Source energy;

    double bytesPerVector() const { return pqBytes + 8.0; } ///< code and 8-byte id
};

/// Energy runs at this batch by interpolation in log2(batch), the nearest beyond the ends. The list must not be empty.
EnergyRun energyRunAt(const VectorDatabase& database, double batch);

} // namespace ralmscope
