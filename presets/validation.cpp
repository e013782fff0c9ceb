// SPDX-License-Identifier: GPL-3.0-or-later
#include "validation.h"

#include "kernel_validation.h"
#include "metric_table.h"
#include "series_summary.h"
#include "simulate.h"
#include "verdict.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace ralmscope {

namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

/// The metric of one design, or NaN and why.
double predict(const DesignPoint& design, Metric metric, const Catalog& catalog, std::string& problem)
{
    const Result result = simulate(design, catalog);
    const double value = result[metric];
    if (result.verdict.usable() && std::isfinite(value))
        return value;
    problem = result.verdict.usable() ? fmt::format("{} does not apply to this design", info(metric).id)
                                      : describe(result.verdict);
    return kNone;
}

ComparedPoint compare(PaperPoint point, const FigureSeries& series, const Catalog& catalog)
{
    ComparedPoint compared;
    compared.predicted = predict(point.design, point.metric, catalog, compared.problem);
    if (point.over)
        compared.predicted /= predict(*point.over, point.metric, catalog, compared.problem);
    compared.error = series.tolerance.absolute ? std::fabs(compared.predicted - point.measured)
                                               : std::fabs(compared.predicted / point.measured - 1.0);
    if (!std::isfinite(compared.error) && compared.problem.empty())
        compared.problem = "the ratio is not finite";
    compared.point = std::move(point);
    return compared;
}

} // namespace

tl::expected<FigureReport, FileProblems> validateFigure(const PaperFigure& figure, const Catalog& catalog,
                                                        const CsvTable* replacement)
{
    if (figure.kernel)
        return validateKernels(figure, catalog, replacement);
    auto points = paperPoints(figure, catalog, replacement);
    if (!points)
        return tl::unexpected(std::move(points.error()));
    FigureReport report;
    report.id = figure.id;
    report.notices = std::move(points->notices);
    if (!figure.tokenColumn.empty())
        return report;
    for (PaperPoint& point : points->points) {
        const FigureSeries& series = figure.series[point.series];
        report.points.push_back(compare(std::move(point), series, catalog));
    }
    // A table of which nothing was compared must not look like agreement.
    report.pass = !report.points.empty();
    for (std::size_t i = 0; i < figure.series.size(); ++i) {
        std::vector<double> errors;
        for (const ComparedPoint& compared : report.points) {
            if (compared.point.series == i)
                errors.push_back(compared.error);
        }
        report.series.push_back(summarise(figure.series[i], std::move(errors)));
        report.pass = report.pass && report.series.back().pass;
    }
    if (report.points.empty())
        report.notices.push_back("no row of the table belongs to a series: nothing was compared");
    return report;
}

bool allPass(std::span<const FigureReport> reports)
{
    return std::all_of(reports.begin(), reports.end(), [](const FigureReport& report) { return report.pass; });
}

} // namespace ralmscope
