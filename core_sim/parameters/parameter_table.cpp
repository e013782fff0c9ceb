// SPDX-License-Identifier: GPL-3.0-or-later
#include "parameter_table.h"

#include "design_point.h"

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
constexpr std::array<std::string_view, 2> kPrecisions{"fp32", "fp16"};
constexpr std::array<std::string_view, 2> kPrecisionLabels{"FP32", "FP16"};
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
     .doc = "Number of GPUs; each runs its own copy of the language model on its own batch."},
    {.parameter = FpgaCount, .id = "fpga.count", .label = "FPGA memory nodes", .unit = "", .group = Group::Accelerators, .type = Type::Integer,
     .minimum = 0, .maximum = 1024, .scale = Log2, .defaultValue = 1, .device = DeviceKind::Fpga, .applies = fpgaCountIsFree,
     .doc = "Number of disaggregated FPGA memory nodes; every list of a replica is split over its nodes."},
    {.parameter = CpuCores, .id = "cpu.cores", .label = "CPU cores", .unit = "", .group = Group::Accelerators, .type = Type::Integer,
     .minimum = 1, .maximum = 256, .scale = Log2, .defaultValue = 8, .device = DeviceKind::Cpu, .applies = usesCpuCores,
     .doc = "CPU cores that search: the index scan, and the code scan where no FPGA does it."},
    {.parameter = SystemAccelerators, .id = "system.accelerators", .label = "Accelerators in total", .unit = "", .group = Group::Accelerators, .type = Type::Integer,
     .minimum = 0, .maximum = 4096, .scale = Log2, .defaultValue = 0, .advanced = true, .applies = usesFpga,
     .doc = "Total of GPUs and FPGA nodes to divide by the GPU share; 0 leaves the two counts independent."},
    {.parameter = SystemGpuShare, .id = "system.gpu_share", .label = "GPU share", .unit = "%", .group = Group::Accelerators, .type = Type::Real,
     .minimum = 0.001, .maximum = 0.999, .scale = Linear, .defaultValue = 0.5, .device = DeviceKind::Gpu, .advanced = true, .applies = sharesTotal,
     .doc = "Fraction of the total that are GPUs; the rest are FPGA nodes."},
    {.parameter = GpuDevice, .id = "gpu.device", .label = "GPU model", .unit = "", .group = Group::Accelerators, .type = Type::Catalog,
     .catalog = CatalogKind::Gpu, .device = DeviceKind::Gpu, .doc = "GPU of the catalog."},
    {.parameter = FpgaDevice, .id = "fpga.device", .label = "FPGA model", .unit = "", .group = Group::Accelerators, .type = Type::Catalog,
     .catalog = CatalogKind::Fpga, .device = DeviceKind::Fpga, .advanced = true, .applies = usesFpga, .doc = "FPGA memory node of the catalog."},
    {.parameter = CpuDevice, .id = "cpu.device", .label = "CPU model", .unit = "", .group = Group::Accelerators, .type = Type::Catalog,
     .catalog = CatalogKind::Cpu, .device = DeviceKind::Cpu, .advanced = true, .doc = "CPU of the catalog: searches, or coordinates the memory nodes."},

    {.parameter = RetrievalDatabase, .id = "retrieval.database", .label = "Database", .unit = "", .group = Group::Retrieval, .type = Type::Catalog,
     .catalog = CatalogKind::Database, .applies = retrieves, .doc = "Vector database of the catalog; choosing one sets its size, dimension and codes."},
    {.parameter = RetrievalOrganisation, .id = "retrieval.organisation", .label = "Organisation", .unit = "", .group = Group::Retrieval, .type = Type::Choice,
     .minimum = 0, .maximum = 4, .defaultValue = 4, .choices = kOrganisations, .choiceLabels = kOrganisationLabels,
     .doc = "Where vector search runs: index scan on CPU or GPU, code scan on CPU or FPGA nodes, or no retrieval at all."},
    {.parameter = RetrievalNprobe, .id = "retrieval.nprobe", .label = "nprobe", .unit = "", .group = Group::Retrieval, .type = Type::Integer,
     .minimum = 1, .maximum = 65536, .scale = Log2, .defaultValue = 32, .applies = retrieves,
     .doc = "IVF lists scanned for one query."},
    {.parameter = RetrievalK, .id = "retrieval.k", .label = "Neighbours K", .unit = "", .group = Group::Retrieval, .type = Type::Integer,
     .minimum = 1, .maximum = 1000, .scale = Log2, .defaultValue = kAuto, .catalog = CatalogKind::Model, .autoFrom = "the language model",
     .doc = "Nearest neighbours returned for one query."},
    {.parameter = RetrievalInterval, .id = "retrieval.interval", .label = "Interval", .unit = "tokens", .group = Group::Retrieval, .type = Type::Integer,
     .minimum = 1, .maximum = 65536, .scale = Log2, .defaultValue = kAuto, .catalog = CatalogKind::Model, .autoFrom = "the language model",
     .doc = "Tokens generated between two retrievals."},
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
    {.parameter = LmStack, .id = "lm.stack", .label = "Software stack", .unit = "", .group = Group::LanguageModel, .type = Type::Catalog,
     .catalog = CatalogKind::Stack, .advanced = true, .doc = "Serving software of the catalog: kernel-launch costs and fixed search-path time."},
    {.parameter = LmPrecision, .id = "lm.precision", .label = "Precision", .unit = "", .group = Group::LanguageModel, .type = Type::Choice,
     .minimum = 0, .maximum = 1, .defaultValue = 0, .choices = kPrecisions, .choiceLabels = kPrecisionLabels, .device = DeviceKind::Gpu,
     .doc = "Number format of weights, activations and KV cache."},

    {.parameter = WorkloadBatch, .id = "workload.batch", .label = "Batch", .unit = "", .group = Group::Workload, .type = Type::Integer,
     .minimum = 1, .maximum = 16384, .scale = Log2, .defaultValue = 1, .doc = "Sequences generated together on one GPU, and queries of one search."},
    {.parameter = WorkloadSequence, .id = "workload.sequence", .label = "Sequence", .unit = "tokens", .group = Group::Workload, .type = Type::Integer,
     .minimum = 1, .maximum = 65536, .scale = Log2, .defaultValue = 512, .doc = "Tokens generated per sequence."},

    {.parameter = MappingRetrievalOverlap, .id = "mapping.retrieval_overlap", .label = "During retrieval", .unit = "", .group = Group::Mapping, .type = Type::Choice,
     .minimum = 0, .maximum = 1, .defaultValue = 0, .choices = kOverlaps, .choiceLabels = kOverlapLabels, .advanced = true, .applies = retrieves,
     .doc = "The GPU stalls while retrieval is outstanding, or works on the other half of the batch (two sub-batches)."},

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
    {.parameter = FpgaNodeVariation, .id = "fpga.node_variation", .label = "Variation between nodes", .unit = "", .group = Group::Fpga, .type = Type::Choice,
     .minimum = 0, .maximum = 1, .defaultValue = 0, .choices = kNodeVariations, .choiceLabels = kNodeVariationLabels, .device = DeviceKind::Fpga, .advanced = true, .applies = usesFpga,
     .doc = "Evenly split lists make all nodes equally slow (shared); the paper's scaling figure draws each node by itself (independent)."},

    {.parameter = CpuSearchMode, .id = "cpu.search_mode", .label = "CPU search mode", .unit = "", .group = Group::Retrieval, .type = Type::Choice,
     .minimum = 0, .maximum = 1, .defaultValue = 0, .choices = kCpuSearchModes, .choiceLabels = kCpuSearchModeLabels, .device = DeviceKind::Cpu, .advanced = true, .applies = searchesOnCpu,
     .doc = "Online: batch latency as measured per request; offline: thousands of queries in one call, as in the throughput runs."},

    {.parameter = NetworkLink, .id = "network.link", .label = "Network", .unit = "", .group = Group::Network, .type = Type::Catalog,
     .catalog = CatalogKind::Link, .device = DeviceKind::Network, .advanced = true, .applies = usesFpga, .doc = "Link between GPU servers, coordinator and memory nodes."},
    {.parameter = NetworkBandwidth, .id = "network.bandwidth", .label = "Link bandwidth", .unit = "B/s", .group = Group::Network, .type = Type::Real,
     .minimum = 1e6, .maximum = 1e13, .scale = Log10, .defaultValue = kAuto, .catalog = CatalogKind::Link, .autoFrom = "the network link", .device = DeviceKind::Network, .advanced = true, .applies = usesFpga,
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
    static constexpr std::array<std::string_view, 8> names{"Accelerators", "Retrieval", "Language model", "Workload",
                                                           "Mapping",      "FPGA node", "Network",        "Energy"};
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
