// SPDX-License-Identifier: GPL-3.0-or-later
#include "step_timeline.h"

#include "feasibility.h"
#include "gpu_passes.h"
#include "layer_order.h"
#include "parameter_choices.h"
#include "schedule.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace ralmscope {

namespace {

using enum Parameter;

constexpr double kSliver = 1e-9; ///< of the step: shorter remainders are rounding

/// Rows of the timeline from top to bottom.
enum class Lane
{
    Gpu,
    PrefillGpu,
    Links,
    Pim,
    Cpu,
    Network,
    Fpga
};

Lane laneOf(DeviceKind device, Stage stage)
{
    switch (device) {
    case DeviceKind::Gpu:
        return Lane::Gpu;
    case DeviceKind::Pim:
        return Lane::Pim;
    case DeviceKind::Cpu:
        return Lane::Cpu;
    case DeviceKind::Fpga:
        return Lane::Fpga;
    case DeviceKind::Network:
        break;
    }
    return stage == Stage::Communication ? Lane::Links : Lane::Network;
}

TimelineLane laneInfo(Lane lane)
{
    switch (lane) {
    case Lane::Gpu:
        return {std::string(deviceKindName(DeviceKind::Gpu)), DeviceKind::Gpu};
    case Lane::PrefillGpu:
        return {fmt::format("{} {}", stageName(Stage::Prefill), deviceKindName(DeviceKind::Gpu)), DeviceKind::Gpu};
    case Lane::Links:
        return {std::string(stageName(Stage::Communication)), DeviceKind::Network};
    case Lane::Pim:
        return {std::string(deviceKindName(DeviceKind::Pim)), DeviceKind::Pim};
    case Lane::Cpu:
        return {std::string(deviceKindName(DeviceKind::Cpu)), DeviceKind::Cpu};
    case Lane::Network:
        return {"Network", DeviceKind::Network};
    case Lane::Fpga:
        break;
    }
    return {std::string(deviceKindName(DeviceKind::Fpga)), DeviceKind::Fpga};
}

/// Collectives are kernels of the GPUs; here they are shown where they wait, on the links.
DeviceKind shownOn(Stage stage, DeviceKind device)
{
    return stage == Stage::Communication && device == DeviceKind::Gpu ? DeviceKind::Network : device;
}

/// Spans one after the other. TimelineSpan::lane is a Lane here.
class Chain
{
public:
    void add(std::string name, Stage stage, DeviceKind runsOn, double seconds, std::string detail = {})
    {
        if (!(seconds > 0.0))
            return;
        const DeviceKind device = shownOn(stage, runsOn);
        const auto lane =
            static_cast<std::size_t>(m_apart && device == DeviceKind::Gpu ? Lane::PrefillGpu : laneOf(device, stage));
        m_spans.push_back(
            {std::move(name), std::move(detail), stage, device, lane, 0, m_end, m_end + seconds, seconds});
        m_end += seconds;
    }
    void add(Stage stage, DeviceKind device, double seconds)
    {
        add(std::string(stageName(stage)), stage, device, seconds);
    }

    /// The parts of a pass in the order of a layer.
    void addPass(const LanguageModel& model, const PassCost& pass, const StepOperators& operators,
                 const StepBeside& beside)
    {
        m_layers = {};
        for (OrderedSpan& piece : layerOrder(model, pass, operators, beside)) {
            if (piece.inLayers && m_layers.layers <= 0.0)
                m_layers = {model.decoderLayers, m_end, m_end};
            add(std::move(piece.span.name), piece.span.stage, piece.span.device, piece.span.seconds,
                std::move(piece.span.detail));
            if (piece.inLayers)
                m_layers.end = m_end;
        }
        if (operators.empty())
            m_layers = {};
    }

    void setApart(bool apart) { m_apart = apart; } ///< what follows is on the GPUs that only prefill
    double seconds() const { return m_end; }
    const std::vector<TimelineSpan>& spans() const { return m_spans; }
    const TimelineLayers& layers() const { return m_layers; }

private:
    std::vector<TimelineSpan> m_spans;
    TimelineLayers m_layers;
    double m_end = 0.0;
    bool m_apart = false;
};

void addRetrieval(Chain& chain, const ResolvedDesign& d, const Schedule& s)
{
    const RetrievalCost& r = s.retrieval;
    for (const StageCost& part : s.step.encode.parts.entries())
        chain.add(part.stage, part.device, part.seconds);
    if (!d.retrieves())
        return;
    const DeviceKind searcher = d.usesFpga() ? DeviceKind::Fpga : DeviceKind::Cpu;
    chain.add(Stage::IndexScan, d.indexOnGpu() ? DeviceKind::Gpu : DeviceKind::Cpu, r.index);
    chain.add(Stage::SearchPath, DeviceKind::Cpu, r.searchPath);
    chain.add(Stage::Queueing, searcher, s.retrievals > 0.0 ? (s.duration - s.unsaturated) / s.retrievals : 0.0);
    chain.add(Stage::Transfer, DeviceKind::Network, r.transfer);
    chain.add(Stage::LookupTable, searcher, r.tables);
    chain.add(Stage::CodeScan, searcher, r.scan);
}

/// The mean step of a batch whose rows do not decay.
void addMeanDecode(Chain& chain, const ResolvedDesign& d, const Schedule& s, const GpuPasses& passes,
                   const MappedDecoder& decoder)
{
    StepOperators operators;
    StepBeside beside;
    if (d.physics() == Physics::Own) {
        DecodeSpan span = decodeSpan(d, subBatchSize(d));
        span.batch = s.step.meanRows / span.newTokens;
        const bool inStacks = s.step.pimFcShare > 0.0;
        decoder.gpuWork(span.batch, inStacks, &operators);
        if (d.attentionOn() == AttentionMapping::Gpu)
            passes.attention(span, &operators);
        beside = decoder.beside(span.batch, decoder.meanContext(), inStacks);
    }
    chain.addPass(*d.model, s.step.decode.scaled(1.0 / s.step.steps), operators, beside);
}

DecodeIteration addDecode(Chain& chain, const ResolvedDesign& d, const Schedule& s, const GpuPasses& passes,
                          IterationChoice choice)
{
    const MappedDecoder decoder(d, passes);
    const DecodeIteration iteration = decodeIteration(d, decoder, subBatchSize(d), choice);
    if (iteration.decays) {
        StepOperators operators;
        const PassCost cost = iterationCost(d, passes, decoder, iteration, operators);
        chain.addPass(*d.model, cost, operators,
                      decoder.beside(iteration.requests, iteration.context, iteration.fcInStacks));
    } else {
        addMeanDecode(chain, d, s, passes, decoder);
    }
    return iteration;
}

void addPrefill(Chain& chain, const ResolvedDesign& d, const Schedule& s, const GpuPasses& passes)
{
    if (d.physics() != Physics::Own) {
        chain.add(Stage::Prefill, DeviceKind::Gpu, s.step.prefillWait);
        return;
    }
    StepOperators operators;
    const double batch = promptPacking(d, subBatchSize(d)).prompts;
    const double seconds = passes.prefill(batch, &operators).seconds;
    PassCost pass;
    double known = 0.0;
    for (const StepOperator& work : operators) {
        pass.parts.add(stageOf(work.kind), DeviceKind::Gpu, work.seconds, 0.0);
        known += work.seconds;
    }
    chain.setApart(d.prefillsApart());
    chain.addPass(*d.model, pass, operators, {});
    chain.add(Stage::Host, DeviceKind::Gpu, seconds - known);
    if (const double more = s.step.promptPass - seconds; more > kSliver * s.step.prefillWait)
        chain.add("draft, other pipeline stages", Stage::Prefill, DeviceKind::Gpu, more);
    chain.setApart(false);
    if (const double moving = s.step.prefillWait - s.step.promptPass; moving > kSliver * s.step.prefillWait)
        chain.add("KV cache", Stage::Transfer, DeviceKind::Network, moving);
}

/// What of [start, end] is left beside spans of the other half in the same lane.
std::vector<std::pair<double, double>> freeParts(const TimelineSpan& span, const std::vector<TimelineSpan>& others)
{
    std::vector<std::pair<double, double>> parts{{span.start, span.end}};
    for (const TimelineSpan& other : others) {
        // Collectives are shown on the links but keep the GPUs busy.
        const bool onGpu =
            other.lane == static_cast<std::size_t>(Lane::Gpu) || other.lane == static_cast<std::size_t>(Lane::Links);
        if (span.lane != static_cast<std::size_t>(Lane::Gpu) || !onGpu)
            continue;
        std::vector<std::pair<double, double>> left;
        for (const auto& [start, end] : parts) {
            if (start < std::min(end, other.start))
                left.emplace_back(start, std::min(end, other.start));
            if (std::max(start, other.end) < end)
                left.emplace_back(std::max(start, other.end), end);
        }
        parts = std::move(left);
    }
    return parts;
}

/// The other half of the batch within [0, length of `own`]: the same cycle, half of it later. Where both halves
/// together keep the GPUs busy, this one's waits for them are cut out instead of moving it.
std::vector<TimelineSpan> otherHalf(const Chain& own, const Schedule& s)
{
    const double window = own.seconds();
    const double step = s.step.stepSeconds();
    const double plain = std::max(0.0, s.step.steps / s.retrievals - 1.0) * step;
    const double period = window + plain;
    Chain cycle = own;
    cycle.add("Steps without retrieval", Stage::LmDecode, DeviceKind::Gpu, plain);
    std::vector<TimelineSpan> spans;
    for (const double shift : {-1.5 * period, -0.5 * period, 0.5 * period}) {
        for (TimelineSpan span : cycle.spans()) {
            span.start = std::max(0.0, span.start + shift);
            span.end = std::min(window, span.end + shift);
            span.subBatch = 1;
            for (const auto& [start, end] : freeParts(span, own.spans())) {
                if (end - start <= kSliver * window)
                    continue;
                spans.push_back(span);
                spans.back().start = start;
                spans.back().end = end;
            }
        }
    }
    return spans;
}

/// Lanes that are used, and spans that point to them.
void takeLanes(StepTimeline& timeline)
{
    std::vector<std::size_t> used;
    for (const TimelineSpan& span : timeline.spans)
        used.push_back(span.lane);
    std::sort(used.begin(), used.end());
    used.erase(std::unique(used.begin(), used.end()), used.end());
    for (const std::size_t lane : used)
        timeline.lanes.push_back(laneInfo(static_cast<Lane>(lane)));
    for (TimelineSpan& span : timeline.spans)
        span.lane = static_cast<std::size_t>(std::lower_bound(used.begin(), used.end(), span.lane) - used.begin());
}

} // namespace

StepTimeline stepTimeline(const DesignPoint& design, const Catalog& catalog, TimelineStep which,
                          IterationChoice iteration)
{
    StepTimeline timeline;
    const ResolvedDesign d = resolve(design, catalog);
    timeline.verdict = checkDesign(design, d);
    if (timeline.verdict.usable())
        timeline.verdict = checkCapacity(d);
    if (!timeline.verdict.usable())
        return timeline;
    const Schedule s = makeSchedule(d, languageStep(d, subBatchSize(d)));
    const GpuPasses passes(d);
    const bool first = which == TimelineStep::First;
    const bool prefills = first && s.step.prefillWait > 0.0;
    if (!prefills && s.step.steps <= 0.0)
        return timeline;
    Chain chain;
    if (which != TimelineStep::Plain)
        addRetrieval(chain, d, s);
    if (first) {
        for (const StageCost& part : s.step.crossSetup.parts.entries())
            chain.add(part.stage, part.device, part.seconds);
    }
    if (prefills)
        addPrefill(chain, d, s, passes);
    else
        timeline.iteration = addDecode(chain, d, s, passes, iteration);
    timeline.seconds = chain.seconds();
    timeline.layers = chain.layers();
    timeline.spans = chain.spans();
    if (which == TimelineStep::Retrieving && s.subBatches > 1.0) {
        timeline.subBatches = 2;
        const auto other = otherHalf(chain, s);
        timeline.spans.insert(timeline.spans.end(), other.begin(), other.end());
    }
    takeLanes(timeline);
    return timeline;
}

} // namespace ralmscope
