// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog_files.h"

#include "atomic_file.h"
#include "catalog_entry.h"
#include "directory_files.h"
#include "json_document.h"
#include "kernel_choice.h"
#include "object_reader.h"
#include "pim_entries.h"
#include "stated_error.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <xxhash.h>

namespace ralmscope {

namespace fs = std::filesystem;
using nlohmann::json;

namespace {

constexpr std::array<std::string_view, 3> kFolders{"devices", "models", "databases"};

/// One entry file that was read well.
struct EntryFile
{
    AnyEntry entry;
    double order = 0.0;
    std::string file;
};

const std::string& idOf(const AnyEntry& entry)
{
    return std::visit([](const auto& e) -> const std::string& { return e.id; }, entry);
}

tl::expected<EntryFile, FileProblems> parseEntryFile(std::string_view text, const std::string& file)
{
    auto document = parseJson(text, file);
    if (!document)
        return tl::unexpected(std::move(document.error()));
    FileProblems problems;
    EntryFile result{readCatalogEntry(*document, file, problems), 0.0, file};
    if (!problems.empty())
        return tl::unexpected(std::move(problems));
    result.order = document->value("order", 1e6);
    return result;
}

bool sameSlot(const EntryFile& a, const EntryFile& b)
{
    return a.entry.index() == b.entry.index() && idOf(a.entry) == idOf(b.entry);
}

/// All entries of a directory, in the order of the catalog; an id that stands twice is a problem of the second file.
std::vector<EntryFile> readDirectory(const fs::path& directory, FileProblems& problems)
{
    std::vector<EntryFile> files;
    for (const std::string_view folder : kFolders) {
        for (const fs::path& path : filesIn(directory / folder, ".json", problems)) {
            const auto text = readTextFile(path);
            if (!text) {
                problems.push_back({path.string(), "", text.error()});
                continue;
            }
            auto entry = parseEntryFile(*text, path.string());
            if (!entry) {
                problems.insert(problems.end(), entry.error().begin(), entry.error().end());
                continue;
            }
            const auto same =
                std::find_if(files.begin(), files.end(), [&](const EntryFile& f) { return sameSlot(f, *entry); });
            if (same != files.end())
                problems.push_back(
                    {path.string(), "/id", fmt::format("{} is already the id of {}", idOf(entry->entry), same->file)});
            else
                files.push_back(std::move(*entry));
        }
    }
    std::stable_sort(files.begin(), files.end(), [](const EntryFile& a, const EntryFile& b) {
        return std::pair(a.order, idOf(a.entry)) < std::pair(b.order, idOf(b.entry));
    });
    return files;
}

void requireEveryKind(const Catalog& catalog, const fs::path& directory, FileProblems& problems)
{
    for (const CatalogKind kind : kCatalogKinds) {
        if (catalog.size(kind) == 0)
            problems.push_back({directory.string(), "", fmt::format("has no {} entry", catalogKindId(kind))});
    }
}

/// Constants of a sibling and of the generic GPU stand in for a GPU: when their files change, its results do.
void addStandIns(Catalog& catalog)
{
    const auto fingerprintOf = [&catalog](std::string_view id) -> std::uint64_t {
        const int index = catalog.find(CatalogKind::Gpu, id);
        return index < 0 ? 0 : catalog.gpus[static_cast<std::size_t>(index)].fingerprint;
    };
    std::vector<std::uint64_t> mixed;
    for (const Gpu& gpu : catalog.gpus) {
        std::vector<std::uint64_t> parts{gpu.fingerprint, fingerprintOf(kGenericGpu)};
        for (const Gpu* stand : siblingsOf(catalog, gpu))
            parts.push_back(stand->fingerprint);
        mixed.push_back(XXH3_64bits(parts.data(), parts.size() * sizeof(std::uint64_t)));
    }
    for (std::size_t i = 0; i < mixed.size(); ++i)
        catalog.gpus[i].fingerprint = mixed[i];
}

} // namespace

tl::expected<CatalogLoad, FileProblems> loadCatalog(const DataDirectories& directories)
{
    FileProblems shippedProblems;
    std::vector<EntryFile> entries = readDirectory(directories.shipped, shippedProblems);
    CatalogLoad load;
    for (EntryFile& user : readDirectory(directories.user, load.problems)) {
        const auto shipped =
            std::find_if(entries.begin(), entries.end(), [&](const EntryFile& f) { return sameSlot(f, user); });
        if (shipped == entries.end()) {
            entries.push_back(std::move(user));
            continue;
        }
        load.notices.push_back(fmt::format("{} replaces the shipped {}", user.file, idOf(user.entry)));
        *shipped = std::move(user);
    }
    for (EntryFile& file : entries)
        appendEntry(load.catalog, std::move(file.entry));
    addStandIns(load.catalog);
    addStatedErrors(load.catalog);
    completePimStacks(load.catalog.pims, load.problems);
    if (shippedProblems.empty())
        requireEveryKind(load.catalog, directories.shipped, shippedProblems);
    if (!shippedProblems.empty())
        return tl::unexpected(std::move(shippedProblems));
    return load;
}

tl::expected<void, FileProblems> addCatalogEntry(Catalog& catalog, std::string_view text, const std::string& file)
{
    auto entry = parseEntryFile(text, file);
    if (!entry)
        return tl::unexpected(std::move(entry.error()));
    const std::string id = idOf(entry->entry);
    const CatalogKind kind = kindOf(entry->entry);
    if (catalog.find(kind, id) >= 0)
        return tl::unexpected(
            FileProblems{{file, "/id", fmt::format("the catalog already has a {} {}", catalogKindId(kind), id)}});
    appendEntry(catalog, std::move(entry->entry));
    addStatedErrors(catalog);
    return {};
}

std::string catalogEntryText(const Catalog& catalog, CatalogKind kind, std::size_t index)
{
    return catalogEntryJson(entryAt(catalog, kind, index)).dump(4) + '\n';
}

} // namespace ralmscope
