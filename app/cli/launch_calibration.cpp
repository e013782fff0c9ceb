// SPDX-License-Identifier: GPL-3.0-or-later
#include "launch_calibration.h"

#include "metric_table.h"
#include "paper_points.h"
#include "resolved_design.h"
#include "row_split.h"
#include "simulate.h"

#include <algorithm>
#include <cmath>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace ralmscope::cli {

namespace {

constexpr std::size_t kFewestRows = 12;

/// Measured designs of all figures, and the figure's series that each belongs to.
struct LaunchRows
{
    std::vector<MeasuredDesign> rows;
    std::vector<std::size_t> seriesOf; ///< position in `series`, by row
    std::vector<LaunchSeries> series;
    std::set<std::string> stacks; ///< ids
    std::set<std::string> gpus;
};

bool isFitted(const PaperFigure& figure, const PaperPoint& point, const Catalog& catalog)
{
    return figure.series[point.series].kind == ComparisonKind::Fit && !resolve(point.design, catalog).searchesOnCpu();
}

void addRow(LaunchRows& rows, const PaperFigure& figure, const PaperPoint& point, bool heldOut, const Catalog& catalog)
{
    const std::string& name = figure.series[point.series].name;
    auto series = std::find_if(rows.series.begin(), rows.series.end(), [&](const LaunchSeries& each) {
        return each.figure == figure.id && each.series == name;
    });
    if (series == rows.series.end())
        series = rows.series.insert(rows.series.end(), {figure.id, name, 0, 0, {}, {}});
    // The tolerance of a series says how far its values scatter by themselves.
    const double scatter = figure.series[point.series].tolerance.median.value_or(0.0);
    rows.rows.push_back({point.design, point.metric, point.measured, heldOut, scatter});
    rows.seriesOf.push_back(static_cast<std::size_t>(series - rows.series.begin()));
    const ResolvedDesign resolved = resolve(point.design, catalog);
    rows.stacks.insert(resolved.stack->id);
    rows.gpus.insert(resolved.gpu->id);
}

/// A row of the table of which one value is fitted is no evidence for its other values.
FileProblems addFigure(LaunchRows& rows, const PaperFigure& figure, const Catalog& catalog)
{
    if (!figure.ofDesigns())
        return {{figure.table.file, "", fmt::format("rows of {} are no designs", figure.id)}};
    const auto points = paperPoints(figure, catalog);
    if (!points)
        return points.error();
    std::set<std::size_t> fittedRows;
    for (const PaperPoint& point : points->points) {
        if (isFitted(figure, point, catalog))
            fittedRows.insert(point.rows.begin(), point.rows.end());
    }
    FileProblems problems;
    for (const PaperPoint& point : points->points) {
        const bool judged = figure.series[point.series].kind != ComparisonKind::Informational;
        if (!judged || point.over || info(point.metric).unit != "s")
            continue;
        const bool fitted = isFitted(figure, point, catalog);
        if (!fitted && fittedRows.contains(point.rows.front()))
            continue;
        const double now = simulate(point.design, catalog)[point.metric];
        if (now > 0.0)
            addRow(rows, figure, point, !fitted, catalog);
        else
            problems.push_back({figure.table.file, fmt::format("line {}", figure.table.lines[point.rows.front()]),
                                fmt::format("the model gives no {}", info(point.metric).id)});
    }
    return problems;
}

/// Errors by series with the fitted entries in the catalog.
void addErrors(LaunchRows& rows, const Catalog& fitted)
{
    std::vector<std::array<std::vector<double>, 2>> errors(rows.series.size());
    for (std::size_t i = 0; i < rows.rows.size(); ++i) {
        const MeasuredDesign& row = rows.rows[i];
        const double predicted = simulate(row.design, fitted)[row.metric];
        errors[rows.seriesOf[i]][row.heldOut ? 1 : 0].push_back(std::fabs(predicted / row.measured - 1.0));
    }
    for (std::size_t i = 0; i < rows.series.size(); ++i) {
        LaunchSeries& series = rows.series[i];
        series.fitted = errors[i][0].size();
        series.apart = errors[i][1].size();
        series.fit = errorBand(std::move(errors[i][0]));
        series.holdOut = errorBand(std::move(errors[i][1]));
    }
}

std::string onlyOne(const std::set<std::string>& ids, std::string_view what, FileProblems& problems)
{
    if (ids.size() == 1)
        return *ids.begin();
    problems.push_back(
        {"", "", fmt::format("the rows must have one {} in common, and have {}", what, fmt::join(ids, ", "))});
    return {};
}

void setSources(CalibratedStack& result, std::span<const PaperFigure> figures)
{
    std::vector<std::string> parts;
    for (const PaperFigure& figure : figures)
        parts.push_back(fmt::format("{} ({})", figure.id, figure.source.text));
    const std::size_t rows = result.fit.gemm.rows;
    const auto source = [&](std::string_view what) {
        return Source{SourceTag::Measured,
                      fmt::format("{} fitted to {} times of whole steps and sequences by `ralmscope-cli calibrate "
                                  "--kind {}`: {}",
                                  what, rows, kLaunchesKind, fmt::join(parts, "; "))};
    };
    result.fit.stack.decode = source("Launches, cache traffic and overlap");
    result.fit.stack.encode = source("Fixed time of an encoder pass");
    result.fit.gemm.source = source("Efficiency of matrix products in full precision");
    result.fit.gemm.stack = result.fit.stack.id;
}

} // namespace

tl::expected<CalibratedStack, FileProblems> calibrateLaunches(std::span<const PaperFigure> figures,
                                                              const Catalog& catalog, const RobustFitOptions& options)
{
    LaunchRows rows;
    FileProblems problems;
    for (const PaperFigure& figure : figures) {
        FileProblems own = addFigure(rows, figure, catalog);
        problems.insert(problems.end(), own.begin(), own.end());
    }
    if (!problems.empty())
        return tl::unexpected(std::move(problems));
    const auto fitted =
        std::count_if(rows.rows.begin(), rows.rows.end(), [](const MeasuredDesign& row) { return !row.heldOut; });
    if (static_cast<std::size_t>(fitted) < kFewestRows)
        return tl::unexpected(FileProblems{
            {figures.empty() ? "" : figures.front().table.file, "",
             fmt::format("{} times to fit launches to; {} are needed: rows of a series of kind fit whose search does "
                         "not run on the CPU",
                         fitted, kFewestRows)}});
    const std::string stackId = onlyOne(rows.stacks, "software stack", problems);
    const std::string gpuId = onlyOne(rows.gpus, "GPU", problems);
    if (!problems.empty())
        return tl::unexpected(std::move(problems));

    const auto stack = static_cast<std::size_t>(catalog.find(CatalogKind::Stack, stackId));
    const auto gpu = static_cast<std::size_t>(catalog.find(CatalogKind::Gpu, gpuId));
    CalibratedStack result{catalog.gpus[gpu], fitLaunches(catalog, stack, gpu, rows.rows, options), {}};
    setSources(result, figures);
    std::erase_if(result.gpu.kernels, [&](const KernelFit& old) {
        return old.kernel == KernelClass::Gemm && old.variant == result.fit.gemm.variant;
    });
    result.gpu.kernels.insert(result.gpu.kernels.begin(), result.fit.gemm);
    Catalog with = catalog;
    with.stacks[stack] = result.fit.stack;
    with.gpus[gpu] = result.gpu;
    addErrors(rows, with);
    result.series = std::move(rows.series);
    return result;
}

} // namespace ralmscope::cli
