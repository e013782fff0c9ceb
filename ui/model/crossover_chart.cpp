// SPDX-License-Identifier: GPL-3.0-or-later
#include "crossover_chart.h"

#include "format_quantity.h"
#include "metric_table.h"
#include "nice_range.h"
#include "parameter_choices.h"
#include "parameter_table.h"
#include "stage.h"

#include <cmath>

#include <fmt/format.h>

namespace ralmscope {

namespace {

constexpr double kSameWithin = 0.005; ///< relative: alpha and the crossing are one

ChartSeries curve(const FcCrossover& crossover, DeviceKind device, double FcCrossoverPoint::*seconds)
{
    ChartSeries series;
    series.name = fmt::format("{} on {}", stageName(Stage::FullyConnected), deviceKindName(device));
    series.device = device;
    series.provenance = "model";
    for (const FcCrossoverPoint& point : crossover.points) {
        series.x.push_back(point.rows);
        series.y.push_back(point.*seconds);
    }
    return series;
}

std::string rowsText(double rows)
{
    return formatNumber(rows, 3);
}

bool inside(const ChartAxis& axis, double value)
{
    return value >= axis.minimum && value <= axis.maximum;
}

void addMarks(ChartModel& chart, const FcCrossover& crossover)
{
    const double low = std::fmin(crossover.firstRows, crossover.lastRows);
    const double high = std::fmax(crossover.firstRows, crossover.lastRows);
    if (low > 0.0 && inside(chart.x, low) && inside(chart.x, high)) {
        // A batch whose requests all end together has one number of rows.
        const std::string rows = high > low ? fmt::format("this batch: {} – {}", rowsText(low), rowsText(high))
                                            : "this batch: " + rowsText(low);
        chart.marks.push_back({ChartMark::Axis::X, low, high, rows, {}});
    }
    const bool same = std::fabs(crossover.alpha - crossover.crossing) <= kSameWithin * crossover.crossing;
    if (!same && inside(chart.x, crossover.crossing))
        chart.marks.push_back({ChartMark::Axis::X,
                               crossover.crossing,
                               crossover.crossing,
                               "crossing at " + rowsText(crossover.crossing),
                               {}});
    if (inside(chart.x, crossover.alpha))
        chart.marks.push_back({ChartMark::Axis::X, crossover.alpha, crossover.alpha,
                               fmt::format("{} {}{}", info(Parameter::MappingAlpha).label, rowsText(crossover.alpha),
                                           same ? ", the crossing" : ""),
                               DeviceKind::Pim});
}

std::string whyEmpty(const DesignPoint& design, const Verdict& verdict)
{
    if (!verdict.usable())
        return describe(verdict);
    if (design[Parameter::PimFcStacks] > 0.0)
        return "There is nothing to compare: one side cannot compute these layers.";
    const ParameterInfo& fc = info(Parameter::MappingFc);
    return fmt::format(
        "This design has no {}. Set “{}” to {} and drag their number, or open a system that has them, such as PAPI.",
        info(Parameter::PimFcStacks).label, fc.label, choiceLabel(fc, static_cast<double>(FcMapping::Dynamic)));
}

} // namespace

ChartModel crossoverChart(const FcCrossover& crossover, const DesignPoint& design, const Verdict& verdict)
{
    ChartModel chart;
    chart.id = "fc_crossover";
    chart.title = "FC layers of a step";
    chart.x.label = "rows n of a step (RLP × TLP)";
    chart.x.logarithmic = true;
    chart.y.label = fmt::format("{} of a step", stageName(Stage::FullyConnected));
    chart.y.unit = info(Metric::Tpot).unit;
    chart.y.logarithmic = true;
    if (crossover.points.size() < 2) {
        chart.x.minimum = 1.0;
        chart.x.maximum = 10.0;
        fitAxis(chart.y, {});
        chart.emptyText = whyEmpty(design, verdict);
        return chart;
    }
    chart.x.minimum = crossover.points.front().rows;
    chart.x.maximum = crossover.points.back().rows;
    chart.series = {curve(crossover, DeviceKind::Gpu, &FcCrossoverPoint::gpuSeconds),
                    curve(crossover, DeviceKind::Pim, &FcCrossoverPoint::pimSeconds)};
    fitAxis(chart.y, chart.series);
    addMarks(chart, crossover);
    return chart;
}

} // namespace ralmscope
