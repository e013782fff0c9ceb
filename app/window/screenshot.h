// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include <tl/expected.hpp>

namespace ralmscope {

class MainWindow;

/// Shows the window, waits until everything on it is computed and painted, and writes it as a PNG file.
tl::expected<void, std::string> writeScreenshot(MainWindow& window, const std::string& file);

} // namespace ralmscope
