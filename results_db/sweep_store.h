// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog.h"
#include "result.h"
#include "sweep.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

namespace ralmscope {

class Database;

/// Axes a stored sweep can have.
inline constexpr std::size_t kMaximumSweepAxes = 6;
/// Points a stored sweep can have.
inline constexpr std::uint64_t kMaximumSweepSize = 1'000'000'000;

enum class SweepStatus
{
    Running,
    Interrupted,
    Complete
};
std::string_view sweepStatusId(SweepStatus status);

struct SweepRecord
{
    std::int64_t id = 0;
    std::string name;
    SweepStatus status = SweepStatus::Running;
    std::uint64_t size = 0; ///< points of the grid
    std::uint64_t done = 0; ///< points stored: ordinals 0 .. done - 1
    std::int64_t created = 0;
};

/// One stored point of a sweep: what varies, and the metrics.
struct SweepRow
{
    std::uint64_t ordinal = 0;
    Status status = Status::Ok;
    std::string problem; ///< what describe() says of an unusable point; else empty
    std::array<double, kMetricCount> metrics{};
};

/// Tables "sweeps" and "sweep_results": grids of points in order of ordinal, only what varies stored. The view
/// "sweep_points" joins base and axes for SQL users. One per connection, on its thread. Errors name the file.
class SweepStore
{
public:
    SweepStore(Database& database, const Catalog& catalog);
    ~SweepStore();
    SweepStore(SweepStore&&) noexcept;

    /// Starts a sweep. Error: more than kMaximumSweepAxes axes, or a file that cannot be written.
    tl::expected<SweepRecord, std::string> begin(const Sweep& sweep, const std::string& name);

    /// The newest stored sweep of exactly this base, these axes, catalog contents and model version.
    tl::expected<std::optional<SweepRecord>, std::string> find(const Sweep& sweep);

    /// Stores results of points first, first + 1, ... in one transaction.
    tl::expected<void, std::string> append(std::int64_t id, const Sweep& sweep, std::uint64_t first,
                                           std::span<const Result> results);

    /// Complete: earlier finished sweeps of the same identity are removed, their rows being the same.
    tl::expected<void, std::string> finish(std::int64_t id, SweepStatus status);

    tl::expected<std::vector<SweepRow>, std::string> rows(std::int64_t id, std::uint64_t first, std::uint64_t limit);
    tl::expected<std::vector<SweepRecord>, std::string> list();
    tl::expected<void, std::string> remove(std::int64_t id);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace ralmscope
