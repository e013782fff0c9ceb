// SPDX-License-Identifier: GPL-3.0-or-later
#include "database_choice.h"

#include "data_directories.h"
#include "default_paths.h"
#include "workspace.h"

#include <CLI/CLI.hpp>

namespace ralmscope::cli {

void DatabaseChoice::addOption(CLI::App& command)
{
    command.add_option("--db", file,
                       "Results database: a file, or :memory:, which keeps nothing (default: " + usersDatabasePath()
                           + ")");
}

std::optional<Database> DatabaseChoice::open() const
{
    std::string path = file;
    if (path.empty()) {
        auto usual = prepareDefaultDatabasePath(userDataDirectory());
        if (!usual) {
            printError(usual.error());
            return std::nullopt;
        }
        path = std::move(*usual);
    }
    auto database = Database::open(path);
    if (!database) {
        printError(database.error());
        return std::nullopt;
    }
    for (const std::string& notice : database->notices())
        printWarning(notice);
    return std::move(*database);
}

std::string usersDatabasePath()
{
    return defaultDatabasePath(userDataDirectory());
}

} // namespace ralmscope::cli
