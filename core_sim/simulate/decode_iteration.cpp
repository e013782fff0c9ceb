// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode_iteration.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace ralmscope {

std::string DecodeIteration::text() const
{
    if (!decays)
        return {};
    const std::string which = number <= 1.0 ? fmt::format("first iteration of {:.0f}", of)
        : number >= of                      ? fmt::format("last iteration of {:.0f}", of)
                                            : fmt::format("iteration {:.0f} of {:.0f}", number, of);
    return fmt::format("{}, n = {:.0f}", which, rows);
}

DecodeIteration decodeIteration(const ResolvedDesign& d, const MappedDecoder& decoder, double batch,
                                IterationChoice choice)
{
    DecodeIteration iteration;
    if (d.physics() != Physics::Own)
        return iteration;
    const bool decides = d.fcOn() == FcMapping::Dynamic || d.fcOn() == FcMapping::Static;
    const double limit = decoder.threshold(decides ? decoder.alphaInForce(batch) : 0.0, batch);
    const RequestDecay decay = decoder.decay(batch, limit);
    const auto phases = decay.phases();
    iteration.decays = phases.size() > 1;
    if (!iteration.decays)
        return iteration;
    const auto inStacks = [&](const DecayPhase& phase) { return phase.requests * d.tokensPerSequence() <= limit; };
    const auto moved = std::find_if(phases.begin(), phases.end(), inStacks);
    iteration.moves = moved != phases.begin() && moved != phases.end();
    const bool last = choice == IterationChoice::Last;
    const DecayPhase& phase = last                              ? phases.back()
        : choice == IterationChoice::FcMoves && iteration.moves ? *moved
                                                                : phases.front();
    const double advance = d.tokensPerStep();
    const double generated = last ? std::max(0.0, decay.tokens() - advance) : phase.from;
    iteration.of = std::max(1.0, std::round(decay.tokens() / advance));
    iteration.number = last ? iteration.of : std::min(iteration.of, std::floor(generated / advance) + 1.0);
    iteration.requests = last ? 1.0 : phase.atStart;
    iteration.rows = iteration.requests * d.tokensPerSequence();
    iteration.context = d[Parameter::WorkloadPrompt] + 1.0 + generated;
    iteration.fcInStacks = inStacks(phase);
    return iteration;
}

PassCost iterationCost(const ResolvedDesign& d, const GpuPasses& passes, const MappedDecoder& decoder,
                       const DecodeIteration& iteration, StepOperators& operators)
{
    DecodeSpan span;
    span.batch = iteration.requests;
    span.context = iteration.context;
    span.newTokens = d.tokensPerSequence();
    span.advance = d.tokensPerStep();
    decoder.gpuWork(iteration.requests, iteration.fcInStacks, &operators);
    if (d.attentionOn() == AttentionMapping::Gpu)
        passes.attention(span, &operators);
    PassCost cost = decoder.step(iteration.requests, iteration.context, iteration.fcInStacks);
    cost += passes.draft(span);
    return cost;
}

} // namespace ralmscope
