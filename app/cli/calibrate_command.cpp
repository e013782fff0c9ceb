// SPDX-License-Identifier: GPL-3.0-or-later
#include "calibrate_command.h"

#include "atomic_file.h"
#include "catalog_entry.h"
#include "json_document.h"
#include "kernel_calibration.h"

#include <cmath>
#include <ostream>

#include <fmt/format.h>

namespace ralmscope {

namespace {

constexpr int kFailed = 2;

int fail(std::ostream& error, const FileProblems& problems)
{
    for (const FileProblem& problem : problems)
        error << problem.text() << '\n';
    return kFailed;
}

std::string percent(double value)
{
    return std::isfinite(value) ? fmt::format("{:.1f} %", 100.0 * value) : std::string("-");
}

std::string line(const KernelFit& fit)
{
    return fmt::format("  {:12} {:28} {:26} rows {:5}  fitted {:>7} / {:>7}  kept apart {:>7} / {:>7}\n", fit.variant,
                       fit.measuredAs, fit.stack, fit.rows, percent(fit.fit.median), percent(fit.fit.p90),
                       percent(fit.holdOut.median), percent(fit.holdOut.p90));
}

/// The entry as a file; keeps the place in the catalog's order that the file it replaces had.
std::string deviceText(const Gpu& gpu, const std::filesystem::path& replaced)
{
    nlohmann::ordered_json document = catalogEntryJson(gpu);
    if (const auto old = readTextFile(replaced)) {
        const auto previous = parseJson(*old, replaced.string());
        if (previous && previous->is_object() && previous->value("id", "") == gpu.id && previous->contains("order"))
            document["order"] = (*previous)["order"];
    }
    return document.dump(4) + '\n';
}

} // namespace

int runCalibrate(const CalibrateOptions& options, const Catalog& catalog, std::ostream& out, std::ostream& error)
{
    const std::string_view kind = options.kind;
    const auto kernel = kernelClassFromId(kind.substr(kind.starts_with("gpu-") ? 4 : 0));
    if (!kernel || *kernel == KernelClass::HostOverhead) {
        error << fmt::format("calibrate: --kind \"{}\": allowed: {}\n", options.kind, calibratableKinds());
        return kFailed;
    }
    const auto text = readTextFile(options.data);
    if (!text)
        return fail(error, {{options.data.string(), "", text.error()}});
    const auto table = parseCsv(*text, options.data.string());
    if (!table)
        return fail(error, table.error());
    RobustFitOptions search;
    search.seed = options.seed;
    search.starts = options.starts;
    auto calibrated = calibrateGpu(*kernel, *table, catalog, options.gpu, search);
    if (!calibrated)
        return fail(error, calibrated.error());
    out << fmt::format("{}: {} constants; median / 90th percentile of |predicted / measured - 1|\n",
                       calibrated->gpu.name, kernelClassId(*kernel));
    for (const KernelFit& fit : calibrated->fits)
        out << line(fit);
    if (const auto written = writeFileAtomically(options.out, deviceText(calibrated->gpu, options.out)); !written)
        return fail(error, {{options.out.string(), "", written.error()}});
    out << fmt::format("written: {}\n", options.out.string());
    return 0;
}

} // namespace ralmscope
