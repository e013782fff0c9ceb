// SPDX-License-Identifier: GPL-3.0-or-later
#include "paper_figure.h"

#include "atomic_file.h"
#include "directory_files.h"
#include "format_quantity.h"

#include <algorithm>
#include <array>
#include <tuple>

#include <fmt/format.h>

namespace ralmscope {

namespace fs = std::filesystem;

namespace {

constexpr const char* kFolder = "papers";

tl::expected<PaperFigure, FileProblems> readFigure(const fs::path& folder, const Catalog& catalog)
{
    FileProblems problems;
    std::array<std::string, 2> texts;
    const std::array<fs::path, 2> paths{folder / "figure.json", folder / "table.csv"};
    for (std::size_t i = 0; i < paths.size(); ++i) {
        auto text = readTextFile(paths[i]);
        if (text)
            texts[i] = std::move(*text);
        else
            problems.push_back({paths[i].string(), "", text.error()});
    }
    if (!problems.empty())
        return tl::unexpected(std::move(problems));
    auto figure = parseFigure(texts[0], texts[1], catalog, paths[0].string(), paths[1].string());
    if (figure && figure->id != folder.filename().string())
        return tl::unexpected(
            FileProblems{{paths[0].string(), "/id",
                          fmt::format("is \"{}\"; the folder is called {}", figure->id, folder.filename().string())}});
    return figure;
}

void readFolders(const std::vector<fs::path>& folders, const Catalog& catalog, std::vector<PaperFigure>& figures,
                 FileProblems& problems)
{
    for (const fs::path& path : folders) {
        auto figure = readFigure(path, catalog);
        if (!figure) {
            problems.insert(problems.end(), figure.error().begin(), figure.error().end());
            continue;
        }
        const auto sameId = [&figure](const PaperFigure& other) { return other.id == figure->id; };
        if (std::any_of(figures.begin(), figures.end(), sameId))
            problems.push_back(
                {path.string(), "", fmt::format("{} is the id of a shipped figure already", figure->id)});
        else
            figures.push_back(std::move(*figure));
    }
}

std::string errorText(double value, bool absolute)
{
    return absolute ? fmt::format("{}", value) : formatQuantity(value, "%").text();
}

} // namespace

std::string_view comparisonKindName(ComparisonKind kind)
{
    static constexpr std::array<std::string_view, 4> names{"fit", "prediction", "identity", "informational"};
    return names[static_cast<std::size_t>(kind)];
}

std::string Tolerance::text() const
{
    std::string text;
    const auto add = [&](std::string_view name, const std::optional<double>& limit) {
        if (limit)
            text += fmt::format("{}{} <= {}", text.empty() ? "" : ", ", name, errorText(*limit, absolute));
    };
    add("median", median);
    add("p90", p90);
    add("p95", p95);
    add("max", max);
    return text;
}

FileProblems FigureLoad::problemsOf(std::string_view id) const
{
    FileProblems own;
    std::copy_if(problems.begin(), problems.end(), std::back_inserter(own), [id](const FileProblem& problem) {
        const fs::path file(problem.file);
        return file.filename() == id || file.parent_path().filename() == id;
    });
    return own;
}

tl::expected<FigureLoad, FileProblems> loadFigures(const DataDirectories& directories, const Catalog& catalog)
{
    FigureLoad load;
    FileProblems unreadable;
    const auto shipped = filesIn(directories.shipped / kFolder, "", unreadable);
    if (!unreadable.empty())
        return tl::unexpected(std::move(unreadable));
    readFolders(shipped, catalog, load.figures, load.problems);
    const auto user = filesIn(directories.user / kFolder, "", load.problems);
    readFolders(user, catalog, load.figures, load.problems);
    std::sort(load.figures.begin(), load.figures.end(), [](const PaperFigure& a, const PaperFigure& b) {
        return std::tie(a.order, a.id) < std::tie(b.order, b.id);
    });
    return load;
}

} // namespace ralmscope
