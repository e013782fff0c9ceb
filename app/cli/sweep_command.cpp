// SPDX-License-Identifier: GPL-3.0-or-later
#include "axis.h"
#include "commands.h"
#include "csv_table.h"
#include "database_choice.h"
#include "design_choice.h"
#include "interrupt.h"
#include "output_file.h"
#include "progress_line.h"
#include "result_cells.h"
#include "sweep_runner.h"
#include "value_text.h"
#include "workspace.h"

#include <memory>
#include <optional>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace ralmscope::cli {

namespace {

struct SweepCommandOptions
{
    DesignChoice design;
    DatabaseChoice database;
    std::vector<std::string> axes;
    std::string name;
    std::string out;
    unsigned jobs = 0;
    bool resume = false;
};

/// Base and axes; everything that is wrong is printed at once.
std::optional<Sweep> readSweep(const SweepCommandOptions& options, const Workspace& workspace, std::string& presetName)
{
    const auto system = options.design.read(workspace);
    bool good = system.has_value();
    Sweep sweep;
    for (const std::string& text : options.axes) {
        auto axis = parseAxis(text, workspace.catalog);
        if (!axis) {
            printError(axis.error());
            good = false;
            continue;
        }
        for (const Axis& other : sweep.axes) {
            if (other.parameter == axis->parameter) {
                printError(fmt::format("--axis {}: there is an axis over {} already", text, info(axis->parameter).id));
                good = false;
            }
        }
        sweep.axes.push_back(std::move(*axis));
    }
    if (!good)
        return std::nullopt;
    sweep.base = system->design;
    presetName = system->name;
    return sweep;
}

/// The stored rows as CSV: axes, metrics, status, problem.
bool writeRows(const std::string& file, SweepStore& store, const Sweep& sweep, const SweepRecord& record,
               const Catalog& catalog)
{
    auto output = OutputFile::open(file);
    if (!output)
        return false;
    std::string text = "ordinal";
    for (const Axis& axis : sweep.axes)
        text += fmt::format(",{}", info(axis.parameter).id);
    text += metricHeaderCells() + ",status,problem\n";
    constexpr std::uint64_t page = 10000;
    for (std::uint64_t first = 0; first < record.done; first += page) {
        const auto rows = store.rows(record.id, first, page);
        if (!rows) {
            printError(rows.error());
            return false;
        }
        for (const SweepRow& row : *rows) {
            text += fmt::format("{}", row.ordinal);
            const std::vector<double> values = sweep.axisValues(row.ordinal);
            for (std::size_t i = 0; i < values.size(); ++i)
                text += ',' + valueText(info(sweep.axes[i].parameter), values[i], catalog);
            appendMetricCells(text, row.metrics);
            text += fmt::format(",{},{}\n", statusId(row.status), csvCell(row.problem));
        }
        if (!output->append(text))
            return false;
        text.clear();
    }
    return output->append(text) && output->commit();
}

/// What was done, and what is left of it.
void printSummary(const SweepRecord& record, const Database& database)
{
    if (database.isInMemory()) {
        fmt::print(stderr, "{} of {} points were evaluated; {} keeps none of them\n", record.done, record.size,
                   database.path());
        return;
    }
    const bool complete = record.status == SweepStatus::Complete;
    fmt::print(stderr, "{} of {} points are stored in {} (sweep {}){}\n", record.done, record.size, database.path(),
               record.id, complete ? "" : "; the same command with --resume goes on from there");
}

int runSweepCommand(const SweepCommandOptions& options)
{
    const auto workspace = loadWorkspace();
    if (!workspace)
        return kBadInput;
    std::string presetName;
    const auto sweep = readSweep(options, *workspace, presetName);
    if (!sweep)
        return kBadInput;
    if (!options.out.empty() && !OutputFile::check(options.out))
        return kBadInput;
    auto database = options.database.open();
    if (!database)
        return kBadInput;
    SweepStore store(*database, workspace->catalog);
    const std::atomic<bool>& interrupted = catchInterrupt();
    tl::expected<SweepRecord, std::string> record;
    std::optional<std::uint64_t> stored; // before this run
    {
        ProgressLine line("points");
        record = runSweep(store, workspace->catalog, *sweep,
                          {.name = options.name.empty() ? presetName : options.name,
                           .resume = options.resume,
                           .threads = options.jobs,
                           .progress =
                               [&](std::uint64_t done, std::uint64_t size) {
                                   stored = stored.value_or(done);
                                   line.update(done, size);
                               },
                           .cancel = &interrupted});
    }
    if (!record) {
        printError(record.error());
        return kBadInput;
    }
    if (options.resume && stored == 0U)
        printWarning("--resume: nothing of this sweep was stored yet; it began anew");
    const bool complete = record->status == SweepStatus::Complete;
    if (!options.out.empty() && !writeRows(options.out, store, *sweep, *record, workspace->catalog))
        return kBadInput;
    printSummary(*record, *database);
    return complete ? kGood : kInterrupted;
}

} // namespace

void addSweepCommand(CLI::App& app, int& exitCode)
{
    CLI::App* command = app.add_subcommand("sweep", "Evaluate a grid of designs and store it");
    const auto options = std::make_shared<SweepCommandOptions>();
    options->design.addOptions(*command);
    command
        ->add_option("--axis", options->axes,
                     "Vary a parameter: id=a:b[:step|log2|log10:n] or id=v1,v2,... (repeat for a grid)")
        ->required()
        ->type_name("AXIS")
        ->allow_extra_args(false);
    options->database.addOption(*command);
    command->add_option("--out", options->out, "Write the points to this CSV file (- for standard output)");
    command->add_option("--jobs", options->jobs, "Threads; 0: one per core")->check(CLI::Range(0, 1024));
    command->add_option("--name", options->name, "Name in the database (default: the preset's)");
    command->add_flag("--resume", options->resume, "Go on with the same sweep where it was interrupted");
    command->callback([options, &exitCode] { exitCode = runSweepCommand(*options); });
}

} // namespace ralmscope::cli
