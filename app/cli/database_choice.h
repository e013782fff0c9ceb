// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "database.h"

#include <optional>
#include <string>

namespace CLI {
class App;
}

namespace ralmscope::cli {

/// --db: where results are stored.
struct DatabaseChoice
{
    std::string file; ///< empty: the user's own

    void addOption(CLI::App& command);
    /// Opens it for writing; problems and notices are printed.
    std::optional<Database> open() const;
};

/// The user's own results database, as far as it can be named.
std::string usersDatabasePath();

} // namespace ralmscope::cli
