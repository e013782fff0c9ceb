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
    SearchMedian,
    SearchMean,
    SearchP95,
    SearchP99,
    IndexScan,
    QueryService,
    Tokens,
    TokensPerGpu,
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
    EnergyIdleShare,
    AveragePower,
    GpuUtilisation,
    FpgaUtilisation,
    CpuUtilisation,
    NetworkUtilisation,
    GpuMemory,
    FpgaMemory,
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
