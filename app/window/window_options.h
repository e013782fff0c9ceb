// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme.h"

#include <QSize>

#include <optional>
#include <string>
#include <vector>

namespace ralmscope {

/// What the command line of the window asks for.
struct WindowOptions
{
    std::string preset;
    std::string database;
    std::string screenshot; ///< write the window to this file and exit
    std::string headlessReport; ///< evaluate, export, print and exit
    std::string view; ///< one of viewIds(); empty: explore
    std::string figure; ///< of the Papers view: scroll to its card
    std::optional<QSize> size;
    std::optional<ThemeVariant> theme;
};

/// Either options, or the exit code of a command line that is done with (help, version) or wrong (2, message on
/// stderr).
struct ParsedOptions
{
    std::optional<WindowOptions> options;
    int exitCode = 0;
};
ParsedOptions parseWindowOptions(int argc, const char* const* argv);

} // namespace ralmscope
