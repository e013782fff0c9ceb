// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "table_model.h"

namespace ralmscope {

/// "attacc-grid": whole design points as the AttAcc simulator evaluates them.
const TableModel& attaccGridModel();

/// "attacc-pim-cycles": DRAM cycles and commands of one stack's attention.
const TableModel& attaccCyclesModel();

} // namespace ralmscope
