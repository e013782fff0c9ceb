// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_entry.h"
#include "provenance.h"

#include <string>

namespace ralmscope {

/// Serving software: what it costs beside the kernels. Software that launches kernels one by one (eager execution) is
/// bound by its launches where they take longer than the kernels; captured graphs have none.
struct SoftwareStack : CatalogEntry
{
    double decoderLayerLaunch = 0.0; ///< s per decoder layer and step; 0: graphs
    double crossAttentionLaunch = 0.0; ///< s more per layer with cross-attention
    double kvTraffic =
        1.0; ///< times the KV cache is moved per step: 1 is read once by attention; more: appended, reordered
    double overlapNorm = 4.0; ///< p of (launch^p + kernels^p)^(1/p)
    double launchErrorMedian = 0.0; ///< of decoding steps against the measurements behind these constants
    double launchErrorP90 = 0.0;
    Source decode;

    /// Software that keeps keys and values of a layer as one block each and appends to them by copying asks its memory
    /// pool for larger blocks step by step: the pool's rule, and what its calls to the driver cost. 0: no such blocks.
    double growthRounding = 0.0; ///< bytes: sizes are rounded up to multiples of it
    double growthSmallest = 0.0; ///< bytes: smaller blocks come out of shared ones
    double growthCall = 0.0; ///< s per block that the driver is asked for
    double growthReturn = 0.0; ///< s per byte handed back to the driver where memory is full
    Source growth;

    double batchedTokens = 8192.0; ///< most prompt tokens that one pass reads
    Source scheduler;

    double encoderFixed = 0.0; ///< s per retrieval of an encoder-decoder, beside its kernels
    Source encode;

    double firstToken = 0.0; ///< s of a request beside the kernels of its prefill: front end, scheduling, waiting
    Source firstTokenSource;

    double searchFixed = 0.0; ///< T_fix: s per batch from GPU to memory nodes and back
    double cpuIndexExtra = 0.0; ///< s more per batch when the CPU scans the index
    Source searchPath;

    std::string kernelsAs; ///< name of its kernels in measured tables; empty: whatever was measured
    std::string hostAs; ///< name of its host constants in the GPU entries; empty: no host time beside launches
};

} // namespace ralmscope
