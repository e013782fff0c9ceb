// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "table_model.h"

namespace ralmscope {

/// "papi-averages": ratios of the systems of the PAPI paper, averaged over models, batches and speculation lengths,
/// under one of its calibrations.
const TableModel& papiAveragesModel();

/// "papi-checks": what follows from published constants alone.
const TableModel& papiChecksModel();

} // namespace ralmscope
