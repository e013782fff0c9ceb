// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace ralmscope {

class Workspace;

/// What the window would show, without one: evaluates the exploration of the session into the database, writes every
/// chart as PDF, SVG, PNG and CSV into `folder`, prints where they are and the headline numbers. Returns the exit code:
/// 0 good, 2 if the folder or the database cannot be written (message on stderr).
int runHeadlessReport(Workspace& workspace, const std::string& folder);

} // namespace ralmscope
