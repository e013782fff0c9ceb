// SPDX-License-Identifier: GPL-3.0-or-later
#include "retrieval_model.h"

#include "cpu_cost.h"
#include "fpga_cost.h"
#include "network_cost.h"
#include "normal_quantile.h"
#include "parameter_choices.h"

#include <algorithm>
#include <cmath>

namespace ralmscope {

namespace {

using enum Parameter;

double scannedBytes(const ResolvedDesign& d)
{
    return d[DatabaseListImbalance] * d[RetrievalNprobe] / d[DatabaseNlist] * d[DatabaseVectors] * d[DatabasePqBytes];
}

/// Index scan on whichever device does it.
void addIndexScan(RetrievalCost& cost, const ResolvedDesign& d, double batch)
{
    if (d.indexOnGpu()) {
        cost.gpuIndex = gpuIndexScan(*d.gpu, batch, d[DatabaseNlist], d[DatabaseDimension]);
        cost.index = cost.gpuIndex.seconds;
    } else {
        cost.index = cpuIndexScanTime(*d.cpu, batch, d[CpuCores], d[DatabaseNlist], d[DatabaseDimension]);
        cost.cpuBusy += cost.index;
        cost.searchPath += d.stack->cpuIndexExtra;
    }
}

RetrievalCost searchOnNodes(const ResolvedDesign& d, double batch)
{
    const double nodes = d[FpgaNodesPerReplica];
    NodeScan scan;
    scan.vectors = d[DatabaseVectors];
    scan.dimension = d[DatabaseDimension];
    scan.pqBytes = d[DatabasePqBytes];
    scan.nlist = d[DatabaseNlist];
    scan.nprobe = d[RetrievalNprobe];
    scan.listImbalance = d[DatabaseListImbalance];
    scan.nodes = d[DatabaseListsSplit] != 0.0 ? nodes : 1.0;
    scan.channels = d[FpgaChannels];
    scan.clock = d[FpgaClock];
    scan.lutUnits = d[FpgaLutUnits];
    scan.doubleBuffer = d[FpgaDoubleBuffer] != 0.0;
    const NodeScanCost query = nodeScan(*d.fpga, scan);

    const bool withCentroids = d.choice<QueryMessage>(NetworkMessage) == QueryMessage::WithCentroids;
    const double slots = std::max(d[RetrievalK], d.fpga->resultSlots);
    const QueryMessages messages =
        queryMessages(d[DatabaseDimension], d[RetrievalNprobe], d[RetrievalK], slots, withCentroids);
    const bool rootSerial = d.choice<Broadcast>(NetworkBroadcast) == Broadcast::RootSerial;
    const double link = linkTimePerQuery(messages, nodes, d[NetworkBandwidth], rootSerial);

    RetrievalCost cost;
    cost.searchPath = d.stack->searchFixed;
    addIndexScan(cost, d, batch);
    cost.scan = batch * query.scan;
    cost.tables = batch * query.tables;
    // Queries stream: the link sends the next ones while the nodes scan, so only its excess over the scan shows.
    cost.transfer = batch * std::max(0.0, link - query.total) + treeLevels(nodes) * d[NetworkEndpointLatency];
    cost.queryService = std::max(query.total, link);

    // Service times vary between queries, independently, so a batch varies as sqrt(b). Nodes that vary by themselves
    // add the wait for the slowest of them: the quantile p of the largest of n is the quantile p^(1/n) of one.
    const double spread = d.database->queryVariation * query.total * std::sqrt(batch);
    const double independent = d.choice<NodeVariation>(FpgaNodeVariation) == NodeVariation::Independent ? nodes : 1.0;
    cost.scan += spread * largestNormalQuantile(0.5, independent);
    cost.searchMedian = cost.searchPath + cost.index + cost.scan + cost.tables + cost.transfer;
    cost.searchMean = cost.searchMedian;
    const double centre = cost.searchMedian - spread * largestNormalQuantile(0.5, independent);
    cost.searchP95 = centre + spread * largestNormalQuantile(0.95, independent);
    cost.searchP99 = centre + spread * largestNormalQuantile(0.99, independent);
    cost.median = cost.searchMedian;
    cost.mean = cost.searchMean;

    cost.nodeBusy = batch * query.total;
    cost.cpuBusy += d.stack->searchFixed;
    cost.linkBusy = batch * link;
    cost.queryBytes = messages.total(nodes);
    cost.capacity = d.replicas() / cost.queryService;
    return cost;
}

RetrievalCost searchOnCpu(const ResolvedDesign& d, double batch)
{
    CpuSearch search;
    search.batch = batch;
    search.cores = d[CpuCores];
    search.nlist = d[DatabaseNlist];
    search.dimension = d[DatabaseDimension];
    search.pqBytes = d[DatabasePqBytes];
    search.scannedBytes = scannedBytes(d);
    search.indexOnGpu = d.indexOnGpu();
    search.offline = d.choice<ralmscope::CpuSearchMode>(Parameter::CpuSearchMode) == ralmscope::CpuSearchMode::Offline;

    RetrievalCost cost;
    if (search.indexOnGpu)
        addIndexScan(cost, d, batch);
    const double onCores = cpuSearchTime(*d.cpu, search);
    cost.searchMedian = cost.index + onCores;
    cost.searchMean = cost.searchMedian * cpuMeanOverMedian(*d.cpu, batch);
    cost.searchP95 = cost.searchMedian * cpuP95OverMedian(*d.cpu, batch);
    cost.searchP99 = cost.searchMedian * cpuP99OverMedian(*d.cpu, batch);
    cost.median = cost.searchMedian * d.database->cpuInsideRalm;
    cost.mean = cost.searchMean * d.database->cpuInsideRalm;
    cost.scan = cost.median - cost.index;
    cost.queryService = cost.searchMedian / batch;
    cost.cpuBusy = cost.mean - cost.index;
    cost.capacity = batch / cost.searchMedian;
    return cost;
}

} // namespace

RetrievalCost retrieve(const ResolvedDesign& design, double batch)
{
    if (design.usesFpga())
        return searchOnNodes(design, batch);
    return design.searchesOnCpu() ? searchOnCpu(design, batch) : RetrievalCost{};
}

} // namespace ralmscope
