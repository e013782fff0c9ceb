// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "table_model.h"

namespace ralmscope {

/// "attacc-headline": systems of equal memory at the largest batch that fits or meets a limit on the decoding step,
/// each beside the GPU system with large memory. Rows that share all but system and batch belong together. The batch is
/// an input: where the table has none the system cannot run. It is predicted only where nothing but memory limits it.
const TableModel& attaccHeadlineModel();

} // namespace ralmscope
