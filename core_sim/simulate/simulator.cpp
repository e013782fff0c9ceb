// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator.h"

#include "parameter_choices.h"
#include "schedule.h"
#include "simulate_steps.h"

#include <algorithm>
#include <bit>
#include <cstdint>

namespace ralmscope {

namespace {

using enum Parameter;

/// Parameters of retrieval and of accounting: no pass of the language model depends on them.
constexpr std::array kBesideLanguage{FpgaCount,
                                     SystemAccelerators,
                                     SystemGpuShare,
                                     FpgaDevice,
                                     RetrievalDatabase,
                                     RetrievalOrganisation,
                                     RetrievalNprobe,
                                     RetrievalInterval,
                                     DatabaseVectors,
                                     DatabaseDimension,
                                     DatabasePqBytes,
                                     DatabaseNlist,
                                     DatabaseListImbalance,
                                     DatabaseListsSplit,
                                     FpgaNodesPerReplica,
                                     FpgaChannels,
                                     FpgaClock,
                                     FpgaMemory,
                                     FpgaLutUnits,
                                     FpgaDoubleBuffer,
                                     FpgaQueueLength,
                                     FpgaNodeVariation,
                                     CpuSearchMode,
                                     NetworkMessage,
                                     NetworkBroadcast,
                                     EnergyConvention};

std::array<double, kParameterCount> languageKey(const ResolvedDesign& design)
{
    std::array<double, kParameterCount> key = design.values;
    for (const Parameter parameter : kBesideLanguage)
        key[static_cast<std::size_t>(parameter)] = 0.0;
    if (design.attentionOn() != AttentionMapping::Cpu)
        key[static_cast<std::size_t>(CpuCores)] = 0.0;
    // Passes are of a half where halves take turns; what stacks hold is of the whole batch. A slot that no pass depends
    // on tells them apart.
    key[static_cast<std::size_t>(RetrievalOrganisation)] = subBatchSize(design);
    return key;
}

} // namespace

const LanguageStep& Simulator::languageStepOf(const ResolvedDesign& design)
{
    const auto key = languageKey(design);
    // Equal bits, so that unset values (NaN) compare too.
    const bool same = m_filled && std::equal(key.begin(), key.end(), m_key.begin(), [](double a, double b) {
                          return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
                      });
    if (!same) {
        m_step = languageStep(design, subBatchSize(design));
        m_key = key;
        m_filled = true;
    }
    return m_step;
}

Result Simulator::operator()(const DesignPoint& design)
{
    const ResolvedDesign resolved = resolve(design, *m_catalog);
    Result result = checkedDesign(design, resolved);
    if (result.verdict.usable())
        completeResult(result, resolved, makeSchedule(resolved, languageStepOf(resolved)));
    return result;
}

} // namespace ralmscope
