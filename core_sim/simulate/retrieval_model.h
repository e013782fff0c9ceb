// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gpu_cost.h"
#include "resolved_design.h"

namespace ralmscope {

/// One retrieval of one batch by one replica: latencies in seconds, and what each device does meanwhile. Medians are
/// the sum of the parts. All zero without retrieval.
struct RetrievalCost
{
    double median = 0.0; ///< inside the running RALM
    double mean = 0.0;
    double searchMedian = 0.0; ///< the same search alone
    double searchMean = 0.0;
    double searchP95 = 0.0;
    double searchP99 = 0.0;

    double index = 0.0; ///< index scan, on the GPU or on the CPU
    GpuCost gpuIndex; ///< filled when the index scan runs on the GPU
    double scan = 0.0; ///< code scan of the whole batch
    double tables = 0.0;
    double transfer = 0.0; ///< exposed: tree levels, and the link where it is slower than the nodes
    double searchPath = 0.0; ///< fixed software path

    double queryService = 0.0; ///< seconds one query occupies a replica when queries follow back to back
    double nodeBusy = 0.0; ///< seconds every node of the replica works for the batch
    double cpuBusy = 0.0; ///< seconds the searching cores work for the batch
    double linkBusy = 0.0; ///< seconds the coordinator's link carries the batch
    double queryBytes = 0.0; ///< bytes of one query on the coordinator's links
    double capacity = 0.0; ///< queries per second of all replicas, back to back
};

/// Retrieval of a batch under the design's organisation. Precondition: checkDesign() and checkCapacity() passed.
/// Chameleon, PVLDB 18(1); the formulas and their fits are documented with the constants in presets/devices.
RetrievalCost retrieve(const ResolvedDesign& design, double batch);

} // namespace ralmscope
