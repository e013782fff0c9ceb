// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>

namespace ralmscope::cli {

/// From here on the first Ctrl-C (or termination request) only sets the flag that is returned, so that work can stop
/// between two transactions; a second one ends the program at once.
const std::atomic<bool>& catchInterrupt();

} // namespace ralmscope::cli
