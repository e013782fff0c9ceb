// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data_directories.h"
#include "session.h"
#include "system_file.h"

#include <functional>
#include <string>
#include <vector>

namespace ralmscope {

/// The session that the window starts with for a preset.
using StartState = std::function<SessionState(const SystemFile&, const Catalog&, const DataDirectories&)>;

/// `ralmscope export --preset P --chart C --format F --theme T [--size S] [--set id=value]... [--x id] [--log] --out
/// FILE`: the bytes that the window's export writes of the session that `startState` makes (empty: the preset alone, no
/// baseline). `arguments` without the program's name and without "export". Needs a QApplication (offscreen will do).
/// Messages go to standard error. Returns the exit code: 0 good, 2 bad usage or input.
int runExportCommand(const std::vector<std::string>& arguments, const StartState& startState = {});

} // namespace ralmscope
