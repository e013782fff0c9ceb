// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include <tl/expected.hpp>

namespace ralmscope {

/// Where the user's results live unless --db says otherwise: $XDG_DATA_HOME/ralmscope/results.db, or
/// ~/.local/share/ralmscope/results.db. Only names the file. Error: neither XDG_DATA_HOME nor HOME is an absolute path.
tl::expected<std::string, std::string> defaultDatabasePath();

/// The same, with its folder created (mode 0700, as the XDG rules ask). Error: the folder cannot be created.
tl::expected<std::string, std::string> prepareDefaultDatabasePath();

} // namespace ralmscope
