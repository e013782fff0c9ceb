// SPDX-License-Identifier: GPL-3.0-or-later
#include "system_file.h"

#include "atomic_file.h"
#include "design_json.h"
#include "directory_files.h"
#include "json_document.h"
#include "object_reader.h"

#include <algorithm>
#include <tuple>

#include <fmt/format.h>

namespace ralmscope {

namespace fs = std::filesystem;
using nlohmann::json;
using nlohmann::ordered_json;

namespace {

constexpr std::string_view kFormat = "ralmscope-system";
constexpr int kNewestVersion = 1;
constexpr double kLastOrder = 1e6;

/// Systems of one folder; what cannot be read goes to `problems`.
std::vector<SystemFile> systemsIn(const fs::path& folder, bool shipped, const Catalog& catalog, FileProblems& problems)
{
    std::vector<SystemFile> systems;
    for (const fs::path& path : filesIn(folder, ".json", problems)) {
        auto system = readSystem(path, catalog);
        if (!system) {
            problems.insert(problems.end(), system.error().begin(), system.error().end());
            continue;
        }
        system->shipped = shipped;
        systems.push_back(std::move(*system));
    }
    std::sort(systems.begin(), systems.end(), [](const SystemFile& a, const SystemFile& b) {
        return std::tie(a.order, a.name, a.id) < std::tie(b.order, b.name, b.id);
    });
    return systems;
}

} // namespace

tl::expected<SystemFile, FileProblems> parseSystem(std::string_view text, const Catalog& catalog,
                                                   const std::string& file)
{
    const auto document = parseJson(text, file);
    if (!document)
        return tl::unexpected(document.error());
    FileProblems problems;
    ObjectReader reader(*document, file, "", problems);
    SystemFile system;
    if (reader.header(kFormat, kNewestVersion)) {
        system.id = fs::path(file).stem().string();
        system.name = reader.text("name");
        if (reader.find("name") && system.name.empty() && problems.empty())
            reader.problem("name", "must not be empty");
        system.description = reader.text("description", "");
        system.order = static_cast<int>(reader.number("order", {0, kLastOrder, true}, kLastOrder));
        if (const json* parameters = reader.required("parameters")) {
            const auto design = designFromJson(*parameters, catalog, file, "/parameters");
            if (design)
                system.design = *design;
            else
                problems.insert(problems.end(), design.error().begin(), design.error().end());
        }
        reader.finish();
    }
    if (!problems.empty())
        return tl::unexpected(std::move(problems));
    return system;
}

std::string systemText(const SystemFile& system, const Catalog& catalog)
{
    ordered_json document{{"format", kFormat}, {"version", kNewestVersion}, {"name", system.name}};
    if (!system.description.empty())
        document["description"] = system.description;
    if (system.order != static_cast<int>(kLastOrder))
        document["order"] = system.order;
    document["parameters"] = designToJson(system.design, catalog);
    return document.dump(4, ' ', false, json::error_handler_t::replace) + '\n';
}

tl::expected<SystemFile, FileProblems> readSystem(const fs::path& file, const Catalog& catalog)
{
    const auto text = readTextFile(file);
    if (!text)
        return tl::unexpected(FileProblems{{file.string(), "", text.error()}});
    auto system = parseSystem(*text, catalog, file.string());
    if (system)
        system->file = file;
    return system;
}

tl::expected<void, FileProblems> writeSystem(const fs::path& file, const SystemFile& system, const Catalog& catalog)
{
    const auto written = writeFileAtomically(file, systemText(system, catalog));
    if (!written)
        return tl::unexpected(FileProblems{{file.string(), "", written.error()}});
    return {};
}

SystemList listSystems(const DataDirectories& directories, const Catalog& catalog)
{
    SystemList list;
    const auto user = systemsIn(directories.user / "systems", false, catalog, list.problems);
    for (SystemFile& system : systemsIn(directories.shipped / "systems", true, catalog, list.problems)) {
        const auto sameId = [&system](const SystemFile& other) { return other.id == system.id; };
        if (std::none_of(user.begin(), user.end(), sameId))
            list.systems.push_back(std::move(system));
    }
    list.systems.insert(list.systems.end(), user.begin(), user.end());
    return list;
}

tl::expected<SystemFile, FileProblems> findSystem(std::string_view idOrPath, const DataDirectories& directories,
                                                  const Catalog& catalog)
{
    // An id never looks like a path, so a file in the working folder cannot shadow a preset by accident.
    const bool isPath = idOrPath.find('/') != std::string_view::npos || idOrPath.ends_with(".json");
    if (isPath)
        return readSystem(fs::path(idOrPath), catalog);
    const SystemList list = listSystems(directories, catalog);
    std::string known;
    for (const SystemFile& system : list.systems) {
        if (system.id == idOrPath)
            return system;
        known += (known.empty() ? "" : " | ") + system.id;
    }
    FileProblems problems{
        {std::string(idOrPath), "", fmt::format("is no preset; known: {}, or the path of a .json file", known)}};
    problems.insert(problems.end(), list.problems.begin(), list.problems.end());
    return tl::unexpected(std::move(problems));
}

} // namespace ralmscope
