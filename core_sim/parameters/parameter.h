// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>

namespace ralmscope {

/// One name per row of the parameter table (parameter_table.cpp), in the same order. Physics reads a design by it;
/// everything else reads the row.
enum class Parameter : unsigned char
{
    GpuCount,
    GpuDevice,
    GpuPrefillCount,
    GpuLinkKind,
    FpgaCount,
    FpgaDevice,
    CpuCores,
    CpuDevice,
    PimAttentionStacks,
    PimAttentionDevice,
    PimFcStacks,
    PimFcDevice,
    SystemAccelerators,
    SystemGpuShare,
    RetrievalOrganisation,
    RetrievalDatabase,
    RetrievalNprobe,
    RetrievalK,
    RetrievalInterval,
    CpuSearchMode,
    DatabaseVectors,
    DatabaseDimension,
    DatabasePqBytes,
    DatabaseNlist,
    DatabaseListImbalance,
    DatabaseListsSplit,
    LmModel,
    LmPrecision,
    LmStack,
    LmTensorParallel,
    LmPipelineParallel,
    LmKvPrecision,
    LmSpeculation,
    LmDraftModel,
    LmDraftTokens,
    LmAcceptance,
    WorkloadBatch,
    WorkloadPrompt,
    WorkloadSequence,
    WorkloadBatching,
    WorkloadOutputLengths,
    WorkloadOutputSigma,
    MappingRetrievalOverlap,
    MappingPools,
    MappingAttention,
    MappingFc,
    MappingAlpha,
    MappingHeadPipelining,
    MappingFfCoprocessing,
    MappingPhysics,
    PimPlacementKind,
    PimPowerLimit,
    PimAttentionUnits,
    PimFcUnits,
    PimLinkBandwidth,
    FpgaNodesPerReplica,
    FpgaChannels,
    FpgaClock,
    FpgaMemory,
    FpgaLutUnits,
    FpgaDoubleBuffer,
    FpgaQueueLength,
    FpgaNodeVariation,
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
    Fp16,
    Bf16,
    Fp8,
    Int8,
    Int4,
    Fp4
};
enum class SpeculationKind
{
    None,
    DraftModel,
    FreeDraft ///< proposals that cost nothing: n-grams, or counted elsewhere
};
enum class Batching
{
    Static, ///< all requests start together, the batch ends with the longest
    Continuous ///< steady state: a request that ends makes room for the next
};
enum class OutputLengthKind
{
    Constant,
    LogNormal,
    DollyCreativeWriting,
    DollyGeneralQa
};
enum class Pools
{
    Together,
    Separate ///< prefill on GPUs of their own
};
enum class AttentionMapping
{
    Gpu,
    Cpu,
    Pim
};
enum class FcMapping
{
    Gpu,
    Pim,
    Dynamic, ///< every iteration by rows against alpha (PAPI)
    Static ///< as the first iteration says, to the end
};
enum class Physics
{
    Own,
    AttAccSimulator,
    PapiNominal,
    PapiB,
    PapiC
};
enum class PlacementChoice
{
    Bank,
    BankGroup,
    BufferDie
};
/// Units per bank, xPyB: x processing units share y banks.
enum class UnitsPerBank
{
    OnePerBank,
    OnePerTwoBanks,
    TwoPerBank,
    FourPerBank
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
