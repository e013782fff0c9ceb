// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog.h"
#include "data_directories.h"
#include "design_point.h"
#include "file_problem.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

namespace ralmscope {

/// A saved design: a preset. Its id on the command line is the file's name without ".json".
struct SystemFile
{
    std::string id;
    std::string name;
    std::string description;
    DesignPoint design;
    std::filesystem::path file; ///< empty if it was never a file
    bool shipped = false;
    int order = 0; ///< place in the list, optional in the file
};

/// Reads format ralmscope-system from text. `file` names the text in problems.
tl::expected<SystemFile, FileProblems> parseSystem(std::string_view text, const Catalog& catalog,
                                                   const std::string& file);

/// What writeSystem() puts into the file.
std::string systemText(const SystemFile& system, const Catalog& catalog);

tl::expected<SystemFile, FileProblems> readSystem(const std::filesystem::path& file, const Catalog& catalog);

/// Replaces `file` as a whole or leaves it as it was.
tl::expected<void, FileProblems> writeSystem(const std::filesystem::path& file, const SystemFile& system,
                                             const Catalog& catalog);

/// Shipped systems first, by order then name, then the user's by name; and the problems of files left out. A user's
/// system hides a shipped one of the same id.
struct SystemList
{
    std::vector<SystemFile> systems;
    FileProblems problems;
};
SystemList listSystems(const DataDirectories& directories, const Catalog& catalog);

/// The system that --preset means: the id of a listed one, or the path of a file. The error lists the known ids.
tl::expected<SystemFile, FileProblems> findSystem(std::string_view idOrPath, const DataDirectories& directories,
                                                  const Catalog& catalog);

/// The system a program starts with.
inline constexpr std::string_view kDefaultSystem = "chameleon-prototype";

} // namespace ralmscope
