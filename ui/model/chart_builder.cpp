// SPDX-License-Identifier: GPL-3.0-or-later
#include "chart_builder.h"

#include "metric_table.h"
#include "paper_card.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace ralmscope {

namespace {

constexpr std::string_view kPaper = "paper:";
constexpr std::string_view kErrors = "errors:";

tl::expected<Figure, std::string> paperChart(std::string_view id, bool errors, const Catalog& catalog,
                                             std::span<const PaperFigure> papers)
{
    std::vector<std::string> ids;
    for (const PaperFigure& figure : papers) {
        ids.push_back(figure.id);
        if (figure.id != id)
            continue;
        PaperCard card = makePaperCard(figure, catalog);
        if (!errors)
            return std::move(card.chart);
        if (card.errors)
            return std::move(*card.errors);
        return tl::make_unexpected(fmt::format("'{}' has too few values for a chart of their errors", id));
    }
    return tl::make_unexpected(fmt::format("no paper figure '{}': allowed {}", id, fmt::join(ids, " | ")));
}

constexpr std::array<std::string_view, 6> kMappingIds{"fc_crossover",    "iterations", "mappings",
                                                      "mappings_energy", "physics",    "physics_energy"};

bool isMappingChart(std::string_view id)
{
    return std::find(kMappingIds.begin(), kMappingIds.end(), id) != kMappingIds.end();
}

ChartModel mappingChart(std::string_view id, MappingCharts charts)
{
    for (ChartModel* chart :
         {&charts.crossover, &charts.iterations, &charts.variants[0], &charts.variants[1], &charts.physics[0]}) {
        if (chart->id == id)
            return std::move(*chart);
    }
    return std::move(charts.physics[1]);
}

constexpr std::array<std::string_view, 4> kStepIds{"roofline", "timeline", "timeline_plain", "timeline_first"};

bool isStepChart(std::string_view id)
{
    return std::find(kStepIds.begin(), kStepIds.end(), id) != kStepIds.end();
}

ChartModel stepChart(std::string_view id, StepCharts charts)
{
    for (ChartModel& chart : charts.timelines) {
        if (chart.id == id)
            return std::move(chart);
    }
    return std::move(charts.roofline);
}

ExploreFrame evaluateFrame(const ExploreRequest& request, const Catalog& catalog, const Evaluate& evaluate,
                           const MeasuredPoints* measured)
{
    const auto designs = planExplore(request, catalog, measured);
    return buildExplore(request, catalog, evaluate(designs), measured);
}

} // namespace

std::vector<std::string> figureIds()
{
    std::vector<std::string> ids{"latency",          "throughput", "energy", "breakdown",
                                 "energy_breakdown", "sequence",   "system"};
    ids.insert(ids.end(), kStepIds.begin(), kStepIds.end());
    ids.insert(ids.end(), kMappingIds.begin(), kMappingIds.end());
    return ids;
}

tl::expected<Figure, std::string> buildFigure(std::string_view id, const SessionState& state, const Catalog& catalog,
                                              const Evaluate& evaluate, const MeasuredPoints* measured,
                                              std::span<const PaperFigure> papers)
{
    if (id.starts_with(kPaper))
        return paperChart(id.substr(kPaper.size()), false, catalog, papers);
    if (id.starts_with(kErrors))
        return paperChart(id.substr(kErrors.size()), true, catalog, papers);
    const auto ids = figureIds();
    const MetricInfo* metric = findMetric(id);
    if (!metric && std::find(ids.begin(), ids.end(), id) == ids.end()) {
        return tl::make_unexpected(
            fmt::format("no chart '{}': allowed {}, any metric id, paper:<figure id> or errors:<figure id>", id,
                        fmt::join(ids, " | ")));
    }
    ExploreRequest request{0, state, false, false, false};
    if (metric)
        request.state.metrics[0] = metric->metric;
    request.details = id == "breakdown" || id == "energy_breakdown" || id == "sequence";
    request.mapping = isMappingChart(id);
    request.step = isStepChart(id);
    request.curves = !request.details && !request.mapping && !request.step && id != "system";
    ExploreFrame frame = evaluateFrame(request, catalog, evaluate, measured);
    if (id == "system")
        return makeSystemPicture(frame, catalog);
    if (request.mapping)
        return mappingChart(id, std::move(frame.mapping));
    if (request.step)
        return stepChart(id, std::move(frame.step));
    if (id == "breakdown")
        return std::move(frame.breakdown);
    if (id == "energy_breakdown")
        return std::move(frame.energyBreakdown);
    if (id == "sequence")
        return std::move(frame.sequence);
    for (ChartModel& chart : frame.curves) {
        if (chart.id == id)
            return std::move(chart);
    }
    frame.curves[0].id = id;
    return std::move(frame.curves[0]);
}

} // namespace ralmscope
