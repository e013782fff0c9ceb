// SPDX-License-Identifier: GPL-3.0-or-later
#include "explore_frame.h"

#include "breakdown_chart.h"
#include "curve_chart.h"
#include "parameter_choices.h"
#include "sequence_chart.h"
#include "value_text.h"

#include <algorithm>
#include <cmath>

namespace ralmscope {

namespace {

constexpr std::array<const char*, 3> kCurveIds{"latency", "throughput", "energy"};
constexpr std::size_t kMostHelps = 5;
constexpr double kSmallestGain = 1e-3; ///< less than 0.1 % is no help

/// What a request needs, part by part, in the order in which the designs are evaluated.
struct Plan
{
    ParameterAxis axis;
    std::vector<BreakdownBar> bars;
    std::vector<Step> steps;
    MappingBars mapping;
};

std::vector<double> mustShow(const ExploreRequest& request, const Catalog& catalog, const MeasuredPoints* measured)
{
    const SessionState& state = request.state;
    // The preset's value too: coming back towards it, the axis does not move.
    std::vector<double> values{resolve(state.presetDesign, catalog)[state.xAxis]};
    for (const Metric metric : state.metrics) {
        const auto points = measured ? measured->along(state.design, state.xAxis, metric, catalog) : std::nullopt;
        if (points)
            values.insert(values.end(), points->x.begin(), points->x.end());
    }
    return values;
}

/// Not to retrieve at all is no improvement of a design that retrieves.
bool givesUpRetrieval(const DesignPoint& before, const DesignPoint& after)
{
    const auto none = [](const DesignPoint& design) {
        return design.choice<Organisation>(Parameter::RetrievalOrganisation) == Organisation::None;
    };
    return !none(before) && none(after);
}

/// Proposals that cost nothing are an assumption on the workload, not something to buy.
bool assumesFreeDrafts(const DesignPoint& before, const DesignPoint& after)
{
    const auto assumed = [](const DesignPoint& design) {
        return design.choice<SpeculationKind>(Parameter::LmSpeculation) == SpeculationKind::FreeDraft;
    };
    return !assumed(before) && assumed(after);
}

Plan makePlan(const ExploreRequest& request, const Catalog& catalog, const MeasuredPoints* measured)
{
    const SessionState& state = request.state;
    Plan plan;
    if (request.curves) {
        const double current = resolve(state.design, catalog)[state.xAxis];
        plan.axis = parameterAxis(state.xAxis, catalog, current, mustShow(request, catalog, measured));
    }
    if (request.details)
        plan.bars = breakdownBars(state, catalog);
    if (request.helps) {
        plan.steps = neighbouringSteps(state.design, catalog);
        std::erase_if(plan.steps, [&](const Step& step) {
            return givesUpRetrieval(state.design, step.design) || assumesFreeDrafts(state.design, step.design);
        });
    }
    if (request.mapping)
        plan.mapping = mappingBars(state.design, catalog);
    return plan;
}

void addCurve(std::vector<DesignPoint>& designs, DesignPoint design, const Axis& axis)
{
    for (const double value : axis.values) {
        DesignPoint point = design;
        setByUser(point, axis.parameter, value);
        designs.push_back(point);
    }
}

/// Hands out the results of planExplore() part by part, in its order.
class Reader
{
public:
    explicit Reader(std::span<const Result> results)
        : m_rest(results)
    {
    }
    std::span<const Result> take(std::size_t count)
    {
        count = std::min(count, m_rest.size());
        const auto part = m_rest.first(count);
        m_rest = m_rest.subspan(count);
        return part;
    }

private:
    std::span<const Result> m_rest;
};

std::vector<Help> bestHelps(const Result& current, std::span<const Step> steps, std::span<const Result> results)
{
    const bool runs = current.verdict.usable();
    std::vector<std::pair<double, Help>> helps; // by what they lead to
    for (std::size_t i = 0; i < steps.size() && i < results.size(); ++i) {
        const double after = results[i][Metric::Tpot];
        if (!results[i].verdict.usable() || !std::isfinite(after))
            continue;
        const double change = runs ? after / current[Metric::Tpot] - 1.0 : std::nan("");
        const double throughput = runs ? results[i][Metric::Tokens] / current[Metric::Tokens] - 1.0 : 0.0;
        if (!runs || change < -kSmallestGain)
            helps.emplace_back(after, Help{steps[i], change, throughput});
    }
    const auto order = [](const auto& help) { return std::pair(help.second.throughput < -kSmallestGain, help.first); };
    std::stable_sort(helps.begin(), helps.end(), [&](const auto& a, const auto& b) { return order(a) < order(b); });
    std::vector<Help> best;
    for (std::size_t i = 0; i < std::min(helps.size(), kMostHelps); ++i)
        best.push_back(helps[i].second);
    return best;
}

} // namespace

std::vector<DesignPoint> planExplore(const ExploreRequest& request, const Catalog& catalog,
                                     const MeasuredPoints* measured)
{
    const SessionState& state = request.state;
    const Plan plan = makePlan(request, catalog, measured);
    std::vector<DesignPoint> designs{state.design};
    if (state.baseline)
        designs.push_back(state.baseline->design);
    addCurve(designs, state.design, plan.axis.axis);
    if (state.baseline)
        addCurve(designs, state.baseline->design, plan.axis.axis);
    for (const BreakdownBar& bar : plan.bars)
        designs.push_back(bar.design);
    for (const Step& step : plan.steps)
        designs.push_back(step.design);
    for (const auto* bars : {&plan.mapping.variants, &plan.mapping.physics}) {
        for (const BreakdownBar& bar : *bars)
            designs.push_back(bar.design);
    }
    return designs;
}

ExploreFrame buildExplore(const ExploreRequest& request, const Catalog& catalog, std::span<const Result> results,
                          const MeasuredPoints* measured)
{
    const SessionState& state = request.state;
    const Plan plan = makePlan(request, catalog, measured);
    const std::size_t points = plan.axis.axis.values.size();
    Reader reader(results);
    ExploreFrame frame;
    frame.revision = request.revision;
    frame.state = state;
    frame.pointsShown = results.size();
    if (const auto current = reader.take(1); !current.empty())
        frame.current = current.front();
    if (const auto baseline = reader.take(state.baseline ? 1 : 0); !baseline.empty())
        frame.baseline = baseline.front();

    if (frame.current.verdict.usable())
        frame.origin = languageOrigin(resolve(state.design, catalog), frame.current.breakdown);
    CurveData data{&plan.axis, {}, {}, &frame.current};
    data.model = reader.take(points);
    data.baseline = reader.take(state.baseline ? points : 0);
    for (std::size_t i = 0; i < kCurveIds.size(); ++i) {
        frame.errors[i] = predictionError(state.metrics[i], state.design, frame.current, measured);
        frame.curves[i].id = kCurveIds[i];
        if (request.curves) {
            frame.curves[i] =
                curveChart(kCurveIds[i], state.metrics[i], state.logarithmic[i], state, catalog, data, measured);
        }
    }
    if (request.details) {
        const auto bars = reader.take(plan.bars.size());
        frame.breakdown = breakdownChart(BreakdownQuantity::Seconds, plan.bars, bars);
        frame.energyBreakdown = breakdownChart(BreakdownQuantity::Joules, plan.bars, bars);
        for (const BreakdownBar& bar : plan.bars)
            frame.breakdownDesigns.push_back(bar.design);
        const Result* baseline = frame.baseline ? &*frame.baseline : nullptr;
        frame.sequence = sequenceChart(state, catalog, frame.current, baseline, measured);
    }
    frame.helps = bestHelps(frame.current, plan.steps, reader.take(plan.steps.size()));
    if (request.mapping) {
        const auto bars = reader.take(plan.mapping.variants.size() + plan.mapping.physics.size());
        frame.mapping = mappingCharts(state.design, catalog, plan.mapping, bars, frame.current);
    }
    if (request.step)
        frame.step = stepCharts(state, catalog);
    return frame;
}

} // namespace ralmscope
