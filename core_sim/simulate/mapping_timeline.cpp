// SPDX-License-Identifier: GPL-3.0-or-later
#include "mapping_timeline.h"

#include "feasibility.h"
#include "mapped_decoder.h"
#include "parameter_choices.h"
#include "schedule.h"

#include <algorithm>

namespace ralmscope {

namespace {

DeviceKind deviceOf(AttentionMapping mapping)
{
    switch (mapping) {
    case AttentionMapping::Cpu:
        return DeviceKind::Cpu;
    case AttentionMapping::Pim:
        return DeviceKind::Pim;
    case AttentionMapping::Gpu:
        break;
    }
    return DeviceKind::Gpu;
}

} // namespace

MappingTimeline mappingTimeline(const DesignPoint& design, const Catalog& catalog, std::size_t points)
{
    MappingTimeline chart;
    const ResolvedDesign d = resolve(design, catalog);
    // A paper's model has iterations of its own, which are not these.
    if (!checkDesign(design, d).usable() || !checkCapacity(d).usable() || d.physics() != Physics::Own)
        return chart;
    const GpuPasses passes(d);
    const MappedDecoder decoder(d, passes);
    const double batch = subBatchSize(d);
    const bool decides = d.fcOn() == FcMapping::Dynamic || d.fcOn() == FcMapping::Static;
    if (decides)
        chart.alpha = decoder.alphaInForce(batch);
    chart.attentionDevice = deviceOf(d.attentionOn());
    const double limit = decoder.threshold(chart.alpha, batch);
    const double tokens = d.tokensPerSequence();
    const double advance = d.tokensPerStep();
    const RequestDecay decay = decoder.decay(batch, limit);
    // Every phase gets its share of the points, and at least its beginning.
    for (const DecayPhase& phase : decay.phases()) {
        const double rows = phase.requests * tokens;
        const bool inStacks = rows <= limit;
        if (inStacks && !chart.iterations.empty() && chart.iterations.back().fcDevice == DeviceKind::Gpu)
            chart.movesAt = phase.from / advance;
        const double share = phase.tokens / decay.tokens() * static_cast<double>(points);
        const auto samples = static_cast<std::size_t>(std::max(1.0, share));
        for (std::size_t i = 0; i < samples; ++i) {
            const double from = phase.from + phase.tokens * static_cast<double>(i) / static_cast<double>(samples);
            const double context = d[Parameter::WorkloadPrompt] + 1.0 + from;
            const double drafts = passes.draft({phase.requests, context, 1.0, tokens, advance}).seconds;
            chart.iterations.push_back({from / advance, phase.requests, rows,
                                        inStacks ? DeviceKind::Pim : DeviceKind::Gpu,
                                        decoder.step(phase.requests, context, inStacks).seconds + drafts});
        }
    }
    if (!chart.iterations.empty()) {
        MappingIteration last = chart.iterations.back();
        last.iteration = std::max(last.iteration, decay.tokens() / advance);
        chart.iterations.push_back(last);
    }
    return chart;
}

} // namespace ralmscope
