// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.h"
#include "csv_argument.h"
#include "figure_choice.h"
#include "output_file.h"
#include "validation.h"
#include "workspace.h"

#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace ralmscope::cli {

namespace {

struct ValidateOptions
{
    std::vector<std::string> figures;
    std::string data;
    std::string out;
    bool json = false;
};

int runValidate(const ValidateOptions& options)
{
    const auto workspace = loadWorkspace();
    if (!workspace)
        return kBadInput;
    bool shippedAreDamaged = false;
    const auto figures = chosenFigures(options.figures, *workspace, &shippedAreDamaged);
    if (!figures)
        return kBadInput;
    if (figures->size() != 1 && (!options.data.empty() || !options.out.empty())) {
        printError("--data and --out are about one table: name its figure with --figure");
        return kBadInput;
    }
    std::optional<CsvTable> replacement;
    if (!options.data.empty()) {
        replacement = readMeasuredTable(options.data);
        if (!replacement)
            return kBadInput;
    }
    std::vector<FigureReport> reports;
    bool good = true;
    for (const PaperFigure& figure : *figures) {
        auto report = validateFigure(figure, workspace->catalog, replacement ? &*replacement : nullptr);
        if (!report) {
            printErrors(report.error());
            good = false;
            continue;
        }
        for (const std::string& notice : report->notices)
            printWarning(fmt::format("{}: {}", figure.id, notice));
        reports.push_back(std::move(*report));
    }
    if (!good)
        return kBadInput;
    if (!options.out.empty()) {
        const PaperFigure& figure = figures->front();
        const CsvTable& table = replacement ? *replacement : figure.table;
        if (!writeOutput(options.out, csvText(predictedTable(figure, reports.front(), table))))
            return kBadInput;
    }
    // A table on standard output must stay one.
    fmt::print(options.out == "-" ? stderr : stdout, "{}", options.json ? reportJson(reports) : reportText(reports));
    if (options.figures.empty() && shippedAreDamaged)
        return kBadInput; // a report without them must not look like agreement
    switch (outcomeOf(reports)) {
    case ValidationOutcome::Pass:
        return kGood;
    case ValidationOutcome::BeyondTolerance:
        return kBeyondTolerance;
    case ValidationOutcome::NothingJudged:
        break;
    }
    return kNothingJudged;
}

} // namespace

void addValidateCommand(CLI::App& app, int& exitCode)
{
    CLI::App* command = app.add_subcommand("validate", "Compare the model with published and measured values");
    const auto options = std::make_shared<ValidateOptions>();
    command->add_option("--figure", options->figures, "Only this figure, see 'list figures' (repeat for more)")
        ->allow_extra_args(false);
    command->add_option("--data", options->data,
                        "CSV file with the columns of the figure's table, to compare with instead");
    command->add_option(
        "--out", options->out,
        "Write the table with a column C_predicted after every measured column C (- for standard output; the "
        "report goes to standard error then)");
    command->add_flag("--json", options->json, "Print the report as JSON; errors are fractions");
    command->callback([options, &exitCode] { exitCode = runValidate(*options); });
}

} // namespace ralmscope::cli
