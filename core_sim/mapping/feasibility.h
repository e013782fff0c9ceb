// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "resolved_design.h"

namespace ralmscope {

/// First thing that makes the design meaningless: a value out of its row's range, nprobe > nlist, D not a multiple of
/// m, too few nodes. Status Ok if there is none. Parameters that do not apply to the design are not looked at.
Verdict checkDesign(const ResolvedDesign& design);

/// Bytes on one GPU: weights, self-attention KV of whole sequences, cross-attention KV, IVF centroids.
double gpuMemoryNeeded(const ResolvedDesign& design);

/// Bytes of codes and ids on one FPGA node: (m + 8) N / nodes of a replica; all of it on every node where lists are not split over nodes in capacity terms.
double nodeMemoryNeeded(const ResolvedDesign& design);

/// Whether pools hold what they must; Status Infeasible with the numbers if not.
Verdict checkCapacity(const ResolvedDesign& design);

} // namespace ralmscope
