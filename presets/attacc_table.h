// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "attacc_point.h"
#include "table_model.h"

#include <tl/expected.hpp>

namespace ralmscope {

class RowCells;

/// The stack of the AttAcc simulator in the catalog.
tl::expected<const PimStack*, FileProblems> attaccStack(const Catalog& catalog);

/// Model, word size and lengths of a row; columns "model", "word_bytes", "lin" and "lout".
attacc::Point attaccWorkload(const RowCells& cells);

/// "attacc-grid": whole design points as the AttAcc simulator evaluates them.
const TableModel& attaccGridModel();

/// "attacc-pim-cycles": DRAM cycles and commands of one stack's attention.
const TableModel& attaccCyclesModel();

} // namespace ralmscope
