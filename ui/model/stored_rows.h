// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "result_store.h"

#include <cstdint>
#include <vector>

namespace ralmscope {

/// A page of stored results for the table under the charts. Immutable once delivered.
struct RowPage
{
    RowQuery query; ///< what was asked for
    std::uint64_t total = 0; ///< rows in the database
    std::vector<StoredRow> rows;
};

} // namespace ralmscope
