// SPDX-License-Identifier: GPL-3.0-or-later
#include "series_summary.h"

#include <algorithm>
#include <cmath>
#include <limits>

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

} // namespace

SeriesReport summarise(const FigureSeries& series, std::vector<double> errors)
{
    SeriesReport report;
    report.name = series.name;
    report.metric = series.metric;
    report.kind = series.kind;
    report.tolerance = series.tolerance;
    const std::size_t asked = errors.size();
    std::erase_if(errors, [](double error) { return !std::isfinite(error); });
    report.unpredicted = asked - errors.size();
    std::sort(errors.begin(), errors.end());
    report.n = errors.size();
    report.median = quantile(errors, 0.5);
    report.p90 = quantile(errors, 0.9);
    report.max = quantile(errors, 1.0);
    if (series.kind == ComparisonKind::Informational)
        return report;
    report.pass = report.unpredicted == 0;
    if (report.n > 0)
        report.pass = report.pass && within(report.median, series.tolerance.median)
            && within(report.p90, series.tolerance.p90) && within(report.max, series.tolerance.max);
    return report;
}

} // namespace ralmscope
