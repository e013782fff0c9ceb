// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.h"
#include "database_choice.h"
#include "design_choice.h"
#include "point_evaluator.h"
#include "resolved_design.h"
#include "result_report.h"
#include "result_store.h"
#include "workspace.h"

#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace ralmscope::cli {

namespace {

struct EvalOptions
{
    DesignChoice design;
    DatabaseChoice database;
    bool json = false;
};

int runEval(const EvalOptions& options)
{
    const auto workspace = loadWorkspace();
    if (!workspace)
        return kBadInput;
    const auto system = options.design.read(*workspace);
    auto database = options.database.open();
    if (!system || !database)
        return kBadInput;
    ResultStore store(*database, workspace->catalog);
    const auto evaluation = evaluateThroughStore(store, workspace->catalog, {&system->design, 1});
    if (!evaluation) {
        printError(evaluation.error());
        return kBadInput;
    }
    const Evaluated evaluated{system->name, explicitDesign(resolve(system->design, workspace->catalog)),
                              evaluation->results.front()};
    if (options.json)
        fmt::print("{}", reportJson(evaluated, workspace->catalog));
    if (evaluated.result.verdict.status == Status::Invalid) {
        printError(describe(evaluated.result.verdict));
        return kBadInput;
    }
    if (!options.json)
        fmt::print("{}", reportText(evaluated, workspace->catalog));
    return kGood;
}

} // namespace

void addEvalCommand(CLI::App& app, int& exitCode)
{
    CLI::App* command = app.add_subcommand("eval", "Evaluate one design");
    const auto options = std::make_shared<EvalOptions>();
    options->design.addOptions(*command);
    options->database.addOption(*command);
    command->add_flag("--json", options->json, "Everything at full precision, for programs");
    command->callback([options, &exitCode] { exitCode = runEval(*options); });
}

} // namespace ralmscope::cli
