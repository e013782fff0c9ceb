// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_kind.h"
#include "metric.h"
#include "provenance.h"
#include "stage.h"
#include "verdict.h"

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace ralmscope {

/// Part of one output token: exposed seconds on its critical path and joules, by stage and device.
struct StageCost
{
    Stage stage = Stage::LmDecode;
    DeviceKind device = DeviceKind::Gpu;
    double seconds = 0.0;
    double joules = 0.0;

    bool operator==(const StageCost&) const = default;
};

/// The stages of a token. Seconds sum to latency.tpot; joules sum to energy.per_token. Fixed size: no allocation.
class Breakdown
{
public:
    static constexpr std::size_t kCapacity = 28;

    /// Adds to the entry of this stage and device, or appends one. Entries of zero seconds and joules are skipped.
    void add(Stage stage, DeviceKind device, double seconds, double joules);
    std::span<const StageCost> entries() const { return {m_entries.data(), m_size}; }
    double seconds() const;
    double joules() const;

    /// JSON array of [stage, device, seconds, joules], exact doubles: what the results database stores.
    std::string toText() const;
    /// Reads toText(); false if the text is damaged (then the breakdown is left empty).
    bool fromText(std::string_view text);

    bool operator==(const Breakdown& other) const;

private:
    std::array<StageCost, kCapacity> m_entries{};
    std::size_t m_size = 0;
};

/// Groups of constants that results depend on, each with its own provenance.
enum class CostClass
{
    CodeScan,
    IndexScan,
    LanguageModel,
    SearchPath,
    Network,
    Energy
};
inline constexpr std::size_t kCostClassCount = 6;
std::string_view costClassName(CostClass costClass);

/// Everything the model says of one design point. A plain value; numbers are SI. NaN: the metric does not apply.
struct Result
{
    Verdict verdict;
    std::array<double, kMetricCount> metrics;
    Breakdown breakdown;
    DeviceKind binding = DeviceKind::Gpu; ///< the pool that limits throughput
    Stage bindingStage = Stage::LmDecode; ///< the stage with most exposed time
    std::array<SourceTag, kCostClassCount> provenance{}; ///< worst tag of the constants used, by cost class

    /// All metrics NaN, verdict Ok.
    Result();

    double operator[](Metric metric) const { return metrics[static_cast<std::size_t>(metric)]; }
    double& operator[](Metric metric) { return metrics[static_cast<std::size_t>(metric)]; }
};

} // namespace ralmscope
