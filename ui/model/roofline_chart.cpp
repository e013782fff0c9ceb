// SPDX-License-Identifier: GPL-3.0-or-later
#include "roofline_chart.h"

#include "format_quantity.h"
#include "parameter_choices.h"
#include "parameter_table.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

namespace ralmscope {

namespace {

constexpr double kMargin = 1.3; ///< factor of room around points
constexpr double kDeepest = 1e-5; ///< of the highest roof: slower points do not stretch the axis further

std::string_view boundText(OperatorBound bound)
{
    switch (bound) {
    case OperatorBound::Bandwidth:
        return "bound by memory bandwidth";
    case OperatorBound::Compute:
        return "bound by arithmetic";
    case OperatorBound::Fixed:
        break;
    }
    return "bound by launches and other fixed costs";
}

std::string_view passText(StepPass pass)
{
    return pass == StepPass::Prefill ? "the prefill" : "the decoding step";
}

std::string noteOf(const ProfiledOperator& entry, const StepProfile& profile)
{
    const Roof& roof = profile.roofs[entry.roof];
    std::string note = entry.shape.empty() ? std::string() : entry.shape + "\n";
    note += fmt::format("{}, {}, {}\n", formatQuantity(entry.flops, "FLOP", 4).text(),
                        formatQuantity(entry.bytes, "B", 4).text(), formatQuantity(entry.seconds, "s", 4).text());
    note += fmt::format("{} % of {}\n", formatNumber(100.0 * entry.share, 3), passText(entry.pass));
    note += fmt::format("{}: {} % of the roof of {}", boundText(entry.bound),
                        formatNumber(100.0 * entry.rate / roof.at(entry.intensity()), 3), roof.name);
    return note;
}

/// Points of the passes and devices that `wanted` accepts, those that take longest first.
ChartSeries pointsOf(const StepProfile& profile, const auto& wanted)
{
    std::vector<const ProfiledOperator*> found;
    for (const ProfiledOperator& entry : profile.operators) {
        if (entry.hasPoint() && wanted(entry))
            found.push_back(&entry);
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const ProfiledOperator* a, const ProfiledOperator* b) { return a->seconds > b->seconds; });
    ChartSeries series;
    series.style = SeriesStyle::Points;
    for (const ProfiledOperator* entry : found) {
        series.x.push_back(entry->intensity());
        series.y.push_back(entry->rate);
        series.labels.push_back(entry->name);
        series.notes.push_back(noteOf(*entry, profile));
    }
    return series;
}

void add(ChartModel& chart, ChartSeries series)
{
    if (!series.x.empty())
        chart.series.push_back(std::move(series));
}

void addPoints(ChartModel& chart, const StepProfile& profile)
{
    constexpr std::array<DeviceKind, 3> kDevices{DeviceKind::Gpu, DeviceKind::Pim, DeviceKind::Cpu};
    for (const bool prefill : {false, true}) {
        for (const DeviceKind device : kDevices) {
            ChartSeries series = pointsOf(profile, [=](const ProfiledOperator& entry) {
                return entry.device == device && (entry.pass == StepPass::Prefill) == prefill;
            });
            series.device = device;
            series.hollow = prefill;
            series.name = prefill ? "Prefill" : "Decoding step";
            if (device != DeviceKind::Gpu)
                series.name += fmt::format(" on {}", deviceKindName(device));
            series.provenance = "model";
            add(chart, std::move(series));
        }
    }
}

/// Whole decades around the points and the ridges.
void fitAxes(ChartModel& chart, const StepProfile& profile)
{
    double left = profile.roofs.front().ridge();
    double right = left;
    double high = 0.0;
    for (const Roof& roof : profile.roofs) {
        left = std::min(left, roof.ridge());
        right = std::max(right, roof.ridge());
        high = std::max(high, roof.peakFlops);
    }
    double low = high;
    for (const ChartSeries& series : chart.series) {
        for (std::size_t i = 0; i < series.x.size(); ++i) {
            left = std::min(left, series.x[i]);
            right = std::max(right, series.x[i]);
            low = std::min(low, series.y[i]);
        }
    }
    const auto below = [](double value) { return std::pow(10.0, std::floor(std::log10(value))); };
    const auto above = [](double value) { return std::pow(10.0, std::ceil(std::log10(value))); };
    chart.x.minimum = below(left / kMargin);
    chart.x.maximum = above(right * kMargin);
    chart.y.minimum = below(std::max(low / kMargin, kDeepest * high));
    chart.y.maximum = above(high * 1.05);
}

ChartSeries roofSeries(const Roof& roof, const ChartAxis& x)
{
    ChartSeries series;
    series.name = roof.name;
    series.role = SeriesRole::Limit;
    series.device = roof.device;
    series.x = {x.minimum, std::clamp(roof.ridge(), x.minimum, x.maximum), x.maximum};
    for (const double intensity : series.x)
        series.y.push_back(roof.at(intensity));
    series.provenance = fmt::format("{}, {}", formatQuantity(roof.peakFlops, "FLOP/s", 4).text(),
                                    formatQuantity(roof.bandwidth, "B/s", 4).text());
    return series;
}

/// Where the FC layers stand and where they would change sides; only where stacks could run them.
void addMarks(ChartModel& chart, const StepProfile& profile)
{
    const auto mark = [&](double intensity, std::string text) {
        if (intensity > 0.0)
            chart.marks.push_back({ChartMark::Axis::X, intensity, intensity, std::move(text), DeviceKind::Pim});
    };
    const bool pim = std::any_of(profile.roofs.begin(), profile.roofs.end(),
                                 [](const Roof& roof) { return roof.device == DeviceKind::Pim; });
    if (pim)
        mark(profile.fcIntensity, fmt::format("FC layers, n = {}", formatNumber(profile.rows, 4)));
    mark(profile.alphaIntensity, fmt::format("alpha = {}", formatNumber(profile.alpha, 4)));
}

} // namespace

ChartModel rooflineChart(const StepProfile& profile, const StepProfile* baseline, const std::string& baselineName)
{
    ChartModel chart;
    chart.id = "roofline";
    chart.title = "Roofline of one model copy";
    chart.x.label = "Arithmetic intensity";
    chart.x.unit = "FLOP/B";
    chart.y.label = "Rate";
    chart.y.unit = "FLOP/s";
    chart.x.logarithmic = true;
    chart.y.logarithmic = true;
    if (profile.isEmpty()) {
        chart.emptyText = profile.verdict.usable()
            ? fmt::format("A paper's own model of decoding has no operators to show. Set {} to {} for the roofline.",
                          info(Parameter::MappingPhysics).label,
                          info(Parameter::MappingPhysics).choiceLabels[static_cast<std::size_t>(Physics::Own)])
            : describe(profile.verdict);
        return chart;
    }
    if (baseline && !baseline->isEmpty()) {
        ChartSeries series =
            pointsOf(*baseline, [](const ProfiledOperator& entry) { return entry.pass == StepPass::Decode; });
        series.role = SeriesRole::Baseline;
        series.hollow = true;
        series.name = baselineName;
        add(chart, std::move(series));
    }
    if (profile.iteration.decays)
        chart.title += ": " + profile.iteration.text();
    addPoints(chart, profile);
    fitAxes(chart, profile);
    std::vector<ChartSeries> roofs;
    for (const Roof& roof : profile.roofs)
        roofs.push_back(roofSeries(roof, chart.x));
    chart.series.insert(chart.series.begin(), roofs.begin(), roofs.end());
    addMarks(chart, profile);
    return chart;
}

} // namespace ralmscope
