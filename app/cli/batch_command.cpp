// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.h"
#include "csv_argument.h"
#include "database_choice.h"
#include "design_choice.h"
#include "interrupt.h"
#include "output_file.h"
#include "point_evaluator.h"
#include "progress_line.h"
#include "result_cells.h"
#include "result_store.h"
#include "value_text.h"
#include "workspace.h"

#include <algorithm>
#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace ralmscope::cli {

namespace {

struct BatchOptions
{
    DesignChoice design;
    DatabaseChoice database;
    std::string in;
    std::string out;
    unsigned jobs = 0;
};

/// A row of the input: its design, or what is wrong with it.
struct BatchRow
{
    DesignPoint design;
    std::string error;
};

std::optional<CsvTable> readTable(const std::string& file)
{
    auto table = readCsvArgument(file);
    if (!table)
        return std::nullopt;
    bool good = true;
    for (const std::string& name : table->header) {
        if (!findParameter(name)) {
            printError(fmt::format("{}: column '{}': there is no such parameter; see 'list parameters'", file, name));
            good = false;
        }
    }
    if (!good)
        return std::nullopt;
    return std::move(*table);
}

/// An empty cell leaves the base's value.
BatchRow readRow(const CsvTable& table, std::size_t row, const DesignPoint& base, const Catalog& catalog)
{
    BatchRow read{base, {}};
    std::vector<Change> changes;
    for (std::size_t column = 0; column < table.header.size(); ++column) {
        const std::string& cell = table.rows[row][column];
        if (cell.empty())
            continue;
        const ParameterInfo* parameter = findParameter(table.header[column]);
        std::string problem;
        if (const auto value = valueFromText(*parameter, cell, catalog, &problem))
            changes.emplace_back(parameter->parameter, *value);
        else
            read.error += (read.error.empty() ? "" : "; ") + problem;
    }
    applyChanges(read.design, changes);
    return read;
}

void appendRow(std::string& text, const std::vector<std::string>& cells, const BatchRow& row, const Result& result)
{
    for (const std::string& cell : cells)
        text += csvCell(cell) + ',';
    const bool unread = !row.error.empty();
    text += unread ? statusId(Status::Invalid) : statusId(result.verdict.status);
    text += ',' + csvCell(unread ? row.error : result.verdict.usable() ? std::string() : describe(result.verdict));
    appendMetricCells(text, result.metrics);
    text += '\n';
}

std::string headerLine(const CsvTable& table)
{
    std::string text;
    for (const std::string& name : table.header)
        text += csvCell(name) + ',';
    return text + "status,error" + metricHeaderCells() + '\n';
}

int runBatch(const BatchOptions& options)
{
    const auto workspace = loadWorkspace();
    if (!workspace)
        return kBadInput;
    const auto system = options.design.read(*workspace);
    const auto table = readTable(options.in);
    if (!system || !table)
        return kBadInput;
    auto database = options.database.open();
    auto output = database ? OutputFile::open(options.out) : std::nullopt;
    if (!output)
        return kBadInput;
    ResultStore store(*database, workspace->catalog);
    const std::atomic<bool>& interrupted = catchInterrupt();

    std::string text = headerLine(*table);
    std::size_t unusable = 0;
    std::size_t done = 0;
    {
        ProgressLine line("designs");
        constexpr std::size_t chunk = 5000;
        for (; done < table->rows.size() && !interrupted; done = std::min(done + chunk, table->rows.size())) {
            line.update(done, table->rows.size());
            std::vector<BatchRow> rows;
            std::vector<DesignPoint> designs; // of the readable rows
            for (std::size_t i = done; i < std::min(done + chunk, table->rows.size()); ++i) {
                rows.push_back(readRow(*table, i, system->design, workspace->catalog));
                if (rows.back().error.empty())
                    designs.push_back(rows.back().design);
            }
            const auto evaluation = evaluateThroughStore(store, workspace->catalog, designs, options.jobs);
            if (!evaluation) {
                printError(evaluation.error());
                return kBadInput;
            }
            std::size_t next = 0;
            for (std::size_t i = 0; i < rows.size(); ++i) {
                const Result result = rows[i].error.empty() ? evaluation->results[next++] : Result();
                unusable += !rows[i].error.empty() || !result.verdict.usable();
                appendRow(text, table->rows[done + i], rows[i], result);
            }
            if (!output->append(text))
                return kBadInput;
            text.clear();
        }
        line.update(done, table->rows.size());
    }
    if (!output->append(text) || !output->commit())
        return kBadInput;
    if (unusable > 0)
        printWarning(fmt::format("{} of {} designs have no result; see column 'error'", unusable, done));
    if (done < table->rows.size()) {
        printWarning(fmt::format("interrupted after {} of {} designs", done, table->rows.size()));
        return kInterrupted;
    }
    return kGood;
}

} // namespace

void addBatchCommand(CLI::App& app, int& exitCode)
{
    CLI::App* command = app.add_subcommand("batch", "Evaluate a table of designs, one per row");
    const auto options = std::make_shared<BatchOptions>();
    command
        ->add_option("--in", options->in,
                     "CSV file; columns are parameter ids, an empty cell leaves the preset's value")
        ->required();
    command->add_option("--out", options->out, "CSV file for the rows with their results (- for standard output)")
        ->required();
    options->design.addOptions(*command);
    options->database.addOption(*command);
    command->add_option("--jobs", options->jobs, "Threads; 0: one per core")->check(CLI::Range(0, 1024));
    command->callback([options, &exitCode] { exitCode = runBatch(*options); });
}

} // namespace ralmscope::cli
