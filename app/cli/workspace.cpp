// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace.h"

#include "catalog_files.h"

#include <cstdio>
#include <utility>

#include <fmt/format.h>

namespace ralmscope::cli {

std::optional<Workspace> loadWorkspace()
{
    Workspace workspace{locateDataDirectories(), {}};
    auto load = loadCatalog(workspace.directories);
    if (!load) {
        printErrors(load.error());
        return std::nullopt;
    }
    for (const FileProblem& problem : load->problems)
        printWarning(problem.text());
    workspace.catalog = std::move(load->catalog);
    return workspace;
}

void printError(const std::string& message)
{
    fmt::print(stderr, "error: {}\n", message);
}

void printErrors(const FileProblems& problems)
{
    for (const FileProblem& problem : problems)
        printError(problem.text());
}

void printWarning(const std::string& message)
{
    fmt::print(stderr, "warning: {}\n", message);
}

} // namespace ralmscope::cli
