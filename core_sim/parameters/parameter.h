// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>

namespace ralmscope {

/// One name per row of the parameter table (parameter_table.cpp), in the same order. Physics reads a design by it;
/// everything else reads the row.
enum class Parameter : unsigned char
{
    GpuCount,
    FpgaCount,
    CpuCores,
    SystemAccelerators,
    SystemGpuShare,
    GpuDevice,
    FpgaDevice,
    CpuDevice,
    RetrievalDatabase,
    RetrievalOrganisation,
    RetrievalNprobe,
    RetrievalK,
    RetrievalInterval,
    DatabaseVectors,
    DatabaseDimension,
    DatabasePqBytes,
    DatabaseNlist,
    DatabaseListImbalance,
    DatabaseListsSplit,
    LmModel,
    LmStack,
    LmPrecision,
    WorkloadBatch,
    WorkloadSequence,
    MappingRetrievalOverlap,
    FpgaNodesPerReplica,
    FpgaChannels,
    FpgaClock,
    FpgaMemory,
    FpgaLutUnits,
    FpgaDoubleBuffer,
    FpgaQueueLength,
    FpgaNodeVariation,
    CpuSearchMode,
    NetworkLink,
    NetworkBandwidth,
    NetworkEndpointLatency,
    NetworkMessage,
    NetworkBroadcast,
    EnergyConvention,
    Count_
};

inline constexpr std::size_t kParameterCount = static_cast<std::size_t>(Parameter::Count_);

// Choices, in the order of the row's choice list.
enum class Organisation
{
    None,
    Cpu,
    CpuGpuIndex,
    FpgaCpuIndex,
    FpgaGpuIndex
};
enum class Overlap
{
    Stall,
    TwoSubBatches
};
enum class Precision
{
    Fp32,
    Fp16
};
enum class NodeVariation
{
    Shared,
    Independent
};
enum class CpuSearchMode
{
    Online,
    Offline
};
enum class QueryMessage
{
    WithCentroids,
    IdsOnly
};
enum class Broadcast
{
    Tree,
    RootSerial
};
enum class EnergyConvention
{
    Device,
    PaperTabulated,
    PaperModelled
};

} // namespace ralmscope
