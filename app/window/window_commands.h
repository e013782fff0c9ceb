// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace ralmscope {

class MainWindow;

/// Registers everything the user can do with the window, and fills its menu bar and shortcuts from that.
void addWindowCommands(MainWindow& window);

} // namespace ralmscope
