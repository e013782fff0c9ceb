// SPDX-License-Identifier: GPL-3.0-or-later
#include "atomic_file.h"
#include "catalog_entry.h"
#include "commands.h"
#include "json_document.h"
#include "kernel_calibration.h"
#include "output_file.h"
#include "workspace.h"

#include <cmath>
#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace ralmscope::cli {

namespace {

struct CalibrateOptions
{
    std::string kind;
    std::string data;
    std::string gpu;
    std::string out;
    std::uint64_t seed = 1;
};

std::string percent(double value)
{
    return std::isfinite(value) ? fmt::format("{:.1f} %", 100.0 * value) : std::string("-");
}

std::string lineOf(const KernelFit& fit)
{
    return fmt::format("  {:24} {:32} {:30} rows {:5}  fitted {:>7} / {:>7}  kept apart {:>7} / {:>7}\n", fit.variant,
                       fit.measuredAs, fit.stack, fit.rows, percent(fit.fit.median), percent(fit.fit.p90),
                       percent(fit.holdOut.median), percent(fit.holdOut.p90));
}

/// The entry as a file; keeps the place in the catalog's order that the file it replaces had.
std::string deviceText(const Gpu& gpu, const std::string& replaced)
{
    nlohmann::ordered_json document = catalogEntryJson(gpu);
    if (const auto old = readTextFile(replaced)) {
        const auto previous = parseJson(*old, replaced);
        if (previous && previous->is_object() && previous->value("id", "") == gpu.id && previous->contains("order"))
            document["order"] = (*previous)["order"];
    }
    return document.dump(4) + '\n';
}

int runCalibrate(const CalibrateOptions& options)
{
    const std::string_view kind = options.kind;
    const auto kernel = kernelClassFromId(kind.substr(kind.starts_with("gpu-") ? 4 : 0));
    if (!kernel) {
        printError(fmt::format("--kind {}: allowed {}", options.kind, calibratableKinds()));
        return kBadInput;
    }
    const auto workspace = loadWorkspace();
    if (!workspace)
        return kBadInput;
    const auto text = readTextFile(options.data);
    if (!text) {
        printError(fmt::format("{}: {}", options.data, text.error()));
        return kBadInput;
    }
    const auto table = parseCsv(*text, options.data);
    if (!table) {
        printErrors(table.error());
        return kBadInput;
    }
    RobustFitOptions search;
    search.seed = options.seed;
    const auto calibrated = calibrateGpu(*kernel, *table, workspace->catalog, options.gpu, search);
    if (!calibrated) {
        printErrors(calibrated.error());
        return kBadInput;
    }
    // On standard error where the device itself goes to standard output.
    std::FILE* report = options.out == "-" ? stderr : stdout;
    fmt::print(report, "{}, {}: median / 90th percentile of |predicted / measured - 1|\n", calibrated->gpu.name,
               kernelClassId(*kernel));
    for (const KernelFit& fit : calibrated->fits)
        fmt::print(report, "{}", lineOf(fit));
    return writeOutput(options.out, deviceText(calibrated->gpu, options.out)) ? kGood : kBadInput;
}

} // namespace

void addCalibrateCommand(CLI::App& app, int& exitCode)
{
    CLI::App* command = app.add_subcommand("calibrate", "Fit the constants of a GPU to a table of measured kernels");
    const auto options = std::make_shared<CalibrateOptions>();
    command->add_option("--kind", options->kind, "What the table measures: " + calibratableKinds())->required();
    command->add_option("--data", options->data, "CSV file with the columns of the figure of that name")->required();
    command->add_option(
        "--gpu", options->gpu,
        "Id or measured name of the GPU, or 'generic' for all together; may be left out if there is one");
    command->add_option("--out", options->out, "Device file to write: the GPU's entry with the new constants")
        ->required();
    command->add_option("--seed", options->seed, "Of the search's starting points");
    command->callback([options, &exitCode] { exitCode = runCalibrate(*options); });
}

} // namespace ralmscope::cli
