// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "parameter_choices.h"

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
    WorkloadFirstBatch,
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

} // namespace ralmscope
