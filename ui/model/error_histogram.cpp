// SPDX-License-Identifier: GPL-3.0-or-later
#include "error_histogram.h"

#include "format_quantity.h"
#include "nice_range.h"
#include "row_groups.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace ralmscope {

namespace {

constexpr std::size_t kFewestValues = 40;
constexpr int kBins = 40; ///< between both ends
constexpr double kCovered = 0.97; ///< share of every group that the range should hold
constexpr double kReaches[] = {1e-6, 1e-5, 1e-4, 1e-3, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5};

struct Errors
{
    std::string name;
    std::vector<double> values; ///< predicted / measured - 1
};

std::vector<Errors> judgedErrors(const PaperFigure& figure, const FigureReport& report)
{
    std::vector<Errors> groups;
    for (const RowGroup& group : kindGroups(figure, report)) {
        if (!group.judged)
            continue;
        Errors errors{group.name, {}};
        for (const ComparedPoint* point : group.points) {
            const double error = point->predicted / point->point.measured - 1.0;
            if (std::isfinite(error))
                errors.values.push_back(error);
        }
        if (!errors.values.empty())
            groups.push_back(std::move(errors));
    }
    return groups;
}

double shareWithin(const std::vector<double>& errors, double reach)
{
    const auto inside =
        std::count_if(errors.begin(), errors.end(), [reach](double error) { return std::fabs(error) <= reach; });
    return static_cast<double>(inside) / static_cast<double>(errors.size());
}

double reachOf(const std::vector<Errors>& groups)
{
    for (const double reach : kReaches) {
        if (std::all_of(groups.begin(), groups.end(),
                        [reach](const Errors& group) { return shareWithin(group.values, reach) >= kCovered; }))
            return reach;
    }
    return kReaches[std::size(kReaches) - 1];
}

/// Bins between -reach and +reach, and one more at each end for what lies beyond.
class Bins
{
public:
    explicit Bins(double reach)
        : m_reach(reach)
        , m_width(2.0 * reach / kBins)
    {
    }

    static constexpr int count() { return kBins + 2; }
    double middle(int bin) const { return -m_reach + (bin - 0.5) * m_width; }
    double minimum() const { return -m_reach - m_width; }
    double maximum() const { return m_reach + m_width; }

    std::size_t binOf(double error) const
    {
        const double place = std::floor((error + m_reach) / m_width) + 1.0;
        return static_cast<std::size_t>(std::clamp(place, 0.0, static_cast<double>(kBins + 1)));
    }

    std::string text(int bin) const
    {
        if (bin == 0)
            return fmt::format("below {} %", edge(0));
        if (bin == kBins + 1)
            return fmt::format("above {} %", edge(kBins));
        return fmt::format("{} to {} %", edge(bin - 1), edge(bin));
    }

private:
    /// Signed percent of the lower edge of the bin after `bin`; -0 is 0.
    std::string edge(int bin) const
    {
        const double percent = 100.0 * (-m_reach + bin * m_width);
        if (2 * bin == kBins)
            return "0";
        return (percent > 0.0 ? "+" : "") + formatNumber(percent, 3);
    }

    double m_reach;
    double m_width;
};

ChartSeries histogramOf(const Errors& errors, const Bins& bins, const PaperFigure& figure)
{
    ChartSeries series;
    series.name = errors.name;
    series.role = SeriesRole::Measured;
    series.style = SeriesStyle::Bars;
    series.provenance = figure.source.text;
    std::vector<std::size_t> counts(static_cast<std::size_t>(Bins::count()), 0);
    for (const double error : errors.values)
        ++counts[bins.binOf(error)];
    for (int bin = 0; bin < Bins::count(); ++bin) {
        const std::size_t count = counts[static_cast<std::size_t>(bin)];
        series.x.push_back(bins.middle(bin));
        series.y.push_back(static_cast<double>(count) / static_cast<double>(errors.values.size()));
        series.notes.push_back(fmt::format("{}: {} of {} values", bins.text(bin), count, errors.values.size()));
    }
    return series;
}

} // namespace

std::optional<ChartModel> errorHistogram(const PaperFigure& figure, const FigureReport& report)
{
    if (figure.ofDesigns())
        return std::nullopt;
    const auto groups = judgedErrors(figure, report);
    std::size_t values = 0;
    for (const Errors& group : groups)
        values += group.values.size();
    if (values < kFewestValues)
        return std::nullopt;
    const double reach = reachOf(groups);
    const Bins bins(reach);
    ChartModel chart;
    chart.id = "errors:" + figure.id;
    chart.title = figure.title + ", errors";
    for (const Errors& group : groups)
        chart.series.push_back(histogramOf(group, bins, figure));
    chart.x.label = "Error, predicted / measured − 1";
    chart.x.unit = "%";
    chart.x.minimum = bins.minimum();
    chart.x.maximum = bins.maximum();
    for (const double part : {-1.0, -0.5, 0.0, 0.5, 1.0}) {
        const double percent = 100.0 * part * reach;
        chart.x.ticks.emplace_back(part * reach, (part > 0.0 ? "+" : "") + formatNumber(percent, 3));
    }
    chart.y.label = "Share of values";
    chart.y.unit = "%";
    fitAxis(chart.y, chart.series);
    return chart;
}

} // namespace ralmscope
