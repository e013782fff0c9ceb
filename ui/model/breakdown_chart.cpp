// SPDX-License-Identifier: GPL-3.0-or-later
#include "breakdown_chart.h"

#include "design_match.h"
#include "feasibility.h"
#include "format_quantity.h"
#include "metric_table.h"
#include "nice_range.h"
#include "parameter_choices.h"
#include "parameter_table.h"
#include "resolved_design.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <functional>
#include <utility>

#include <fmt/format.h>

namespace ralmscope {

namespace {

using enum Parameter;

constexpr double kCutLength = 1.25; ///< of a cut bar, times the longest whole one
constexpr double kSmallestShare = 0.01; ///< of the longest bar; thinner stages cannot be seen
constexpr std::size_t kMostColours = 6; ///< beside the rest

DesignPoint withOrganisation(DesignPoint design, Organisation organisation)
{
    design.set(RetrievalOrganisation, static_cast<double>(organisation));
    return design;
}

/// Power of two of nodes that hold the database once.
double fewestNodes(DesignPoint design, const Catalog& catalog)
{
    design.set(FpgaCount, 1.0);
    const ResolvedDesign one = resolve(design, catalog);
    const double needed = nodeMemoryNeeded(one) * one[FpgaNodesPerReplica] / one[FpgaMemory];
    double nodes = 1.0;
    while (nodes < needed && nodes < info(FpgaCount).maximum)
        nodes *= 2.0;
    return std::max(nodes, one[FpgaNodesPerReplica]);
}

std::string fpgaLabel(double nodes, Organisation organisation)
{
    return fmt::format("{:.0f} FPGA node{}{}", nodes, nodes == 1.0 ? "" : "s",
                       organisation == Organisation::FpgaCpuIndex ? ", CPU index" : "");
}

std::string labelOf(const DesignPoint& design, const Catalog& catalog)
{
    const ResolvedDesign resolved = resolve(design, catalog);
    switch (const auto organisation = resolved.choice<Organisation>(RetrievalOrganisation)) {
    case Organisation::None:
        return "No retrieval";
    case Organisation::Cpu:
        return fmt::format("CPU, {:.0f} core{}", resolved[CpuCores], resolved[CpuCores] == 1.0 ? "" : "s");
    case Organisation::CpuGpuIndex:
        return "CPU + GPU index";
    default:
        return fpgaLabel(resolved[FpgaCount], organisation);
    }
}

/// Collects bars; a design that gives the same result as one before it is not drawn twice.
class BarList
{
public:
    BarList(const DesignPoint& current, const Catalog& catalog)
        : m_catalog(catalog)
        , m_current(current)
    {
    }
    void add(const DesignPoint& design) { add(design, labelOf(design, m_catalog)); }
    void add(const DesignPoint& design, std::string label)
    {
        const auto same = [&](const BreakdownBar& bar) { return sameSystem(bar.design, design, m_catalog); };
        if (std::none_of(m_bars.begin(), m_bars.end(), same))
            m_bars.push_back({std::move(label), design, sameSystem(design, m_current, m_catalog)});
    }
    std::vector<BreakdownBar> take() { return std::move(m_bars); }

private:
    const Catalog& m_catalog;
    DesignPoint m_current;
    std::vector<BreakdownBar> m_bars;
};

/// Designs with FPGA nodes, by rising count, the current one among them.
void addFpgaBars(BarList& bars, const DesignPoint& current, const Catalog& catalog)
{
    const bool onFpga = resolve(current, catalog).usesFpga();
    const DesignPoint design = onFpga ? current : withOrganisation(current, Organisation::FpgaGpuIndex);
    std::vector<double> counts;
    if (design[SystemAccelerators] == 0.0) {
        const double fewest = fewestNodes(design, catalog);
        counts = {fewest, 4.0 * fewest};
    }
    if (onFpga)
        counts.push_back(design[FpgaCount]);
    std::sort(counts.begin(), counts.end());
    for (const double count : counts) {
        DesignPoint variant = design;
        variant.set(FpgaCount, count);
        if (isAllowed(info(FpgaCount), count))
            bars.add(variant);
    }
}

double amount(const StageCost& cost, BreakdownQuantity quantity)
{
    return quantity == BreakdownQuantity::Seconds ? cost.seconds : cost.joules;
}

double amount(const Result& result, Stage stage, DeviceKind device, BreakdownQuantity quantity)
{
    double sum = 0.0;
    for (const StageCost& cost : result.breakdown.entries()) {
        if (cost.stage == stage && cost.device == device)
            sum += amount(cost, quantity);
    }
    return std::isfinite(sum) ? sum : 0.0;
}

double total(const Result& result, BreakdownQuantity quantity)
{
    const Breakdown& breakdown = result.breakdown;
    const double sum = quantity == BreakdownQuantity::Seconds ? breakdown.seconds() : breakdown.joules();
    return result.verdict.usable() && std::isfinite(sum) ? sum : 0.0;
}

double longestBar(std::span<const Result> results, BreakdownQuantity quantity)
{
    double longest = 0.0;
    for (const Result& result : results)
        longest = std::max(longest, total(result, quantity));
    return longest;
}

/// Where outliers are cut, so that they do not squeeze the others into nothing; none without outliers.
std::optional<double> cutLength(std::span<const BreakdownBar> bars, std::span<const Result> results,
                                BreakdownQuantity quantity, double outlier)
{
    double current = 0.0;
    for (std::size_t i = 0; i < bars.size() && i < results.size(); ++i) {
        if (bars[i].current)
            current = total(results[i], quantity);
    }
    if (current <= 0.0 || longestBar(results, quantity) <= outlier * current)
        return std::nullopt;
    double longestWhole = 0.0;
    for (const Result& result : results) {
        if (total(result, quantity) <= outlier * current)
            longestWhole = std::max(longestWhole, total(result, quantity));
    }
    return kCutLength * longestWhole;
}

BarSegment segmentOf(Stage stage, DeviceKind device, std::span<const Result> results, BreakdownQuantity quantity)
{
    BarSegment segment;
    segment.name = fmt::format("{} {}", deviceKindName(device), stageName(stage));
    // A name begins with a capital: "Network transfers".
    segment.name.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(segment.name.front())));
    segment.shortName = stageName(stage);
    segment.device = device;
    for (const Result& result : results)
        segment.values.push_back(result.verdict.usable() ? amount(result, stage, device, quantity) : 0.0);
    return segment;
}

double largestValue(const BarSegment& segment)
{
    return segment.values.empty() ? 0.0 : *std::max_element(segment.values.begin(), segment.values.end());
}

/// Every stage of every device that takes anything, devices together.
std::vector<BarSegment> allSegments(std::span<const Result> results, BreakdownQuantity quantity)
{
    std::vector<BarSegment> segments;
    for (std::size_t d = 0; d < kDeviceKindCount; ++d) {
        for (std::size_t s = 0; s < kStageCount; ++s) {
            BarSegment segment = segmentOf(static_cast<Stage>(s), static_cast<DeviceKind>(d), results, quantity);
            if (largestValue(segment) > 0.0)
                segments.push_back(std::move(segment));
        }
    }
    return segments;
}

/// Stages from this size on get a colour of their own: those that can be seen, and no more of them than a legend holds.
double smallestColoured(std::span<const BarSegment> segments, double longest)
{
    std::vector<double> sizes;
    for (const BarSegment& segment : segments)
        sizes.push_back(largestValue(segment));
    std::sort(sizes.begin(), sizes.end(), std::greater<>());
    const double visible = kSmallestShare * longest;
    return sizes.size() > kMostColours ? std::max(visible, sizes[kMostColours - 1]) : visible;
}

/// One colour each for stage and device; what is too small for one together in the last.
std::vector<BarSegment> segmentsOf(std::span<const Result> results, BreakdownQuantity quantity, double longest)
{
    std::vector<BarSegment> segments = allSegments(results, quantity);
    const double smallest = smallestColoured(segments, longest);
    BarSegment rest{{}, DeviceKind::Cpu, 2, std::vector<double>(results.size(), 0.0)};
    double largestOfRest = 0.0;
    std::array<int, kDeviceKindCount> tints{};
    std::erase_if(segments, [&](BarSegment& segment) {
        const double largest = largestValue(segment);
        if (largest >= smallest) {
            segment.tint = tints[static_cast<std::size_t>(segment.device)]++;
            return false;
        }
        largestOfRest = std::max(largestOfRest, largest);
        for (std::size_t i = 0; i < results.size(); ++i)
            rest.values[i] += segment.values[i];
        return true;
    });
    if (largestOfRest > 0.0) {
        rest.name =
            fmt::format("Other, up to {:.0f} % each", std::max(1.0, std::ceil(100.0 * largestOfRest / longest)));
        segments.push_back(std::move(rest));
    }
    return segments;
}

} // namespace

std::vector<BreakdownBar> breakdownBars(const SessionState& state, const Catalog& catalog)
{
    BarList bars(state.design, catalog);
    if (state.baseline)
        bars.add(state.baseline->design, state.baseline->name.toStdString());
    const DesignPoint& current = state.design;
    if (current.choice<Organisation>(RetrievalOrganisation) == Organisation::None)
        bars.add(current);
    // As many GPUs, also where they are a share of a total that only FPGA systems have.
    DesignPoint onCpu = current;
    onCpu.set(GpuCount, resolve(current, catalog)[GpuCount]);
    for (const Organisation organisation : {Organisation::Cpu, Organisation::CpuGpuIndex})
        bars.add(withOrganisation(onCpu, organisation));
    addFpgaBars(bars, current, catalog);
    return bars.take();
}

ChartModel breakdownChart(BreakdownQuantity quantity, std::span<const BreakdownBar> bars,
                          std::span<const Result> results, double outlier)
{
    const bool seconds = quantity == BreakdownQuantity::Seconds;
    const MetricInfo& row = info(seconds ? Metric::Tpot : Metric::EnergyPerToken);
    ChartModel chart;
    chart.kind = ChartKind::StackedBars;
    chart.id = seconds ? "breakdown" : "energy_breakdown";
    chart.title = seconds ? "Where a token's time goes" : "Where a token's energy goes";
    chart.x.label = row.label;
    chart.x.unit = row.unit;
    chart.cutAt = cutLength(bars, results, quantity, outlier);
    const double longest = chart.cutAt.value_or(longestBar(results, quantity));
    chart.segments = segmentsOf(results, quantity, longest);
    for (std::size_t i = 0; i < bars.size() && i < results.size(); ++i) {
        const Verdict& verdict = results[i].verdict;
        chart.categories.push_back(bars[i].label);
        chart.categoryTexts.push_back(verdict.usable() ? formatQuantity(total(results[i], quantity), row.unit).text()
                                          : verdict.status == Status::Infeasible ? "does not fit"
                                                                                 : "not possible");
        chart.categoryNotes.push_back(verdict.usable() ? std::string() : describe(verdict));
        if (bars[i].current)
            chart.emphasised = i;
    }
    // Room for the total behind the longest bar.
    chart.x.maximum = niceCeiling(longest > 0.0 ? 1.15 * longest : 1.0);
    if (chart.segments.empty())
        chart.emptyText = "Nothing to break down: no variant of this design can run.";
    return chart;
}

} // namespace ralmscope
