// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog.h"
#include "design_point.h"
#include "result.h"

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include <tl/expected.hpp>

namespace ralmscope {

class ResultStore;

/// Results of designs as read back from the store.
struct Evaluation
{
    std::vector<Result> results; ///< in the order of the designs
    std::size_t reused = 0; ///< designs whose row was there already (duplicates within the call count here)
    std::size_t stored = 0; ///< rows added
};

/// The way of every number that is shown: look up by key, simulate what is missing in parallel, store it in one
/// transaction, read the rows back. Runs on the thread of the store. `catalog` is the one the store was made with.
tl::expected<Evaluation, std::string> evaluateThroughStore(ResultStore& store, const Catalog& catalog,
                                                           std::span<const DesignPoint> designs, unsigned threads = 0);

} // namespace ralmscope
