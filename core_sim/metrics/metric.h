// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>

namespace ralmscope {

/// One name per row of the metric table (metric_table.cpp), in the same order.
enum class Metric : unsigned char
{
    Tpot,
    SequenceLatency,
    FirstStep,
    RetrievalStep,
    PlainStep,
    InferenceStep,
    BetweenTokens,
    PrefillTime,
    CacheGrowth,
    LanguageError,
    LanguageErrorP90,
    PowerError,
    PowerErrorP90,
    SearchMedian,
    SearchMean,
    SearchP95,
    SearchP99,
    IndexScan,
    QueryService,
    Tokens,
    TokensPerGpu,
    Requests,
    PrefillPoolTokens,
    GpuPoolTokens,
    RetrievalPoolTokens,
    Queries,
    SearchCapacity,
    OptimalGpuShare,
    GpusPerSearchEngine,
    EnergyPerToken,
    EnergyPerQuery,
    EnergyGpu,
    EnergyFpga,
    EnergyCpu,
    EnergyPim,
    EnergyPerRequest,
    EnergyIdleShare,
    AveragePower,
    PimPower,
    GpuUtilisation,
    FpgaUtilisation,
    PimAttentionUtilisation,
    PimFcUtilisation,
    PrefillUtilisation,
    CpuUtilisation,
    NetworkUtilisation,
    GpuMemory,
    GpuWeights,
    GpuKvCache,
    GpuActivations,
    GpuFree,
    LargestBatch,
    PrefillMemory,
    FpgaMemory,
    PimFcMemory,
    PimAttentionMemory,
    Alpha,
    PimFcShare,
    SwitchStep,
    MeanRows,
    ModelFlopUtilisation,
    BandwidthUtilisation,
    QueryBytes,
    DecodeUnits,
    QueueLength,
    QueueExact,
    RecallLoss,
    QueueSlots,
    Count_
};

inline constexpr std::size_t kMetricCount = static_cast<std::size_t>(Metric::Count_);

} // namespace ralmscope
