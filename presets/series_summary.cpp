// SPDX-License-Identifier: GPL-3.0-or-later
#include "series_summary.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>
#include <set>

#include <fmt/format.h>

namespace ralmscope {

namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

/// Quantile of sorted values, linear between neighbours.
double quantile(const std::vector<double>& sorted, double q)
{
    if (sorted.empty())
        return kNone;
    const double position = q * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(position);
    const std::size_t above = std::min(below + 1, sorted.size() - 1);
    return sorted[below] + (position - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

bool within(double error, const std::optional<double>& limit)
{
    return !limit || error <= *limit;
}

/// Counts of texts as notices.
void addCounts(FigureReport& report, const std::map<std::string, std::size_t>& counts, std::string_view text)
{
    for (const auto& [what, n] : counts)
        report.notices.push_back(fmt::format("{} rows {}: {}", n, text, what));
}

/// Rows that were measured alike.
struct RowErrors
{
    std::size_t series = 0; ///< of their first point
    std::vector<double> errors;
};

/// Errors of the points of each group, judged points only, each row once.
std::map<std::string, RowErrors> groupErrors(const FigureReport& report, const std::vector<RowRemark>& remarks)
{
    std::map<std::string, RowErrors> groups;
    std::vector<bool> seen(remarks.size(), false);
    for (const ComparedPoint& compared : report.points) {
        const std::size_t row = compared.point.rows.front();
        if (seen[row] || compared.leftOut)
            continue;
        seen[row] = true;
        RowErrors& group = groups.try_emplace(remarks[row].group, RowErrors{compared.point.series, {}}).first->second;
        group.errors.push_back(compared.error);
    }
    return groups;
}

} // namespace

SeriesReport summarise(const FigureSeries& series, std::vector<double> errors)
{
    SeriesReport report;
    report.name = series.name;
    report.quantity = series.quantity;
    report.label = series.label;
    report.unit = series.unit;
    report.kind = series.kind;
    report.tolerance = series.tolerance;
    const std::size_t asked = errors.size();
    std::erase_if(errors, [](double error) { return !std::isfinite(error); });
    report.unpredicted = asked - errors.size();
    std::sort(errors.begin(), errors.end());
    report.n = errors.size();
    report.mean =
        errors.empty() ? kNone : std::accumulate(errors.begin(), errors.end(), 0.0) / static_cast<double>(report.n);
    report.median = quantile(errors, 0.5);
    report.p90 = quantile(errors, 0.9);
    report.p95 = quantile(errors, 0.95);
    report.max = quantile(errors, 1.0);
    if (series.kind == ComparisonKind::Informational)
        return report;
    report.pass = report.unpredicted == 0;
    if (report.n > 0)
        report.pass = report.pass && within(report.median, series.tolerance.median)
            && within(report.p90, series.tolerance.p90) && within(report.p95, series.tolerance.p95)
            && within(report.max, series.tolerance.max);
    return report;
}

std::vector<double> errorsOf(const FigureReport& report, std::size_t series, const std::vector<RowRemark>* keptApart)
{
    std::vector<double> errors;
    for (const ComparedPoint& compared : report.points) {
        const bool wanted = !keptApart || (*keptApart)[compared.point.rows.front()].keptApart;
        if (compared.point.series == series && !compared.leftOut && wanted)
            errors.push_back(compared.error);
    }
    return errors;
}

void remarkOn(std::vector<ComparedPoint>& points, const std::vector<RowRemark>& remarks)
{
    if (remarks.empty())
        return;
    for (ComparedPoint& compared : points) {
        const RowRemark& remark = remarks[compared.point.rows.front()];
        compared.leftOut = !remark.leftOut.empty();
        compared.provenance = remark.text();
    }
}

void addRemarkedSeries(FigureReport& report, const PaperFigure& figure, bool shipped)
{
    const std::vector<RowRemark>& remarks = report.remarks;
    if (remarks.empty() || report.points.empty())
        return;
    for (std::size_t i = 0; shipped && isSplit(remarks) && i < figure.series.size(); ++i) {
        FigureSeries apart = figure.series[i];
        apart.name += ", rows kept apart";
        if (apart.kind == ComparisonKind::Fit)
            apart.kind = ComparisonKind::Prediction;
        report.series.push_back(summarise(apart, errorsOf(report, i, &remarks)));
        report.pass = report.pass && report.series.back().pass;
    }
    for (auto& [name, group] : groupErrors(report, remarks)) {
        FigureSeries informational = figure.series[group.series];
        informational.kind = ComparisonKind::Informational;
        informational.tolerance = {};
        informational.name = name;
        report.series.push_back(summarise(informational, std::move(group.errors)));
    }
    std::map<std::string, std::size_t> leftOut;
    std::map<std::string, std::size_t> standIns;
    for (const RowRemark& remark : remarks) {
        if (!remark.leftOut.empty())
            ++leftOut[remark.leftOut];
        else if (remark.provenance.starts_with("generic") || remark.provenance.starts_with("sibling"))
            ++standIns[remark.provenance];
    }
    addCounts(report, leftOut, "left out");
    addCounts(report, standIns, "predicted with constants of others");
}

void addPeers(FigureReport& report, const PaperFigure& figure, bool shipped)
{
    if (figure.peers.empty())
        return;
    const bool apartOnly = shipped && isSplit(report.remarks);
    std::set<std::pair<std::size_t, int>> seen;
    std::vector<double> errors;
    for (const ComparedPoint& compared : report.points) {
        const std::size_t row = compared.point.rows.front();
        const bool judged = figure.series[compared.point.series].kind != ComparisonKind::Informational;
        if (!judged || compared.leftOut || (apartOnly && !report.remarks[row].keptApart))
            continue;
        if (seen.insert({row, compared.point.output}).second)
            errors.push_back(compared.error);
    }
    FigureSeries pooled;
    pooled.name = apartOnly ? "rows kept apart, pooled" : "judged rows, pooled";
    pooled.kind = ComparisonKind::Informational;
    report.pooled = summarise(pooled, std::move(errors));
    report.peers = figure.peers;
}

} // namespace ralmscope
