// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog.h"
#include "data_directories.h"
#include "file_problem.h"

#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

namespace ralmscope {

/// The catalog and what the user should know of how it came about.
struct CatalogLoad
{
    Catalog catalog;
    std::vector<std::string> notices; ///< user entries that replace shipped ones
    FileProblems problems; ///< user files that were left out
};

/// Reads devices/, models/ and databases/ of both directories. A user entry with the id of a shipped one takes its
/// place; other user entries follow the shipped ones. Order: rising "order", then id, so that the prototype's entries,
/// which a default design means, stand first. Error: problems of the shipped files, all at once.
tl::expected<CatalogLoad, FileProblems> loadCatalog(const DataDirectories& directories);

/// Reads one entry (format ralmscope-device, ralmscope-model or ralmscope-database) and appends it to its list.
/// `file` names the text in problems.
tl::expected<void, FileProblems> addCatalogEntry(Catalog& catalog, std::string_view text, const std::string& file);

/// The entry as a file's text: reads back to the same entry.
std::string catalogEntryText(const Catalog& catalog, CatalogKind kind, std::size_t index);

} // namespace ralmscope
