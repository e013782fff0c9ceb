// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace ralmscope {

/// `ralmscope export --preset P --chart C --format F --theme T [--size S] [--set id=value]... --out FILE`: the bytes
/// that the window's export writes. `arguments` without the program's name and without "export". Needs a
/// QGuiApplication (offscreen will do). Messages go to standard error. Returns the exit code: 0 good, 2 bad usage or
/// input.
int runExportCommand(const std::vector<std::string>& arguments);

} // namespace ralmscope
