// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "resolved_design.h"
#include "result.h"
#include "schedule.h"

namespace ralmscope {

/// Adds joules to the breakdown and fills the energy metrics under the design's energy convention. Seconds must be in
/// the breakdown already. Device: busy and idle watts of every device of the system over the schedule. Paper: search
/// energy of Chameleon's Table 4.3 (GPU index scan, FPGA at its ideal bandwidth; socket power times query time on CPU).
void addEnergy(Result& result, const ResolvedDesign& design, const Schedule& schedule);

} // namespace ralmscope
