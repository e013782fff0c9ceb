// SPDX-License-Identifier: GPL-3.0-or-later
#include "parameter_table.h"

#include "design_point.h"
#include "parameter_choices.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace ralmscope {

namespace {

using enum Parameter;
using Group = ParameterGroup;
using Type = ParameterType;
using enum Scale;

constexpr std::array<std::string_view, 5> kOrganisations{"none", "cpu", "cpu_gpu_index", "fpga_cpu_index",
                                                         "fpga_gpu_index"};
constexpr std::array<std::string_view, 5> kOrganisationLabels{"none", "CPU", "CPU, GPU index", "FPGA, CPU index",
                                                              "FPGA, GPU index"};
constexpr std::array<std::string_view, 2> kOverlaps{"stall", "two_sub_batches"};
constexpr std::array<std::string_view, 2> kOverlapLabels{"GPU stalls", "two sub-batches"};
constexpr std::array<std::string_view, 7> kPrecisions{"fp32", "fp16", "bf16", "fp8", "int8", "int4", "fp4"};
constexpr std::array<std::string_view, 7> kPrecisionLabels{"FP32", "FP16", "BF16", "FP8", "INT8", "INT4", "FP4"};
constexpr std::array<std::string_view, 3> kSpeculations{"none", "draft_model", "free_draft"};
constexpr std::array<std::string_view, 3> kSpeculationLabels{"none", "draft model", "free draft"};
constexpr std::array<std::string_view, 2> kBatchings{"static", "continuous"};
constexpr std::array<std::string_view, 2> kBatchingLabels{"static", "continuous"};
constexpr std::array<std::string_view, 4> kLengths{"constant", "log_normal", "dolly_creative_writing",
                                                   "dolly_general_qa"};
constexpr std::array<std::string_view, 4> kLengthLabels{"constant", "log-normal", "Dolly, creative", "Dolly, QA"};
constexpr std::array<std::string_view, 2> kPools{"together", "separate"};
constexpr std::array<std::string_view, 2> kPoolLabels{"together", "separate"};
constexpr std::array<std::string_view, 3> kAttentionMappings{"gpu", "cpu", "pim"};
constexpr std::array<std::string_view, 3> kAttentionMappingLabels{"GPU", "CPU", "PIM"};
constexpr std::array<std::string_view, 4> kFcMappings{"gpu", "pim", "dynamic", "static"};
constexpr std::array<std::string_view, 4> kFcMappingLabels{"GPU", "PIM", "dynamic", "static"};
constexpr std::array<std::string_view, 5> kPhysics{"own", "attacc_simulator", "papi_nominal", "papi_b", "papi_c"};
constexpr std::array<std::string_view, 5> kPhysicsLabels{"ours", "as in AttAcc", "PAPI, nominal", "PAPI, B", "PAPI, C"};
constexpr std::array<std::string_view, 3> kPlacements{"bank", "bank_group", "buffer"};
constexpr std::array<std::string_view, 3> kPlacementLabels{"bank", "bank group", "buffer die"};
constexpr std::array<std::string_view, 4> kUnits{"1p1b", "1p2b", "2p1b", "4p1b"};
constexpr std::array<std::string_view, 4> kUnitLabels{"1P1B", "1P2B", "2P1B", "4P1B"};
constexpr std::array<std::string_view, 2> kNodeVariations{"shared", "independent"};
constexpr std::array<std::string_view, 2> kNodeVariationLabels{"shared by all", "independent"};
constexpr std::array<std::string_view, 2> kCpuSearchModes{"online", "offline"};
constexpr std::array<std::string_view, 2> kCpuSearchModeLabels{"online", "offline"};
constexpr std::array<std::string_view, 2> kMessages{"with_centroids", "ids_only"};
constexpr std::array<std::string_view, 2> kMessageLabels{"with centroids", "ids only"};
constexpr std::array<std::string_view, 2> kBroadcasts{"tree", "root_serial"};
constexpr std::array<std::string_view, 2> kBroadcastLabels{"tree", "serial root"};
constexpr std::array<std::string_view, 3> kConventions{"device", "paper_tabulated", "paper_modelled"};
constexpr std::array<std::string_view, 3> kConventionLabels{"all devices", "paper, tabulated", "paper, modelled"};

Organisation organisation(const DesignPoint& d)
{
    return d.choice<Organisation>(RetrievalOrganisation);
}
bool retrieves(const DesignPoint& d)
{
    return organisation(d) != Organisation::None;
}
bool usesFpga(const DesignPoint& d)
{
    return organisation(d) == Organisation::FpgaCpuIndex || organisation(d) == Organisation::FpgaGpuIndex;
}
bool usesNetwork(const DesignPoint& d)
{
    return usesFpga(d) || d.choice<Pools>(MappingPools) == Pools::Separate;
}
bool searchesOnCpu(const DesignPoint& d)
{
    return organisation(d) == Organisation::Cpu || organisation(d) == Organisation::CpuGpuIndex;
}
bool usesCpuCores(const DesignPoint& d)
{
    return searchesOnCpu(d) || organisation(d) == Organisation::FpgaCpuIndex;
}
bool sharesTotal(const DesignPoint& d)
{
    return usesFpga(d) && d[SystemAccelerators] > 0;
}
bool separatePools(const DesignPoint& d)
{
    return d.choice<Pools>(MappingPools) == Pools::Separate;
}
bool speculates(const DesignPoint& d)
{
    return d.choice<SpeculationKind>(LmSpeculation) != SpeculationKind::None;
}
bool draftsWithModel(const DesignPoint& d)
{
    return d.choice<SpeculationKind>(LmSpeculation) == SpeculationKind::DraftModel;
}
bool logNormalLengths(const DesignPoint& d)
{
    return d.choice<OutputLengthKind>(WorkloadOutputLengths) == OutputLengthKind::LogNormal;
}
bool mayShareLayers(const DesignPoint& d)
{
    // One GPU has nobody to share with, unless the count follows from a total.
    return !(d[GpuCount] == 1.0 && d[LmTensorParallel] == 1.0 && d[LmPipelineParallel] == 1.0) || sharesTotal(d);
}
bool sharesSteps(const DesignPoint& d)
{
    return d[LmTensorParallel] > 1.0 || d[LmPipelineParallel] > 1.0;
}
bool attentionOnPim(const DesignPoint& d)
{
    return d.choice<AttentionMapping>(MappingAttention) == AttentionMapping::Pim;
}
bool fcOnPim(const DesignPoint& d)
{
    return d.choice<FcMapping>(MappingFc) != FcMapping::Gpu;
}
bool usesPim(const DesignPoint& d)
{
    return attentionOnPim(d) || fcOnPim(d);
}
bool usesAlpha(const DesignPoint& d)
{
    return d.choice<FcMapping>(MappingFc) == FcMapping::Dynamic || d.choice<FcMapping>(MappingFc) == FcMapping::Static;
}
bool gpuCountIsFree(const DesignPoint& d)
{
    return !sharesTotal(d);
}
bool fpgaCountIsFree(const DesignPoint& d)
{
    return usesFpga(d) && !sharesTotal(d);
}

// clang-format off
constexpr std::array<ParameterInfo, kParameterCount> kTable {{
    {.parameter = GpuCount, .id = "gpu.count", .label = "GPUs", .unit = "", .group = Group::Accelerators, .type = Type::Integer,
     .minimum = 1, .maximum = 1024, .scale = Log2, .defaultValue = 1, .device = DeviceKind::Gpu, .applies = gpuCountIsFree,
     .doc = "Number of GPUs; every tensor x pipeline parallel of them run one copy of the language model on a batch of its own."},
    {.parameter = GpuDevice, .id = "gpu.device", .label = "GPU model", .unit = "", .group = Group::Accelerators, .type = Type::Catalog,
     .catalog = CatalogKind::Gpu, .device = DeviceKind::Gpu, .doc = "GPU of the catalog."},
    {.parameter = GpuPrefillCount, .id = "gpu.prefill_count", .label = "GPUs for prefill", .unit = "", .group = Group::Accelerators, .type = Type::Integer,
     .minimum = 0, .maximum = 1024, .scale = Log2, .defaultValue = 1, .device = DeviceKind::Gpu, .applies = separatePools,
     .doc = "GPUs that only prefill, in copies as wide as those that decode; beside the GPUs counted above."},
    {.parameter = GpuLinkKind, .id = "gpu.link", .label = "GPU link", .unit = "", .group = Group::Accelerators, .type = Type::Catalog,
     .catalog = CatalogKind::GpuLink, .device = DeviceKind::Network, .advanced = true, .applies = sharesSteps,
     .doc = "What the GPUs of one model copy exchange activations over; \"own\" is the link of the GPU's data sheet. It joins the GPUs of one server (eight of most, 72 of an NVL72 rack, see the GPU's entry); copies on more span servers, joined by InfiniBand NDR with a port per GPU. A network chosen here joins every single GPU."},
    {.parameter = FpgaCount, .id = "fpga.count", .label = "FPGA memory nodes", .unit = "", .group = Group::Accelerators, .type = Type::Integer,
     .minimum = 0, .maximum = 1024, .scale = Log2, .defaultValue = 1, .device = DeviceKind::Fpga, .applies = fpgaCountIsFree,
     .doc = "Number of disaggregated FPGA memory nodes; every list of a replica is split over its nodes."},
    {.parameter = FpgaDevice, .id = "fpga.device", .label = "FPGA model", .unit = "", .group = Group::Accelerators, .type = Type::Catalog,
     .catalog = CatalogKind::Fpga, .device = DeviceKind::Fpga, .advanced = true, .applies = usesFpga, .doc = "FPGA memory node of the catalog."},
    {.parameter = CpuCores, .id = "cpu.cores", .label = "CPU cores", .unit = "", .group = Group::Accelerators, .type = Type::Integer,
     .minimum = 1, .maximum = 256, .scale = Log2, .defaultValue = 8, .device = DeviceKind::Cpu, .applies = usesCpuCores,
     .doc = "CPU cores that search: the index scan, and the code scan where no FPGA does it."},
    {.parameter = CpuDevice, .id = "cpu.device", .label = "CPU model", .unit = "", .group = Group::Accelerators, .type = Type::Catalog,
     .catalog = CatalogKind::Cpu, .device = DeviceKind::Cpu, .advanced = true, .doc = "CPU of the catalog: searches, or coordinates the memory nodes."},
    {.parameter = PimAttentionStacks, .id = "pim.attention_stacks", .label = "Attention stacks", .unit = "", .group = Group::Accelerators, .type = Type::Integer,
     .minimum = 0, .maximum = 4096, .scale = Log2, .defaultValue = 0, .device = DeviceKind::Pim, .applies = attentionOnPim,
     .doc = "PIM stacks that hold the KV cache and compute attention, of all model copies together."},
    {.parameter = PimAttentionDevice, .id = "pim.attention_device", .label = "Attention PIM", .unit = "", .group = Group::Accelerators, .type = Type::Catalog,
     .catalog = CatalogKind::Pim, .device = DeviceKind::Pim, .advanced = true, .applies = attentionOnPim, .doc = "PIM stack of the catalog that computes attention."},
    {.parameter = PimFcStacks, .id = "pim.fc_stacks", .label = "FC stacks", .unit = "", .group = Group::Accelerators, .type = Type::Integer,
     .minimum = 0, .maximum = 4096, .scale = Log2, .defaultValue = 0, .device = DeviceKind::Pim, .applies = fcOnPim,
     .doc = "PIM stacks that hold the weights and can compute fully connected layers, of all model copies together."},
    {.parameter = PimFcDevice, .id = "pim.fc_device", .label = "FC PIM", .unit = "", .group = Group::Accelerators, .type = Type::Catalog,
     .catalog = CatalogKind::Pim, .device = DeviceKind::Pim, .advanced = true, .applies = fcOnPim, .doc = "PIM stack of the catalog that computes fully connected layers."},
    {.parameter = SystemAccelerators, .id = "system.accelerators", .label = "Accelerators in total", .unit = "", .group = Group::Accelerators, .type = Type::Integer,
     .minimum = 0, .maximum = 4096, .scale = Log2, .defaultValue = 0, .advanced = true, .applies = usesFpga,
     .doc = "Total of GPUs and FPGA nodes to divide by the GPU share; 0 leaves the two counts independent."},
    {.parameter = SystemGpuShare, .id = "system.gpu_share", .label = "GPU share", .unit = "%", .group = Group::Accelerators, .type = Type::Real,
     .minimum = 0.001, .maximum = 0.999, .scale = Linear, .defaultValue = 0.5, .device = DeviceKind::Gpu, .advanced = true, .applies = sharesTotal,
     .doc = "Fraction of the total that are GPUs; the rest are FPGA nodes."},

    {.parameter = RetrievalOrganisation, .id = "retrieval.organisation", .label = "Organisation", .unit = "", .group = Group::Retrieval, .type = Type::Choice,
     .minimum = 0, .maximum = 4, .defaultValue = 4, .choices = kOrganisations, .choiceLabels = kOrganisationLabels,
     .doc = "Where vector search runs: index scan on CPU or GPU, code scan on CPU or FPGA nodes, or no retrieval at all."},
    {.parameter = RetrievalDatabase, .id = "retrieval.database", .label = "Database", .unit = "", .group = Group::Retrieval, .type = Type::Catalog,
     .catalog = CatalogKind::Database, .applies = retrieves, .doc = "Vector database of the catalog; choosing one sets its size, dimension and codes."},
    {.parameter = RetrievalNprobe, .id = "retrieval.nprobe", .label = "nprobe", .unit = "", .group = Group::Retrieval, .type = Type::Integer,
     .minimum = 1, .maximum = 65536, .scale = Log2, .defaultValue = 32, .applies = retrieves,
     .doc = "IVF lists scanned for one query."},
    {.parameter = RetrievalK, .id = "retrieval.k", .label = "Neighbours K", .unit = "", .group = Group::Retrieval, .type = Type::Integer,
     .minimum = 1, .maximum = 1000, .scale = Log2, .defaultValue = kAuto, .catalog = CatalogKind::Model, .autoFrom = "the language model",
     .doc = "Nearest neighbours returned for one query."},
    {.parameter = RetrievalInterval, .id = "retrieval.interval", .label = "Interval", .unit = "tokens", .group = Group::Retrieval, .type = Type::Integer,
     .minimum = 1, .maximum = 65536, .scale = Log2, .defaultValue = kAuto, .catalog = CatalogKind::Model, .autoFrom = "the language model",
     .doc = "Tokens generated between two retrievals."},
    {.parameter = CpuSearchMode, .id = "cpu.search_mode", .label = "CPU search mode", .unit = "", .group = Group::Retrieval, .type = Type::Choice,
     .minimum = 0, .maximum = 1, .defaultValue = 0, .choices = kCpuSearchModes, .choiceLabels = kCpuSearchModeLabels, .device = DeviceKind::Cpu, .advanced = true, .applies = searchesOnCpu,
     .doc = "Online: batch latency as measured per request; offline: thousands of queries in one call, as in the throughput runs."},
    {.parameter = DatabaseVectors, .id = "database.vectors", .label = "Vectors N", .unit = "vectors", .group = Group::Retrieval, .type = Type::Integer,
     .minimum = 1e3, .maximum = 1e13, .scale = Log10, .defaultValue = kAuto, .catalog = CatalogKind::Database, .autoFrom = "the database", .advanced = true,
     .applies = retrieves, .doc = "Vectors in the database."},
    {.parameter = DatabaseDimension, .id = "database.dimension", .label = "Dimension D", .unit = "", .group = Group::Retrieval, .type = Type::Integer,
     .minimum = 1, .maximum = 16384, .scale = Log2, .defaultValue = kAuto, .catalog = CatalogKind::Database, .autoFrom = "the database", .advanced = true,
     .applies = retrieves, .doc = "Dimension of a vector; must be a multiple of the PQ code bytes."},
    {.parameter = DatabasePqBytes, .id = "database.pq_bytes", .label = "PQ code m", .unit = "B", .group = Group::Retrieval, .type = Type::Integer,
     .minimum = 1, .maximum = 1024, .scale = Log2, .defaultValue = kAuto, .catalog = CatalogKind::Database, .autoFrom = "the database", .advanced = true,
     .applies = retrieves, .doc = "Bytes of one product-quantisation code: one byte per sub-quantizer."},
    {.parameter = DatabaseNlist, .id = "database.nlist", .label = "IVF lists nlist", .unit = "", .group = Group::Retrieval, .type = Type::Integer,
     .minimum = 1, .maximum = 16777216, .scale = Log2, .defaultValue = kAuto, .catalog = CatalogKind::Database, .autoFrom = "the database", .advanced = true,
     .applies = retrieves, .doc = "Inverted lists of the IVF index, and centroids that the index scan reads."},
    {.parameter = DatabaseListImbalance, .id = "database.list_imbalance", .label = "List imbalance", .unit = "x", .group = Group::Retrieval, .type = Type::Real,
     .minimum = 1, .maximum = 20, .scale = Linear, .defaultValue = kAuto, .catalog = CatalogKind::Database, .autoFrom = "the database", .advanced = true,
     .applies = retrieves, .doc = "Mean length of the probed lists over N / nlist (gamma): 1 for equal lists."},
    {.parameter = DatabaseListsSplit, .id = "database.lists_split", .label = "Lists split over nodes", .unit = "", .group = Group::Retrieval, .type = Type::Flag,
     .minimum = 0, .maximum = 1, .defaultValue = kAuto, .catalog = CatalogKind::Database, .autoFrom = "the database", .advanced = true,
     .applies = usesFpga, .doc = "Off: every node scans whole lists, as in the archived SYN-1024 run."},

    {.parameter = LmModel, .id = "lm.model", .label = "Model", .unit = "", .group = Group::LanguageModel, .type = Type::Catalog,
     .catalog = CatalogKind::Model, .device = DeviceKind::Gpu, .doc = "Language model of the catalog; choosing one sets K and the interval it was trained with."},
    {.parameter = LmPrecision, .id = "lm.precision", .label = "Precision", .unit = "", .group = Group::LanguageModel, .type = Type::Choice,
     .minimum = 0, .maximum = 6, .defaultValue = 0, .choices = kPrecisions, .choiceLabels = kPrecisionLabels, .device = DeviceKind::Gpu,
     .doc = "Number format of weights; activations are 16 bits wide at least, and quantised on the way into 8- and 4-bit products."},
    {.parameter = LmStack, .id = "lm.stack", .label = "Software", .unit = "", .group = Group::LanguageModel, .type = Type::Catalog,
     .catalog = CatalogKind::Stack, .doc = "Serving software of the catalog: kernel-launch costs and fixed search-path time."},
    {.parameter = LmTensorParallel, .id = "lm.tensor_parallel", .label = "Tensor parallel", .unit = "", .group = Group::LanguageModel, .type = Type::Integer,
     .minimum = 1, .maximum = 64, .scale = Log2, .defaultValue = 1, .device = DeviceKind::Gpu, .applies = mayShareLayers,
     .doc = "GPUs that share every layer of one model copy; two all-reduces a layer join their parts: within a server over the GPUs' link, beyond it in two levels over a network."},
    {.parameter = LmPipelineParallel, .id = "lm.pipeline_parallel", .label = "Pipeline parallel", .unit = "", .group = Group::LanguageModel, .type = Type::Integer,
     .minimum = 1, .maximum = 64, .scale = Log2, .defaultValue = 1, .device = DeviceKind::Gpu, .advanced = true, .applies = mayShareLayers,
     .doc = "Groups of layers of one model copy on GPUs of their own, one after the other."},
    {.parameter = LmKvPrecision, .id = "lm.kv_precision", .label = "KV precision", .unit = "", .group = Group::LanguageModel, .type = Type::Choice,
     .minimum = 0, .maximum = 6, .defaultValue = kAuto, .choices = kPrecisions, .choiceLabels = kPrecisionLabels, .autoFrom = "the weights, 16 bits at least", .device = DeviceKind::Gpu, .advanced = true,
     .doc = "Number format of the KV cache."},
    {.parameter = LmSpeculation, .id = "lm.speculation", .label = "Speculation", .unit = "", .group = Group::LanguageModel, .type = Type::Choice,
     .minimum = 0, .maximum = 2, .defaultValue = 0, .choices = kSpeculations, .choiceLabels = kSpeculationLabels, .device = DeviceKind::Gpu, .advanced = true,
     .doc = "Speculative decoding: a draft model proposes tokens and the model verifies them in one step; a free draft costs nothing."},
    {.parameter = LmDraftModel, .id = "lm.draft_model", .label = "Draft model", .unit = "", .group = Group::LanguageModel, .type = Type::Catalog,
     .catalog = CatalogKind::Model, .device = DeviceKind::Gpu, .advanced = true, .applies = draftsWithModel,
     .doc = "Language model that proposes the tokens, on the same GPUs."},
    {.parameter = LmDraftTokens, .id = "lm.draft_tokens", .label = "Draft length", .unit = "tokens", .group = Group::LanguageModel, .type = Type::Integer,
     .minimum = 1, .maximum = 32, .scale = Linear, .defaultValue = 3, .device = DeviceKind::Gpu, .advanced = true, .applies = speculates,
     .doc = "Tokens proposed per step and sequence; the step verifies one more (TLP = draft length + 1)."},
    {.parameter = LmAcceptance, .id = "lm.acceptance", .label = "Acceptance", .unit = "%", .group = Group::LanguageModel, .type = Type::Real,
     .minimum = 0, .maximum = 1, .scale = Linear, .defaultValue = 0.7, .device = DeviceKind::Gpu, .advanced = true, .applies = speculates,
     .doc = "Probability that a proposed token is accepted, each by itself."},

    {.parameter = WorkloadBatch, .id = "workload.batch", .label = "Batch", .unit = "", .group = Group::Workload, .type = Type::Integer,
     .minimum = 1, .maximum = 16384, .scale = Log2, .defaultValue = 1, .doc = "Sequences generated together by one model copy, and queries of one search."},
    {.parameter = WorkloadPrompt, .id = "workload.prompt", .label = "Prompt", .unit = "tokens", .group = Group::Workload, .type = Type::Integer,
     .minimum = 0, .maximum = 1048576, .scale = Log2, .defaultValue = 0,
     .doc = "Tokens of the prompt of each sequence, prefilled at once; 0 starts from nothing, as the Chameleon prototype does."},
    {.parameter = WorkloadSequence, .id = "workload.sequence", .label = "Output", .unit = "tokens", .group = Group::Workload, .type = Type::Integer,
     .minimum = 1, .maximum = 65536, .scale = Log2, .defaultValue = 512, .doc = "Tokens generated per sequence; the median where lengths vary by a log-normal distribution."},
    {.parameter = WorkloadBatching, .id = "workload.batching", .label = "Batching", .unit = "", .group = Group::Workload, .type = Type::Choice,
     .minimum = 0, .maximum = 1, .defaultValue = 0, .choices = kBatchings, .choiceLabels = kBatchingLabels, .advanced = true,
     .doc = "Static: a batch starts together and ends with its longest request; continuous: steady state, requests that end make room for the next ones, whose prompts are read together between decoding steps."},
    {.parameter = WorkloadOutputLengths, .id = "workload.output_lengths", .label = "Output lengths", .unit = "", .group = Group::Workload, .type = Type::Choice,
     .minimum = 0, .maximum = 3, .defaultValue = 0, .choices = kLengths, .choiceLabels = kLengthLabels, .advanced = true,
     .doc = "How the number of generated tokens is distributed over requests; the Dolly distributions are measured and bring their own lengths."},
    {.parameter = WorkloadOutputSigma, .id = "workload.output_sigma", .label = "Spread of lengths", .unit = "", .group = Group::Workload, .type = Type::Real,
     .minimum = 0.01, .maximum = 3, .scale = Linear, .defaultValue = 0.8, .advanced = true, .applies = logNormalLengths,
     .doc = "Standard deviation of the logarithm of the output length."},
    {.parameter = WorkloadFirstBatch, .id = "workload.first_batch", .label = "First batch", .unit = "", .group = Group::Workload, .type = Type::Flag,
     .minimum = 0, .maximum = 1, .defaultValue = 0, .device = DeviceKind::Gpu, .advanced = true,
     .doc = "The batch is the first after the software started: one that copies its cache to append to it asks the driver for every larger block, which later batches find in its pool."},

    {.parameter = MappingRetrievalOverlap, .id = "mapping.retrieval_overlap", .label = "During retrieval", .unit = "", .group = Group::Mapping, .type = Type::Choice,
     .minimum = 0, .maximum = 1, .defaultValue = 0, .choices = kOverlaps, .choiceLabels = kOverlapLabels, .advanced = true, .applies = retrieves,
     .doc = "The GPU stalls while retrieval is outstanding, or works on the other half of the batch (two sub-batches)."},
    {.parameter = MappingPools, .id = "mapping.pools", .label = "Prefill and decode", .unit = "", .group = Group::Mapping, .type = Type::Choice,
     .minimum = 0, .maximum = 1, .defaultValue = 0, .choices = kPools, .choiceLabels = kPoolLabels, .device = DeviceKind::Gpu, .advanced = true,
     .doc = "Prefill on the GPUs that decode, or on GPUs of its own from which the KV cache moves over the network."},
    {.parameter = MappingAttention, .id = "mapping.attention", .label = "Attention on", .unit = "", .group = Group::Mapping, .type = Type::Choice,
     .minimum = 0, .maximum = 2, .defaultValue = 0, .choices = kAttentionMappings, .choiceLabels = kAttentionMappingLabels,
     .doc = "Device that holds the KV cache and computes the attention of decoding steps."},
    {.parameter = MappingFc, .id = "mapping.fc", .label = "FC layers on", .unit = "", .group = Group::Mapping, .type = Type::Choice,
     .minimum = 0, .maximum = 3, .defaultValue = 0, .choices = kFcMappings, .choiceLabels = kFcMappingLabels,
     .doc = "Fully connected layers of decoding: GPUs, PIM stacks, or whichever suits the rows left (dynamic: every iteration, as PAPI; static: as the first iteration says)."},
    {.parameter = MappingAlpha, .id = "mapping.alpha", .label = "Alpha", .unit = "rows", .group = Group::Mapping, .type = Type::Real,
     .minimum = 0, .maximum = 1e6, .scale = Log2, .defaultValue = kAuto, .autoFrom = "the crossover of the two cost curves", .device = DeviceKind::Pim, .applies = usesAlpha,
     .doc = "FC layers run on PIM while the rows of an iteration, RLP x TLP, are not above this."},
    {.parameter = MappingHeadPipelining, .id = "mapping.head_pipelining", .label = "Head pipelining", .unit = "", .group = Group::Mapping, .type = Type::Flag,
     .minimum = 0, .maximum = 1, .defaultValue = 0, .device = DeviceKind::Pim, .advanced = true, .applies = attentionOnPim,
     .doc = "QKV generation and projection on the GPUs overlap with the attention of other heads on PIM (AttAcc)."},
    {.parameter = MappingFfCoprocessing, .id = "mapping.ff_coprocessing", .label = "FF co-processing", .unit = "", .group = Group::Mapping, .type = Type::Flag,
     .minimum = 0, .maximum = 1, .defaultValue = 0, .device = DeviceKind::Pim, .advanced = true, .applies = attentionOnPim,
     .doc = "Attention stacks take a share of the feed-forward layers so that they and the GPUs end together (AttAcc)."},
    {.parameter = MappingPhysics, .id = "mapping.physics", .label = "Physics", .unit = "", .group = Group::Mapping, .type = Type::Choice,
     .minimum = 0, .maximum = 4, .defaultValue = 0, .choices = kPhysics, .choiceLabels = kPhysicsLabels, .advanced = true,
     .doc = "Ours, or decoding exactly as a paper's own model computes it, its oddities included."},

    {.parameter = PimPlacementKind, .id = "pim.placement", .label = "Units at each", .unit = "", .group = Group::Pim, .type = Type::Choice,
     .minimum = 0, .maximum = 2, .defaultValue = kAuto, .choices = kPlacements, .choiceLabels = kPlacementLabels, .catalog = CatalogKind::Pim, .autoFrom = "the attention stack", .device = DeviceKind::Pim, .advanced = true, .applies = attentionOnPim,
     .doc = "Where the processing units of attention stacks sit: at every bank, every bank group, or on the buffer die."},
    {.parameter = PimPowerLimit, .id = "pim.power_limit", .label = "Power limit", .unit = "", .group = Group::Pim, .type = Type::Flag,
     .minimum = 0, .maximum = 1, .defaultValue = 1, .device = DeviceKind::Pim, .advanced = true, .applies = usesPim,
     .doc = "Units work only as fast as the power budget of a stack allows: the stacks never draw more for it. Where FC layers go by alpha, slower stacks leave more of them to the GPUs, and the whole system may draw more."},
    {.parameter = PimAttentionUnits, .id = "pim.attention_organisation", .label = "Attention units", .unit = "", .group = Group::Pim, .type = Type::Choice,
     .minimum = 0, .maximum = 3, .defaultValue = kAuto, .choices = kUnits, .choiceLabels = kUnitLabels, .catalog = CatalogKind::Pim, .autoFrom = "the attention stack", .device = DeviceKind::Pim, .advanced = true, .applies = attentionOnPim,
     .doc = "Processing units per bank of attention stacks; more units leave less area for banks."},
    {.parameter = PimFcUnits, .id = "pim.fc_organisation", .label = "FC units", .unit = "", .group = Group::Pim, .type = Type::Choice,
     .minimum = 0, .maximum = 3, .defaultValue = kAuto, .choices = kUnits, .choiceLabels = kUnitLabels, .catalog = CatalogKind::Pim, .autoFrom = "the FC stack", .device = DeviceKind::Pim, .advanced = true, .applies = fcOnPim,
     .doc = "Processing units per bank of FC stacks; more units leave less area for banks."},
    {.parameter = PimLinkBandwidth, .id = "pim.link_bandwidth", .label = "Link to the stacks", .unit = "B/s", .group = Group::Pim, .type = Type::Real,
     .minimum = 1e6, .maximum = 1e14, .scale = Log10, .defaultValue = kAuto, .catalog = CatalogKind::Pim, .autoFrom = "the attention stack", .device = DeviceKind::Pim, .advanced = true, .applies = usesPim,
     .doc = "Bandwidth between the GPUs and the PIM stacks of one model copy, each direction."},

    {.parameter = FpgaNodesPerReplica, .id = "fpga.nodes_per_replica", .label = "Nodes per replica", .unit = "", .group = Group::Fpga, .type = Type::Integer,
     .minimum = 1, .maximum = 1024, .scale = Log2, .defaultValue = kAuto, .autoFrom = "all nodes hold one copy", .device = DeviceKind::Fpga, .advanced = true, .applies = usesFpga,
     .doc = "Nodes that hold one copy of the database together; more nodes than that make further replicas."},
    {.parameter = FpgaChannels, .id = "fpga.channels", .label = "Memory channels", .unit = "", .group = Group::Fpga, .type = Type::Integer,
     .minimum = 1, .maximum = 64, .scale = Log2, .defaultValue = kAuto, .catalog = CatalogKind::Fpga, .autoFrom = "the FPGA", .device = DeviceKind::Fpga, .advanced = true, .applies = usesFpga,
     .doc = "DRAM channels per node; each feeds its own decoding units."},
    {.parameter = FpgaClock, .id = "fpga.clock", .label = "Clock", .unit = "Hz", .group = Group::Fpga, .type = Type::Real,
     .minimum = 10e6, .maximum = 2e9, .scale = Log10, .defaultValue = kAuto, .catalog = CatalogKind::Fpga, .autoFrom = "the FPGA", .device = DeviceKind::Fpga, .advanced = true, .applies = usesFpga,
     .doc = "Kernel clock of the search pipeline."},
    {.parameter = FpgaMemory, .id = "fpga.memory", .label = "Node memory", .unit = "B", .group = Group::Fpga, .type = Type::Real,
     .minimum = 1e9, .maximum = 1e14, .scale = Log10, .defaultValue = kAuto, .catalog = CatalogKind::Fpga, .autoFrom = "the FPGA", .device = DeviceKind::Fpga, .advanced = true, .applies = usesFpga,
     .doc = "DRAM of one node; codes and vector ids must fit."},
    {.parameter = FpgaLutUnits, .id = "fpga.lut_units", .label = "Table builders P", .unit = "", .group = Group::Fpga, .type = Type::Integer,
     .minimum = 1, .maximum = 1024, .scale = Log2, .defaultValue = kAuto, .catalog = CatalogKind::Database, .autoFrom = "the kernel built for the database", .device = DeviceKind::Fpga, .advanced = true, .applies = usesFpga,
     .doc = "Parallel units that build the distance look-up table of a probed list."},
    {.parameter = FpgaDoubleBuffer, .id = "fpga.double_buffer", .label = "Double-buffered tables", .unit = "", .group = Group::Fpga, .type = Type::Flag,
     .minimum = 0, .maximum = 1, .defaultValue = 0, .device = DeviceKind::Fpga, .advanced = true, .applies = usesFpga,
     .doc = "Build the next table while the current list is scanned; off in the prototype, where it did not place."},
    {.parameter = FpgaQueueLength, .id = "fpga.queue_length", .label = "L1 queue length", .unit = "", .group = Group::Fpga, .type = Type::Integer,
     .minimum = 1, .maximum = 1000, .scale = Log2, .defaultValue = kAuto, .autoFrom = "the 99 % rule for the decoding units", .device = DeviceKind::Fpga, .advanced = true, .applies = usesFpga,
     .doc = "Length of each first-level priority queue of the K-selection."},
    {.parameter = FpgaNodeVariation, .id = "fpga.node_variation", .label = "Node variation", .unit = "", .group = Group::Fpga, .type = Type::Choice,
     .minimum = 0, .maximum = 1, .defaultValue = 0, .choices = kNodeVariations, .choiceLabels = kNodeVariationLabels, .device = DeviceKind::Fpga, .advanced = true, .applies = usesFpga,
     .doc = "Evenly split lists make all nodes equally slow (shared); the paper's scaling figure draws each node by itself (independent)."},

    {.parameter = NetworkLink, .id = "network.link", .label = "Network", .unit = "", .group = Group::Network, .type = Type::Catalog,
     .catalog = CatalogKind::Link, .device = DeviceKind::Network, .advanced = true, .applies = usesNetwork, .doc = "Link between GPU servers, coordinator and memory nodes."},
    {.parameter = NetworkBandwidth, .id = "network.bandwidth", .label = "Link bandwidth", .unit = "B/s", .group = Group::Network, .type = Type::Real,
     .minimum = 1e6, .maximum = 1e13, .scale = Log10, .defaultValue = kAuto, .catalog = CatalogKind::Link, .autoFrom = "the network link", .device = DeviceKind::Network, .advanced = true, .applies = usesNetwork,
     .doc = "Bandwidth of one link, each direction."},
    {.parameter = NetworkEndpointLatency, .id = "network.endpoint_latency", .label = "Endpoint latency", .unit = "s", .group = Group::Network, .type = Type::Real,
     .minimum = 0, .maximum = 1, .scale = Log10, .defaultValue = kAuto, .catalog = CatalogKind::Link, .autoFrom = "the network link", .device = DeviceKind::Network, .advanced = true, .applies = usesFpga,
     .doc = "Time of one hop of the tree over memory nodes (LogGP endpoint latency)."},
    {.parameter = NetworkMessage, .id = "network.message", .label = "Query message", .unit = "", .group = Group::Network, .type = Type::Choice,
     .minimum = 0, .maximum = 1, .defaultValue = 0, .choices = kMessages, .choiceLabels = kMessageLabels, .device = DeviceKind::Network, .advanced = true, .applies = usesFpga,
     .doc = "The prototype ships every probed centroid to every node; ids only assumes the nodes hold the centroids."},
    {.parameter = NetworkBroadcast, .id = "network.broadcast", .label = "Broadcast", .unit = "", .group = Group::Network, .type = Type::Choice,
     .minimum = 0, .maximum = 1, .defaultValue = 0, .choices = kBroadcasts, .choiceLabels = kBroadcastLabels, .device = DeviceKind::Network, .advanced = true, .applies = usesFpga,
     .doc = "Tree: every node forwards; root serial: the coordinator sends to every node in turn over its one link."},

    {.parameter = EnergyConvention, .id = "energy.convention", .label = "Energy convention", .unit = "", .group = Group::Energy, .type = Type::Choice,
     .minimum = 0, .maximum = 2, .defaultValue = 0, .choices = kConventions, .choiceLabels = kConventionLabels, .advanced = true,
     .doc = "Device: busy and idle power over modelled time; paper: search only, FPGA at its ideal 32 GB/s time, with the tabulated or the modelled power and time of CPU and GPU."},
}};
// clang-format on

constexpr bool inOrder()
{
    for (std::size_t i = 0; i < kTable.size(); ++i) {
        if (kTable[i].parameter != static_cast<Parameter>(i))
            return false;
    }
    return true;
}
static_assert(inOrder(), "rows must stand in the order of enum Parameter");

} // namespace

std::span<const ParameterInfo> parameterTable()
{
    return kTable;
}

const ParameterInfo& info(Parameter parameter)
{
    return kTable[static_cast<std::size_t>(parameter)];
}

const ParameterInfo* findParameter(std::string_view id)
{
    const auto row = std::find_if(kTable.begin(), kTable.end(), [id](const ParameterInfo& r) { return r.id == id; });
    return row == kTable.end() ? nullptr : &*row;
}

std::string_view groupName(ParameterGroup group)
{
    static constexpr std::array<std::string_view, 9> names{"Accelerators", "Retrieval", "Language model",
                                                           "Workload",     "Mapping",   "FPGA node",
                                                           "PIM stacks",   "Network",   "Energy"};
    return names[static_cast<std::size_t>(group)];
}

bool applies(const ParameterInfo& row, const DesignPoint& design)
{
    return row.applies == nullptr || row.applies(design);
}

std::string allowedText(const ParameterInfo& row)
{
    switch (row.type) {
    case ParameterType::Choice:
        return fmt::format("{}", fmt::join(row.choices, " | "));
    case ParameterType::Flag:
        return "0 | 1";
    case ParameterType::Catalog:
        return "an id of the catalog";
    default:
        return fmt::format("{} .. {}{}{}", row.minimum, row.maximum, row.unit.empty() ? "" : " ", row.unit);
    }
}

bool isAllowed(const ParameterInfo& row, double value)
{
    if (!std::isfinite(value))
        return false;
    if (row.type != ParameterType::Real && value != std::floor(value))
        return false;
    if (row.type == ParameterType::Catalog)
        return value >= 0;
    return value >= row.minimum && value <= row.maximum;
}

std::string plainValueText(const ParameterInfo& row, double value)
{
    if (isAuto(value))
        return "auto";
    if (row.type == ParameterType::Choice && isAllowed(row, value))
        return std::string(row.choices[static_cast<std::size_t>(value)]);
    // Whole numbers in full ("1000000000"), since people read and grep them; everything else shortest round-trip.
    if (value == std::floor(value) && std::fabs(value) < 1e15)
        return fmt::format("{}", static_cast<long long>(value));
    return fmt::format("{}", value);
}

std::string_view choiceLabel(const ParameterInfo& row, double value)
{
    if (row.type == ParameterType::Flag)
        return value != 0.0 ? "on" : "off";
    return isAllowed(row, value) ? row.choiceLabels[static_cast<std::size_t>(value)] : std::string_view("?");
}

std::optional<double> plainValueFromText(const ParameterInfo& row, std::string_view text)
{
    if (text == "auto" && !row.autoFrom.empty())
        return kAuto;
    if (row.type == ParameterType::Choice) {
        const auto choice = std::find(row.choices.begin(), row.choices.end(), text);
        if (choice == row.choices.end())
            return std::nullopt;
        return static_cast<double>(choice - row.choices.begin());
    }
    if (row.type == ParameterType::Flag && (text == "true" || text == "on"))
        return 1.0;
    if (row.type == ParameterType::Flag && (text == "false" || text == "off"))
        return 0.0;
    double value = 0.0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || !std::isfinite(value))
        return std::nullopt;
    const std::string_view suffix(end, static_cast<std::size_t>(text.data() + text.size() - end));
    if (suffix.empty())
        return value;
    static constexpr std::array<std::pair<std::string_view, double>, 5> suffixes{
        {{"k", 1e3}, {"M", 1e6}, {"G", 1e9}, {"B", 1e9}, {"T", 1e12}}};
    for (const auto& [name, factor] : suffixes) {
        if (suffix == name)
            return value * factor;
    }
    return std::nullopt;
}

} // namespace ralmscope
