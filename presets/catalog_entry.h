// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog.h"
#include "file_problem.h"

#include <string>
#include <variant>

#include <nlohmann/json.hpp>

namespace ralmscope {

/// An entry of any list of the catalog.
using AnyEntry =
    std::variant<Gpu, FpgaNode, Cpu, Link, SoftwareStack, LanguageModel, VectorDatabase, GpuLink, PimStack>;

CatalogKind kindOf(const AnyEntry& entry);
void appendEntry(Catalog& catalog, AnyEntry entry);
AnyEntry entryAt(const Catalog& catalog, CatalogKind kind, std::size_t index);

/// Reads an entry of the kind that its "format" and "kind" say, with its fingerprint. The entry is worth nothing if
/// problems were added.
AnyEntry readCatalogEntry(const nlohmann::json& document, const std::string& file, FileProblems& problems);

/// The document that reads back to the entry, keys in the order of the schema. The fingerprint is the XXH3-64 of it, so
/// that how a file writes its numbers, and the place in a list, do not matter.
nlohmann::ordered_json catalogEntryJson(const AnyEntry& entry);

} // namespace ralmscope
