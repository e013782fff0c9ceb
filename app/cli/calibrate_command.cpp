// SPDX-License-Identifier: GPL-3.0-or-later
#include "atomic_file.h"
#include "catalog_entry.h"
#include "commands.h"
#include "csv_argument.h"
#include "figure_choice.h"
#include "json_document.h"
#include "kernel_calibration.h"
#include "launch_calibration.h"
#include "output_file.h"
#include "serving_calibration.h"
#include "workspace.h"

#include <cmath>
#include <filesystem>
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
    std::string stack;
    std::vector<std::string> figures;
    std::string out;
    std::string gpuOut;
    std::uint64_t seed = 1;
};

std::string percent(double value)
{
    return std::isfinite(value) ? fmt::format("{:.1f} %", 100.0 * value) : std::string("-");
}

std::string lineOf(const KernelFit& fit)
{
    return fmt::format("  {:24} {:32} {:30} rows {:5}  fitted {:>7} / {:>7}  kept apart {:4} {:>7} / {:>7}\n",
                       fit.variant, fit.measuredAs, fit.stack, fit.rows, percent(fit.fit.median), percent(fit.fit.p90),
                       fit.apart, percent(fit.holdOut.median), percent(fit.holdOut.p90));
}

std::string lineOf(const LaunchSeries& series)
{
    return fmt::format("  {:28} {:36} fitted {:3} {:>7} / {:>7}  kept apart {:3} {:>7} / {:>7}\n", series.figure,
                       series.series, series.fitted, percent(series.fit.median), percent(series.fit.p90), series.apart,
                       percent(series.holdOut.median), percent(series.holdOut.p90));
}

/// What the file that is replaced says of the catalog's order, if it is of the same entry.
std::optional<nlohmann::json> orderIn(const std::string& file, const std::string& id)
{
    const auto text = readTextFile(file);
    if (!text)
        return std::nullopt;
    const auto previous = parseJson(*text, file);
    if (!previous || !previous->is_object() || previous->value("id", "") != id || !previous->contains("order"))
        return std::nullopt;
    return (*previous)["order"];
}

/// The entry as a file; keeps the place in the catalog's order that the file it replaces had.
template <typename Entry> std::string deviceText(const Entry& entry, const std::string& replaced)
{
    const nlohmann::ordered_json content = catalogEntryJson(entry);
    const auto order = orderIn(replaced, entry.id);
    nlohmann::ordered_json document;
    for (const auto& [key, value] : content.items()) {
        document[key] = value;
        if (key == "name" && order)
            document["order"] = *order;
    }
    return document.dump(4) + '\n';
}

/// The GPU that a file describes; its problems are appended.
const Gpu* gpuIn(const nlohmann::json& document, const std::string& file, AnyEntry& entry, FileProblems& problems)
{
    entry = readCatalogEntry(document, file, problems);
    return problems.empty() ? std::get_if<Gpu>(&entry) : nullptr;
}

void replaceGpu(Catalog& catalog, const Gpu& gpu)
{
    const int index = catalog.find(CatalogKind::Gpu, gpu.id);
    if (index < 0)
        catalog.gpus.push_back(gpu);
    else
        catalog.gpus[static_cast<std::size_t>(index)] = gpu;
}

/// What --out holds already counts: a GPU is calibrated class by class into one file, wherever that is. `id` becomes
/// its id, empty where there is no file. False, with the reason printed, if the file is something else.
bool addReplaced(Catalog& catalog, const std::string& file, std::string& id)
{
    id.clear();
    if (file.empty() || file == "-" || !std::filesystem::exists(file))
        return true;
    FileProblems problems;
    AnyEntry entry;
    const Gpu* gpu = nullptr;
    if (const auto text = readTextFile(file); !text)
        problems.push_back({file, "", text.error()});
    else if (const auto document = parseJson(*text, file); !document)
        problems = document.error();
    else
        gpu = gpuIn(*document, file, entry, problems);
    if (gpu) {
        replaceGpu(catalog, *gpu);
        id = gpu->id;
        return true;
    }
    printErrors(problems);
    printError(fmt::format("--out {}: is there already and holds no GPU; it is left as it is", file));
    return false;
}

/// The file to write; without --out the user's own entry of that name, in a folder that is made if it is missing.
std::string outFile(const CalibrateOptions& options, const std::string& id)
{
    const std::filesystem::path folder = userDataDirectory() / "devices";
    const std::filesystem::path file =
        options.out.empty() ? folder / (id + ".json") : std::filesystem::path(options.out);
    std::error_code ignored; // writing says what is wrong
    if (file.parent_path().lexically_normal() == folder.lexically_normal())
        std::filesystem::create_directories(folder, ignored);
    return file.string();
}

/// On standard error where a device itself goes to standard output.
std::FILE* reportFile(const CalibrateOptions& options)
{
    return options.out == "-" || options.gpuOut == "-" ? stderr : stdout;
}

/// How the entry comes to be used.
void printWhere(const std::string& file, const Gpu& gpu, const CalibrateOptions& options,
                const DataDirectories& directories)
{
    if (file == "-")
        return;
    const std::filesystem::path folder = std::filesystem::absolute(file).parent_path().lexically_normal();
    const bool read = folder == (directories.user / "devices").lexically_normal()
        || folder == (directories.shipped / "devices").lexically_normal();
    fmt::print(reportFile(options), "{} written{}\n", file,
               read ? fmt::format("; designs use it by --set gpu.device={}", gpu.id)
                    : fmt::format("; in {} designs use it by --set gpu.device={}",
                                  (directories.user / "devices").string(), gpu.id));
}

int runKernels(KernelClass kernel, const CalibrateOptions& options, Workspace& workspace)
{
    if (options.data.empty()) {
        printError(fmt::format("--kind {} needs --data: the table of measured kernels", options.kind));
        return kBadInput;
    }
    const auto table = readMeasuredTable(options.data);
    if (!table)
        return kBadInput;
    RobustFitOptions search;
    search.seed = options.seed;
    std::string replaced;
    if (!addReplaced(workspace.catalog, options.out, replaced))
        return kBadInput;
    const auto calibrated = calibrateGpu(kernel, *table, workspace.catalog, options.gpu, search);
    if (!calibrated) {
        printErrors(calibrated.error());
        return kBadInput;
    }
    if (!replaced.empty() && replaced != calibrated->gpu.id) {
        printError(fmt::format("--out {}: holds the GPU {}, and the table is of {}; name another file", options.out,
                               replaced, calibrated->gpu.id));
        return kBadInput;
    }
    for (const std::string& notice : calibrated->notices)
        printWarning(fmt::format("{}: {}", table->file, notice));
    std::FILE* report = reportFile(options);
    fmt::print(report, "{}, {}: median / 90th percentile of |predicted / measured - 1|\n", calibrated->gpu.name,
               kernelClassId(kernel));
    for (const KernelFit& fit : calibrated->fits)
        fmt::print(report, "{}", lineOf(fit));
    const std::string file = outFile(options, calibrated->gpu.id);
    if (!writeOutput(file, deviceText(calibrated->gpu, file)))
        return kBadInput;
    printWhere(file, calibrated->gpu, options, workspace.directories);
    return kGood;
}

int runLaunches(const CalibrateOptions& options, const Workspace& workspace)
{
    if (options.figures.empty() || options.out.empty() || options.gpuOut.empty()) {
        printError(fmt::format("--kind {} needs --figure, measured times of whole designs, --out, the file of the "
                               "software stack, and --gpu-out, the file of the GPU that they were measured on",
                               options.kind));
        return kBadInput;
    }
    auto figures = chosenFigures(options.figures, workspace);
    if (!figures)
        return kBadInput;
    if (!options.data.empty()) {
        auto table = readMeasuredTable(options.data);
        if (!table || figures->size() != 1) {
            if (table)
                printError("--data replaces the table of one figure: name only that with --figure");
            return kBadInput;
        }
        figures->front().table = std::move(*table);
    }
    RobustFitOptions search;
    search.seed = options.seed;
    const auto calibrated = calibrateLaunches(*figures, workspace.catalog, search);
    if (!calibrated) {
        printErrors(calibrated.error());
        return kBadInput;
    }
    std::FILE* report = reportFile(options);
    const RobustFitResult& result = calibrated->fit.result;
    fmt::print(report, "{} on {}: median / 90th percentile of |predicted / measured - 1|\n", calibrated->fit.stack.name,
               calibrated->gpu.name);
    for (const LaunchSeries& series : calibrated->series)
        fmt::print(report, "{}", lineOf(series));
    fmt::print(report, "  {:65} fitted     {:>7} / {:>7}  kept apart     {:>7} / {:>7}\n", "together",
               percent(result.fit.median), percent(result.fit.p90), percent(result.holdOut.median),
               percent(result.holdOut.p90));
    std::size_t i = 0;
    for (const ConstantInfo& row : launchConstants())
        fmt::print(report, "  {:32} {:<12.5g} {}\n", row.key, result.values[i++], row.text);
    const bool written = writeOutput(options.out, deviceText(calibrated->fit.stack, options.out))
        && writeOutput(options.gpuOut, deviceText(calibrated->gpu, options.gpuOut));
    return written ? kGood : kBadInput;
}

int runFrontEnd(const CalibrateOptions& options, const Workspace& workspace, const CsvTable& table,
                const RobustFitOptions& search)
{
    if (options.out.empty()) {
        printError("--stack needs --out: the file of the software stack");
        return kBadInput;
    }
    const auto calibrated = calibrateFrontEnd(table, workspace.catalog, options.stack, search);
    if (!calibrated) {
        printErrors(calibrated.error());
        return kBadInput;
    }
    const RobustFitResult& result = calibrated->result;
    fmt::print(reportFile(options),
               "{}: host time before the first token {:.1f} ms, rows {}, fitted {} / {}, kept apart {} {} / {}\n",
               calibrated->stack.name, 1e3 * calibrated->stack.firstToken, calibrated->rows, percent(result.fit.median),
               percent(result.fit.p90), result.apart, percent(result.holdOut.median), percent(result.holdOut.p90));
    return writeOutput(options.out, deviceText(calibrated->stack, options.out)) ? kGood : kBadInput;
}

int runServing(const CalibrateOptions& options, Workspace& workspace)
{
    if (options.data.empty() || options.gpu.empty() == options.stack.empty()) {
        printError(
            fmt::format("--kind {} needs --data, the table of served requests, and --stack, the software whose host "
                        "time of a request is fitted, or --gpu, whose errors are stated",
                        options.kind));
        return kBadInput;
    }
    const auto table = readCsvArgument(options.data);
    if (!table)
        return kBadInput;
    RobustFitOptions search;
    search.seed = options.seed;
    if (!options.stack.empty())
        return runFrontEnd(options, workspace, *table, search);
    std::string replaced;
    if (!addReplaced(workspace.catalog, options.out, replaced))
        return kBadInput;
    const auto gpu = addServedErrors(*table, workspace.catalog, options.gpu);
    if (!gpu) {
        printErrors(gpu.error());
        return kBadInput;
    }
    fmt::print(reportFile(options), "{}: median / 90th percentile of |predicted / measured - 1|\n", gpu->name);
    for (const ServedError& served : gpu->served)
        fmt::print(reportFile(options), "  {:14} {:10} rows {:5}  {:>7} / {:>7}\n", servedTimeId(served.what),
                   served.stack, served.rows, percent(served.error.median), percent(served.error.p90));
    const std::string file = outFile(options, gpu->id);
    if (!writeOutput(file, deviceText(*gpu, file)))
        return kBadInput;
    printWhere(file, *gpu, options, workspace.directories);
    return kGood;
}

int runCalibrate(const CalibrateOptions& options)
{
    const std::string_view kind = options.kind;
    const auto kernel = kernelClassFromId(kind.substr(kind.starts_with("gpu-") ? 4 : 0));
    if (!kernel && kind != kLaunchesKind && kind != kServingKind) {
        printError(
            fmt::format("--kind {}: allowed {} | {} | {}", kind, calibratableKinds(), kServingKind, kLaunchesKind));
        return kBadInput;
    }
    auto workspace = loadWorkspace();
    if (!workspace)
        return kBadInput;
    if (kind == kServingKind)
        return runServing(options, *workspace);
    return kernel ? runKernels(*kernel, options, *workspace) : runLaunches(options, *workspace);
}

} // namespace

void addCalibrateCommand(CLI::App& app, int& exitCode)
{
    CLI::App* command =
        app.add_subcommand("calibrate", "Fit the constants of a GPU or of a software stack to measured tables");
    const auto options = std::make_shared<CalibrateOptions>();
    command
        ->add_option(
            "--kind", options->kind,
            fmt::format("What was measured: {}, or {}, served requests, or {}, times of whole designs with software "
                        "that launches kernels one by one",
                        calibratableKinds(), kServingKind, kLaunchesKind))
        ->required();
    command->add_option("--data", options->data, "CSV file with the columns of the figure of that name");
    command->add_option(
        "--gpu", options->gpu,
        "Id or measured name of the GPU, or 'generic' for all together; may be left out if there is one");
    command->add_option("--stack", options->stack,
                        fmt::format("Of {}: software whose host time of a request is fitted", kServingKind));
    command
        ->add_option("--figure", options->figures,
                     fmt::format("Of {}: figure whose measured times are fitted (repeat for more)", kLaunchesKind))
        ->allow_extra_args(false);
    command->add_option("--out", options->out,
                        "Device file to write: the entry of the GPU or of the software stack with the new constants; "
                        "left out, a GPU goes to the user's own devices");
    command->add_option("--gpu-out", options->gpuOut,
                        fmt::format("Of {}: device file of the GPU that was measured on", kLaunchesKind));
    command->add_option("--seed", options->seed, "Of the search's starting points");
    command->callback([options, &exitCode] { exitCode = runCalibrate(*options); });
}

} // namespace ralmscope::cli
