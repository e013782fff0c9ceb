// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "table_model.h"

namespace ralmscope {

/// "attacc-headline": systems of equal memory at the largest batch that fits or meets a limit on the decoding step,
/// each beside the GPU system with large memory. Rows that share all but system and batch belong together. The times
/// are of the batch in the table: where it has none the system cannot run.
const TableModel& attaccHeadlineModel();

} // namespace ralmscope
