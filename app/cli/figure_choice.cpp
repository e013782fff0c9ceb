// SPDX-License-Identifier: GPL-3.0-or-later
#include "figure_choice.h"

#include <algorithm>

#include <fmt/format.h>

namespace ralmscope::cli {

std::optional<std::vector<PaperFigure>> chosenFigures(const std::vector<std::string>& ids, const Workspace& workspace,
                                                      bool* shippedAreDamaged)
{
    auto load = loadFigures(workspace.directories, workspace.catalog);
    if (!load) {
        printErrors(load.error());
        return std::nullopt;
    }
    const std::string shipped = workspace.directories.shipped.string();
    if (shippedAreDamaged)
        *shippedAreDamaged = std::any_of(load->problems.begin(), load->problems.end(),
                                         [&](const FileProblem& problem) { return problem.file.starts_with(shipped); });
    if (ids.empty()) {
        for (const FileProblem& problem : load->problems)
            printWarning(problem.text());
        return std::move(load->figures);
    }
    std::vector<PaperFigure> chosen;
    bool good = true;
    for (const std::string& id : ids) {
        const auto figure = std::find_if(load->figures.begin(), load->figures.end(),
                                         [&id](const PaperFigure& each) { return each.id == id; });
        if (const FileProblems damaged = load->problemsOf(id); figure == load->figures.end() && !damaged.empty()) {
            printErrors(damaged);
            printError(fmt::format("--figure {}: its files are damaged", id));
            good = false;
        } else if (figure == load->figures.end()) {
            std::string known;
            for (const PaperFigure& each : load->figures)
                known += (known.empty() ? "" : " | ") + each.id;
            printError(fmt::format("--figure {}: there is no such figure, allowed {}", id, known));
            good = false;
        } else {
            chosen.push_back(*figure);
        }
    }
    if (!good)
        return std::nullopt;
    return chosen;
}

} // namespace ralmscope::cli
