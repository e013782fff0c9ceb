// SPDX-License-Identifier: GPL-3.0-or-later
#include "metric_table.h"

#include <algorithm>
#include <array>

namespace ralmscope {

namespace {

using enum Metric;
using enum Better;

// clang-format off
constexpr std::array<MetricInfo, kMetricCount> kTable {{
    {Tpot, "latency.tpot", "Time per token", "s", Lower, "Mean time per output token of one sequence (TPOT), retrieval included."},
    {SequenceLatency, "latency.sequence", "Sequence latency", "s", Lower, "Time from the start of a sequence to its last token (request latency)."},
    {FirstStep, "latency.first_step", "Time to first token", "s", Lower, "Median time of the first step (TTFT): retrieval, encoder, cross-attention keys and values, prefill or, without a prompt, one decoding step."},
    {RetrievalStep, "latency.retrieval_step", "Step with retrieval", "s", Lower, "Median time of a later step that retrieves."},
    {PlainStep, "latency.plain_step", "Step without retrieval", "s", Lower, "Time of a step that only decodes."},
    {InferenceStep, "latency.inference_step", "Inference per token", "s", Lower, "Mean time per token without the search itself: decoder, encoder, cross-attention."},
    {BetweenTokens, "latency.between_tokens", "Time between tokens", "s", Lower, "Mean time between two tokens of a sequence after its first one (TBT), retrieval and prefills of others included."},
    {PrefillTime, "latency.prefill", "Prefill", "s", Lower, "Time of the prefill that a sequence waits for before its first token."},
    {CacheGrowth, "latency.cache_growth", "Growth of the cache", "s", Lower, "Time in which software that copies its cache to append to it waits for memory from the driver, all steps of a first batch together; part of the steps."},
    {LanguageError, "error.language_median", "LM step error, median", "%", Lower, "Median error of the kernel and host constants behind the language-model step, on measured rows kept apart from their fits; never below that of whole runs on such a GPU and software."},
    {LanguageErrorP90, "error.language_p90", "LM step error, p90", "%", Lower, "90th percentile of the same error."},
    {FirstTokenError, "error.first_token_median", "first token error, median", "%", Lower, "Median error of the time to the first token: of the constants behind the prefill; never below that of whole requests on such a GPU and software."},
    {FirstTokenErrorP90, "error.first_token_p90", "first token error, p90", "%", Lower, "90th percentile of the same error."},
    {PowerError, "error.power_median", "GPU power error, median", "%", Lower, "Median error of the constants behind the watts of a GPU, on measured rows kept apart from their fits."},
    {PowerErrorP90, "error.power_p90", "GPU power error, p90", "%", Lower, "90th percentile of the same error."},
    {SearchMedian, "latency.search", "Search latency, median", "s", Lower, "Median latency of one batch of queries, from the query vectors to the results."},
    {SearchMean, "latency.search_mean", "Search latency, mean", "s", Lower, "Mean latency of one batch of queries."},
    {SearchP95, "latency.search_p95", "Search latency, p95", "s", Lower, "95th percentile of the latency of one batch of queries."},
    {SearchP99, "latency.search_p99", "Search latency, p99", "s", Lower, "99th percentile of the latency of one batch of queries."},
    {IndexScan, "latency.index_scan", "Index scan", "s", Lower, "Time to compare one batch of queries with all IVF centroids."},
    {QueryService, "latency.query_service", "Service time of a query", "s", Lower, "Time for which one query occupies the FPGA nodes of a replica (or their link), once queries follow back to back."},
    {Tokens, "throughput.tokens", "Throughput", "tokens/s", Higher, "Tokens per second of the whole system: the smaller of what the GPUs and the retrieval pool sustain."},
    {TokensPerGpu, "throughput.tokens_per_gpu", "Throughput per GPU", "tokens/s", Higher, "Tokens per second of the whole system over the number of GPUs."},
    {Requests, "throughput.requests", "Requests served", "requests/s", Higher, "Requests completed per second by the whole system."},
    {PrefillPoolTokens, "throughput.prefill_pool", "Prefill pool bound", "tokens/s", Higher, "Output tokens per second that the GPUs for prefill let through."},
    {GpuPoolTokens, "throughput.gpu_pool", "GPU pool bound", "tokens/s", Higher, "Tokens per second that the GPUs sustain when no retrieval waits for another GPU's."},
    {RetrievalPoolTokens, "throughput.retrieval_pool", "Retrieval pool bound", "tokens/s", Higher, "Tokens per second that the retrieval replicas sustain, one batch at a time each."},
    {Queries, "throughput.queries", "Queries served", "queries/s", Higher, "Vector-search queries per second at the system's throughput."},
    {SearchCapacity, "throughput.search", "Search capacity", "queries/s", Higher, "Queries per second of the search engine alone, with queries back to back."},
    {OptimalGpuShare, "balance.gpu_share", "Best GPU share", "%", Neither, "Share of GPUs among all accelerators at which both pools are equally busy (1000 GPUs and replicas, as in the paper)."},
    {GpusPerSearchEngine, "balance.gpus_per_engine", "GPUs per search engine", "", Neither, "GPUs whose queries fill one retrieval replica that serves queries back to back."},
    {EnergyPerToken, "energy.per_token", "Energy per token", "J", Lower, "Energy of the whole system over tokens generated; search energy over tokens under a paper convention."},
    {EnergyPerQuery, "energy.per_query", "Energy per query", "J", Lower, "Energy of vector search for one query, under the chosen energy convention."},
    {EnergyGpu, "energy.gpu", "GPU energy per token", "J", Lower, "Share of the GPUs in the energy per token, idle time included."},
    {EnergyFpga, "energy.fpga", "FPGA energy per token", "J", Lower, "Share of the FPGA nodes in the energy per token, idle time included."},
    {EnergyCpu, "energy.cpu", "CPU energy per token", "J", Lower, "Share of the CPUs in the energy per token, idle time included."},
    {EnergyPim, "energy.pim", "PIM energy per token", "J", Lower, "Share of the PIM stacks in the energy per token, idle time included."},
    {EnergyPerRequest, "energy.per_request", "Energy per request", "J", Lower, "Energy per token times the mean output tokens of a request."},
    {EnergyIdleShare, "energy.idle_share", "Idle share of energy", "%", Lower, "Fraction of the energy spent by devices while they wait."},
    {AveragePower, "power.average", "Average power", "W", Lower, "Energy per token times tokens per second."},
    {PimPower, "power.pim", "PIM power", "W", Lower, "PIM energy per token times tokens per second: what the stacks draw on average. A power limit never raises it."},
    {GpuUtilisation, "utilisation.gpu", "GPU busy", "%", Neither, "Fraction of time in which the GPUs work."},
    {FpgaUtilisation, "utilisation.fpga", "FPGA busy", "%", Neither, "Fraction of time in which the FPGA nodes scan."},
    {PimAttentionUtilisation, "utilisation.pim_attention", "Attention stacks busy", "%", Neither, "Fraction of time in which the attention stacks work."},
    {PimFcUtilisation, "utilisation.pim_fc", "FC stacks busy", "%", Neither, "Fraction of time in which the FC stacks work."},
    {PrefillUtilisation, "utilisation.prefill_gpu", "Prefill GPUs busy", "%", Neither, "Fraction of time in which the GPUs for prefill work."},
    {CpuUtilisation, "utilisation.cpu", "CPU busy", "%", Neither, "Fraction of time in which the CPU cores search or coordinate."},
    {NetworkUtilisation, "utilisation.network", "Network busy", "%", Neither, "Fraction of the coordinator's link bandwidth in use."},
    {GpuMemory, "memory.gpu", "GPU memory needed", "B", Lower, "Weights, KV cache, activations and index bytes on one GPU."},
    {GpuWeights, "memory.gpu_weights", "GPU memory, weights", "B", Lower, "Bytes of weights on one GPU."},
    {GpuKvCache, "memory.gpu_kv", "GPU memory, KV cache", "B", Lower, "Bytes of the KV cache on one GPU, of whole sequences."},
    {GpuActivations, "memory.gpu_activations", "GPU memory, activations", "B", Lower, "Bytes of activations of a prefill and of the centroid index on one GPU."},
    {GpuFree, "memory.gpu_free", "GPU memory, free", "B", Higher, "Bytes of one GPU that nothing uses; of its FC stacks where these are its memory."},
    {LargestBatch, "memory.largest_batch", "Largest batch that fits", "", Higher, "Sequences of one model copy whose KV cache fits beside the weights."},
    {PrefillMemory, "memory.prefill_gpu", "Prefill GPU memory needed", "B", Lower, "Weights, activations and the KV cache of one prompt on a GPU that only prefills."},
    {FpgaMemory, "memory.fpga_node", "Node memory needed", "B", Lower, "Codes and vector ids on one FPGA memory node."},
    {PimFcMemory, "memory.pim_fc", "FC stack memory needed", "B", Lower, "Bytes in one FC stack: weights, and what else the GPUs hold where the stacks are their memory."},
    {PimAttentionMemory, "memory.pim_attention", "Attention stack memory needed", "B", Lower, "Bytes of the KV cache in one attention stack, whole heads."},
    {Alpha, "mapping.alpha_used", "Alpha in force", "rows", Neither, "Rows up to which FC layers run on PIM, given or calibrated from the two cost curves."},
    {PimFcShare, "mapping.pim_fc_share", "Steps with FC on PIM", "%", Neither, "Share of decoding steps whose fully connected layers run on PIM."},
    {SwitchStep, "mapping.switch_step", "FC moves at step", "steps", Neither, "First decoding step whose fully connected layers run on PIM after steps on the GPUs."},
    {MeanRows, "mapping.mean_rows", "Mean rows of a step", "rows", Neither, "RLP x TLP, mean over the decoding steps."},
    {ModelFlopUtilisation, "utilisation.gpu_flops", "Peak FLOP/s used", "%", Higher, "FLOP of decoding steps on the GPUs over peak FLOP/s times step time (MFU)."},
    {BandwidthUtilisation, "utilisation.gpu_bandwidth", "Memory bandwidth used", "%", Higher, "Bytes of decoding steps on the GPUs over memory bandwidth times step time (MBU)."},
    {QueryBytes, "network.query_bytes", "Bytes per query", "B", Lower, "Bytes on the coordinator's links per query, to and from all nodes of a replica."},
    {DecodeUnits, "fpga.decode_units", "PQ decoding units", "", Neither, "PQ decoding units of one node: codes consumed per clock cycle."},
    {QueueLength, "kselect.queue_length", "L1 queue length", "", Lower, "Length of the first-level queues, set or by the 99 % rule."},
    {QueueExact, "kselect.exact", "Queries with exact top K", "%", Higher, "Probability that no first-level queue drops one of the K nearest."},
    {RecallLoss, "kselect.recall_loss", "Recall lost in K-selection", "%", Lower, "Expected fraction of the K nearest dropped by the first-level queues."},
    {QueueSlots, "kselect.slots", "Queue registers against exact", "%", Lower, "Register slots of the queues over those of exact queues of length K."},
}};
// clang-format on

constexpr bool inOrder()
{
    for (std::size_t i = 0; i < kTable.size(); ++i) {
        if (kTable[i].metric != static_cast<Metric>(i))
            return false;
    }
    return true;
}
static_assert(inOrder(), "rows must stand in the order of enum Metric");

} // namespace

std::span<const MetricInfo> metricTable()
{
    return kTable;
}

const MetricInfo& info(Metric metric)
{
    return kTable[static_cast<std::size_t>(metric)];
}

const MetricInfo* findMetric(std::string_view id)
{
    const auto row = std::find_if(kTable.begin(), kTable.end(), [id](const MetricInfo& r) { return r.id == id; });
    return row == kTable.end() ? nullptr : &*row;
}

} // namespace ralmscope
