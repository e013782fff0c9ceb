// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_entry.h"
#include "provenance.h"

namespace ralmscope {

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

    double hopSeconds = 0.0; ///< s per hop of a network between servers, low-latency protocol; 0: no network
    double bulkHopSeconds = 0.0; ///< s per hop, high-bandwidth protocol
    double efficiency = 1.0; ///< of the bandwidth that transfers over the network reach
    Source network;

    bool isNetwork() const { return hopSeconds > 0.0; }
};

} // namespace ralmscope
