// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog.h"
#include "design_point.h"
#include "result.h"

#include <span>
#include <vector>

namespace ralmscope {

/// Results of all designs, in order, computed by up to `threads` threads (0: one per core). Small batches run on the
/// calling thread. The answer does not depend on the number of threads.
std::vector<Result> evaluateAll(std::span<const DesignPoint> designs, const Catalog& catalog, unsigned threads = 0);

} // namespace ralmscope
