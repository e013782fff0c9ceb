// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog.h"
#include "data_directories.h"
#include "file_problem.h"

#include <optional>
#include <string>
#include <vector>

namespace ralmscope::cli {

/// What every command that evaluates works on.
struct Workspace
{
    DataDirectories directories;
    Catalog catalog;
};

/// Loads the catalog; problems with a user's own files are warnings, with the shipped ones the end.
std::optional<Workspace> loadWorkspace();

// One line each on standard error.
void printError(const std::string& message);
void printErrors(const FileProblems& problems);
void printWarning(const std::string& message);

} // namespace ralmscope::cli
