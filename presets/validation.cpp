// SPDX-License-Identifier: GPL-3.0-or-later
#include "validation.h"

#include "metric_table.h"
#include "series_summary.h"
#include "simulate.h"
#include "table_coverage.h"
#include "verdict.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace ralmscope {

namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

/// Of a table model: outputs of every row. Empty for figures of designs.
using Predictions = std::vector<std::vector<double>>;

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

/// By the design of the point, or by the row's prediction where the figure has a model of its own.
void predictPoint(ComparedPoint& compared, const FigureSeries& series, const Predictions& predictions,
                  const Catalog& catalog)
{
    const PaperPoint& point = compared.point;
    if (!predictions.empty()) {
        const auto output = static_cast<std::size_t>(point.output);
        compared.predicted = predictions[point.rows.front()][output] * series.scale;
        if (!std::isfinite(compared.predicted))
            compared.problem = fmt::format("the model gives no {} for this row", series.quantity);
        return;
    }
    compared.predicted = predict(point.design, point.metric, catalog, compared.problem);
    if (point.over)
        compared.predicted /= predict(*point.over, point.metric, catalog, compared.problem);
}

ComparedPoint compare(PaperPoint point, const FigureSeries& series, const Predictions& predictions,
                      const Catalog& catalog)
{
    ComparedPoint compared;
    compared.point = std::move(point);
    predictPoint(compared, series, predictions, catalog);
    compared.error = series.tolerance.absolute ? std::fabs(compared.predicted - compared.point.measured)
                                               : std::fabs(compared.predicted / compared.point.measured - 1.0);
    if (!std::isfinite(compared.error) && compared.problem.empty())
        compared.problem = "the ratio is not finite";
    return compared;
}

/// What is wrong with cells by the figure and by its model, each cell once.
FileProblems joined(FileProblems problems, FileProblems others)
{
    for (FileProblem& other : others) {
        const auto same = [&other](const FileProblem& p) { return p.where == other.where && !p.where.empty(); };
        if (std::none_of(problems.begin(), problems.end(), same))
            problems.push_back(std::move(other));
    }
    return problems;
}

/// What of a user's table was not read or not judged.
void addCoverage(FigureReport& report, const PaperFigure& figure, const CsvTable& table)
{
    std::vector<bool> leftOut;
    for (const RowRemark& remark : report.remarks)
        leftOut.push_back(!remark.leftOut.empty());
    for (std::string& notice : unjudgedRows(figure, table, leftOut))
        report.notices.push_back(std::move(notice));
    if (const auto unused = unusedColumns(figure, table); !unused.empty())
        report.notices.push_back(fmt::format("columns that are not used: {}", fmt::join(unused, ", ")));
}

} // namespace

tl::expected<FigureReport, FileProblems> validateFigure(const PaperFigure& figure, const Catalog& catalog,
                                                        const CsvTable* replacement)
{
    const CsvTable& table = replacement ? *replacement : figure.table;
    auto points = paperPoints(figure, catalog, replacement);
    if (!points && (!figure.model || !figure.model->missingColumns(table).empty()))
        return tl::unexpected(std::move(points.error()));
    Predictions predictions;
    if (figure.model) {
        auto computed = figure.model->predict(table, catalog);
        if (!computed || !points)
            return tl::unexpected(joined(points ? FileProblems{} : std::move(points.error()),
                                         computed ? FileProblems{} : std::move(computed.error())));
        predictions = std::move(*computed);
    }
    FigureReport report;
    if (figure.model && figure.model->remarks) {
        auto said = figure.model->remarks(table, catalog);
        if (!said)
            return tl::unexpected(std::move(said.error()));
        report.remarks = std::move(*said);
    }
    report.id = figure.id;
    report.notices = std::move(points->notices);
    if (!figure.tokenColumn.empty()) {
        report.pass = false;
        report.notices.push_back(fmt::format("{} values of single tokens: drawn, not judged", points->points.size()));
        return report;
    }
    for (PaperPoint& point : points->points) {
        const FigureSeries& series = figure.series[point.series];
        report.points.push_back(compare(std::move(point), series, predictions, catalog));
    }
    remarkOn(report.points, report.remarks);
    for (std::size_t i = 0; i < figure.series.size(); ++i) {
        const SeriesReport& series = report.series.emplace_back(summarise(figure.series[i], errorsOf(report, i)));
        report.pass = report.pass && series.pass;
        if (series.kind != ComparisonKind::Informational)
            report.judged += series.n + series.unpredicted;
    }
    // A table of which nothing was judged must not look like agreement.
    report.pass = report.pass && report.judged > 0;
    addRemarkedSeries(report, figure, replacement == nullptr);
    addPeers(report, figure, replacement == nullptr);
    if (replacement)
        addCoverage(report, figure, *replacement);
    if (report.points.empty())
        report.notices.push_back("no row of the table belongs to a series: nothing was compared");
    else if (report.judged == 0)
        report.notices.push_back("every row is left out or only shown: nothing was judged");
    return report;
}

ValidationOutcome outcomeOf(std::span<const FigureReport> reports)
{
    const auto judged = [](const FigureReport& report) { return report.judged > 0; };
    if (std::none_of(reports.begin(), reports.end(), judged))
        return ValidationOutcome::NothingJudged;
    const bool good = std::all_of(reports.begin(), reports.end(),
                                  [&judged](const FigureReport& report) { return report.pass || !judged(report); });
    return good ? ValidationOutcome::Pass : ValidationOutcome::BeyondTolerance;
}

} // namespace ralmscope
