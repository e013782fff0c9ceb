// SPDX-License-Identifier: GPL-3.0-or-later
#include "mapping_charts.h"

#include "crossover_chart.h"
#include "iterations_chart.h"
#include "mapping_variants.h"
#include "parameter_table.h"

#include <algorithm>

namespace ralmscope {

namespace {

constexpr double kOutlier = 2.5; ///< attention on the CPU must not make the rest unreadable

struct BarsText
{
    const char* id;
    const char* title;
};

ChartModel barsChart(const BarsText& text, BreakdownQuantity quantity, std::span<const BreakdownBar> bars,
                     std::span<const Result> results)
{
    ChartModel chart = breakdownChart(quantity, bars, results, kOutlier);
    chart.id = text.id;
    if (quantity == BreakdownQuantity::Joules)
        chart.id += "_energy";
    chart.title = text.title;
    // What cannot run has the room of its bar to say why.
    for (std::size_t i = 0; i < chart.categoryNotes.size(); ++i) {
        if (!chart.categoryNotes[i].empty())
            chart.categoryTexts[i] = chart.categoryNotes[i];
    }
    if (chart.segments.empty() && !chart.categoryNotes.empty()) {
        const auto current = static_cast<std::size_t>(chart.emphasised.value_or(0));
        chart.emptyText = "None of them can run. " + chart.categoryNotes[current];
    }
    return chart;
}

std::array<ChartModel, 2> barsCharts(const BarsText& text, std::span<const BreakdownBar> bars,
                                     std::span<const Result> results)
{
    return {barsChart(text, BreakdownQuantity::Seconds, bars, results),
            barsChart(text, BreakdownQuantity::Joules, bars, results)};
}

std::vector<DesignPoint> designsOf(std::span<const BreakdownBar> bars)
{
    std::vector<DesignPoint> designs;
    for (const BreakdownBar& bar : bars)
        designs.push_back(bar.design);
    return designs;
}

} // namespace

MappingBars mappingBars(const DesignPoint& design, const Catalog& catalog)
{
    MappingBars bars;
    for (MappingVariant& variant : mappingVariants(design, catalog))
        bars.variants.push_back({std::move(variant.name), variant.design, variant.isCurrent});
    const ParameterInfo& row = info(Parameter::MappingPhysics);
    for (std::size_t i = 0; i < row.choices.size(); ++i) {
        DesignPoint variant = design;
        variant.set(row.parameter, static_cast<double>(i));
        bars.physics.push_back({std::string(row.choiceLabels[i]), variant, variant == design});
    }
    return bars;
}

MappingCharts mappingCharts(const DesignPoint& design, const Catalog& catalog, const MappingBars& bars,
                            std::span<const Result> results, const Result& current)
{
    MappingCharts charts;
    charts.crossover = crossoverChart(fcCrossover(design, catalog), design, current.verdict);
    charts.iterations = iterationsChart(mappingTimeline(design, catalog), current.verdict);
    const std::size_t variants = std::min(bars.variants.size(), results.size());
    charts.variants = barsCharts({"mappings", "Mappings of this hardware"}, bars.variants, results.first(variants));
    charts.physics = barsCharts({"physics", "Our physics and the papers'"}, bars.physics, results.subspan(variants));
    charts.variantDesigns = designsOf(bars.variants);
    charts.physicsDesigns = designsOf(bars.physics);
    return charts;
}

} // namespace ralmscope
