// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "resolved_design.h"

namespace ralmscope {

/// First thing that makes the design meaningless: a value out of its row's range, nprobe > nlist, D not a multiple of
/// m, too few nodes. Status Ok if there is none. Rows that do not apply to the design are not looked at.
/// @param design what `resolved` was made from
Verdict checkDesign(const DesignPoint& design, const ResolvedDesign& resolved);

/// Bytes of codes and ids on one FPGA node: (m + 8) N over the nodes of a replica. 0 without FPGA nodes.
double nodeMemoryNeeded(const ResolvedDesign& design);

/// Whether pools hold what they must; Status Infeasible with the numbers if not.
Verdict checkCapacity(const ResolvedDesign& design);

} // namespace ralmscope
