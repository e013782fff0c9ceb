// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "language_step.h"

namespace ralmscope {

// Decoding as a paper's own model computes it (mapping.physics): what it leaves out, such as power at rest, stays out.

/// Whether the published model that the design chose knows its hardware and load; the verdict names the first parameter
/// that it does not. Ok where our own physics are chosen.
Verdict checkPhysics(const ResolvedDesign& design);

/// What that model says of a batch. Precondition: checkPhysics() passed and physics are not our own. Some microseconds;
/// PAPI's allocates.
LanguageStep publishedStep(const ResolvedDesign& design, double batch);

} // namespace ralmscope
