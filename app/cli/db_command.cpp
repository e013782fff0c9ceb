// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.h"
#include "csv_table.h"
#include "database_choice.h"
#include "database_info.h"
#include "format_quantity.h"
#include "output_file.h"
#include "result_cells.h"
#include "result_store.h"
#include "sweep_store.h"
#include "value_text.h"
#include "workspace.h"

#include <limits>
#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/chrono.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace ralmscope::cli {

using Json = nlohmann::ordered_json;

namespace {

constexpr std::uint64_t kMostKept = 1'000'000'000'000;

struct DbOptions
{
    std::string file = usersDatabasePath();
    std::string out = "-";
    std::uint64_t keep = 0;
    bool sweeps = false;
    bool json = false;
};

std::string timeText(std::int64_t seconds)
{
    return fmt::format("{:%Y-%m-%d %H:%M} UTC", fmt::gmtime(static_cast<std::time_t>(seconds)));
}

/// Opens an existing file. These commands report damage and change nothing on their own account.
std::optional<Database> openExisting(const DbOptions& options, bool readOnly)
{
    auto database =
        Database::open(options.file, {.ifDamaged = IfDamaged::Refuse, .readOnly = readOnly, .create = false});
    if (database)
        return std::move(*database);
    printError(database.error());
    return std::nullopt;
}

Json infoJson(const Database& database, const DatabaseInfo& info, const std::vector<SweepRecord>& sweeps)
{
    Json list = Json::array();
    for (const SweepRecord& sweep : sweeps) {
        list.push_back({{"id", sweep.id},
                        {"name", sweep.name},
                        {"status", sweepStatusId(sweep.status)},
                        {"size", sweep.size},
                        {"done", sweep.done},
                        {"created", sweep.created}});
    }
    return {{"file", database.path()},   {"schema", info.schema},    {"bytes", info.bytes},
            {"results", info.results},   {"pinned", info.pinned},    {"current_results", info.currentResults},
            {"catalogs", info.catalogs}, {"sweeps", std::move(list)}};
}

int runInfo(const DbOptions& options)
{
    const auto workspace = loadWorkspace();
    auto database = openExisting(options, true);
    if (!workspace || !database)
        return kBadInput;
    const auto info = databaseInfo(*database);
    const auto sweeps = SweepStore(*database, workspace->catalog).list();
    if (!info || !sweeps) {
        printError(info ? sweeps.error() : info.error());
        return kBadInput;
    }
    if (options.json) {
        fmt::print("{}\n", infoJson(*database, *info, *sweeps).dump(2));
        return kGood;
    }
    fmt::print("{}\n  size      {}\n  schema    {}\n  results   {} ({} pinned, {} of the current model version)\n"
               "  catalogs  {}\n  sweeps    {}\n",
               database->path(), formatQuantity(static_cast<double>(info->bytes), "B").text(), info->schema,
               info->results, info->pinned, info->currentResults, info->catalogs, sweeps->size());
    for (const SweepRecord& sweep : *sweeps) {
        fmt::print("    {:4}  {}  {:11}  {} of {}  {}\n", sweep.id, timeText(sweep.created),
                   sweepStatusId(sweep.status), sweep.done, sweep.size, sweep.name);
    }
    return kGood;
}

void appendStoredRow(std::string& text, const StoredRow& row, const Catalog& catalog)
{
    text += fmt::format("{},{},{}", row.id, row.created, row.modelVersion);
    for (const ParameterInfo& parameter : parameterTable())
        text += ',' + csvCell(valueText(parameter, row.design[parameter.parameter], catalog));
    appendMetricCells(text, row.result.metrics);
    text += fmt::format(",{},{},{}\n", statusId(row.result.verdict.status),
                        csvCell(row.result.verdict.usable() ? std::string() : describe(row.result.verdict)),
                        csvCell(row.pin.value_or("")));
}

int runExport(const DbOptions& options)
{
    const auto workspace = loadWorkspace();
    auto database = openExisting(options, true);
    if (!workspace || !database)
        return kBadInput;
    ResultStore store(*database, workspace->catalog);
    auto output = OutputFile::open(options.out);
    if (!output)
        return kBadInput;
    std::string text = "id,created,model_version";
    for (const ParameterInfo& parameter : parameterTable())
        text += fmt::format(",{}", parameter.id);
    text += metricHeaderCells() + ",status,error,pin\n";
    std::size_t skipped = 0;
    for (RowQuery query{.limit = 10000};;) {
        const auto rows = store.rows(query);
        if (!rows) {
            printError(rows.error());
            return kBadInput;
        }
        if (rows->empty())
            break;
        for (const StoredRow& row : *rows) {
            if (row.missingEntries.empty())
                appendStoredRow(text, row, workspace->catalog);
            else
                ++skipped;
        }
        query.olderThan = rows->back().id;
        if (!output->append(text))
            return kBadInput;
        text.clear();
    }
    if (skipped > 0)
        printWarning(
            fmt::format("{} rows name catalog entries that are not there any more and were left out", skipped));
    return output->append(text) && output->commit() ? kGood : kBadInput;
}

int runPrune(const DbOptions& options)
{
    const auto workspace = loadWorkspace();
    auto database = openExisting(options, false);
    if (!workspace || !database)
        return kBadInput;
    const auto before = databaseInfo(*database);
    ResultStore store(*database, workspace->catalog);
    const auto removed = store.prune(options.keep);
    if (!before || !removed) {
        printError(removed ? before.error() : removed.error());
        return kBadInput;
    }
    std::size_t sweepsRemoved = 0;
    if (options.sweeps) {
        SweepStore sweeps(*database, workspace->catalog);
        const auto list = sweeps.list();
        for (const SweepRecord& sweep : list ? *list : std::vector<SweepRecord>{})
            sweepsRemoved += sweeps.remove(sweep.id).has_value();
    }
    if (const auto compacted = database->compact(); !compacted) {
        printError(compacted.error());
        return kBadInput;
    }
    const auto after = databaseInfo(*database);
    fmt::print("{}: {} results and {} sweeps removed, {} results kept ({} pinned); {} before, {} now\n",
               database->path(), *removed, sweepsRemoved, before->results - *removed, before->pinned,
               formatQuantity(static_cast<double>(before->bytes), "B").text(),
               formatQuantity(static_cast<double>(after ? after->bytes : 0), "B").text());
    return kGood;
}

int runVerify(const DbOptions& options)
{
    auto database = openExisting(options, true);
    if (!database)
        return kBadInput;
    const auto problems = database->verify();
    if (!problems) {
        printError(problems.error());
        return kBadInput;
    }
    for (const std::string& problem : *problems)
        printError(fmt::format("{}: {}", database->path(), problem));
    if (!problems->empty())
        return kBadInput;
    fmt::print("{}: sound\n", database->path());
    return kGood;
}

} // namespace

void addDbCommand(CLI::App& app, int& exitCode)
{
    CLI::App* command = app.add_subcommand("db", "Look after a results database");
    command->require_subcommand(1);
    const auto options = std::make_shared<DbOptions>();
    const auto add = [&](const char* name, const char* doc, int (*run)(const DbOptions&)) {
        CLI::App* action = command->add_subcommand(name, doc);
        action->add_option("FILE", options->file, "Results database (default: the user's own)");
        action->callback([options, run, &exitCode] { exitCode = run(*options); });
        return action;
    };
    add("info", "What is in it", runInfo)->add_flag("--json", options->json, "For programs");
    add("export", "All stored results as CSV, newest first", runExport)
        ->add_option("--out", options->out, "CSV file (- for standard output)")
        ->capture_default_str();
    CLI::App* prune = add("prune", "Remove stored results that are not pinned, and give their space back", runPrune);
    prune->add_option("--keep", options->keep, "Results to keep, newest first")
        ->check(CLI::Range(std::uint64_t{0}, kMostKept))
        ->capture_default_str();
    prune->add_flag("--sweeps", options->sweeps, "Remove stored sweeps too");
    add("verify", "Read every page and check it", runVerify);
}

} // namespace ralmscope::cli
