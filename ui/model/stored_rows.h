// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "design_point.h"
#include "metric.h"
#include "result.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ralmscope {

/// Which stored results the table under the charts wants to see.
struct RowQuery
{
    std::size_t offset = 0;
    std::size_t count = 200;
    std::optional<Metric> orderBy; ///< nothing: newest first
    bool descending = false;       ///< of orderBy
};

/// One stored result, readable again: designs refer to the catalog in force.
struct StoredRow
{
    std::int64_t id = 0;
    DesignPoint design;
    Result result;
    bool pinned = false;
    std::string pinName;
};

/// A page of stored results. Immutable once delivered.
struct RowPage
{
    RowQuery query;
    std::size_t total = 0; ///< rows in the database
    std::vector<StoredRow> rows;
};

} // namespace ralmscope
