// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog.h"
#include "design_point.h"
#include "parameter_table.h"
#include "system_file.h"
#include "workspace.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace CLI {
class App;
}

namespace ralmscope::cli {

/// --preset and --set: the design that a command starts from.
struct DesignChoice
{
    std::string preset{kDefaultSystem};
    std::vector<std::string> settings; ///< "id=value"

    void addOptions(CLI::App& command);
    /// Reads the preset and applies the settings. Everything that is wrong is printed, all at once.
    std::optional<SystemFile> read(const Workspace& workspace) const;
};

/// A parameter and its new value.
using Change = std::pair<Parameter, double>;

/// Applies changes the way a user means them: catalog entries first, since choosing one makes what the old entry
/// supplied automatic again, which must not undo the other changes.
void applyChanges(DesignPoint& design, const std::vector<Change>& changes);

} // namespace ralmscope::cli
