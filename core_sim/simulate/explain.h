// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog.h"
#include "design_point.h"
#include "result.h"

#include <string>

namespace ralmscope {

/// One or two sentences on what limits the design: the binding pool, the stage with most exposed time and its share,
/// the runner-up. For an unusable result the verdict's reason.
std::string explainBottleneck(const DesignPoint& design, const Result& result);

/// Short form for the system picture: "GPU: LM step".
std::string bindingLabel(const Result& result);

} // namespace ralmscope
