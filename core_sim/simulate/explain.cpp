// SPDX-License-Identifier: GPL-3.0-or-later
#include "explain.h"

#include "resolved_design.h"

#include <algorithm>

#include <fmt/format.h>

namespace ralmscope {

namespace {

std::string stageText(const StageCost& cost, double total)
{
    return fmt::format("{} {}, {:.0f} %", deviceKindName(cost.device), stageName(cost.stage),
                       100.0 * cost.seconds / total);
}

} // namespace

std::string explainBottleneck(const DesignPoint& design, const Result& result)
{
    static_cast<void>(design);
    if (!result.verdict.usable())
        return describe(result.verdict) + ".";
    std::vector<StageCost> stages(result.breakdown.entries().begin(), result.breakdown.entries().end());
    std::erase_if(stages, [](const StageCost& cost) { return cost.seconds <= 0.0; });
    std::sort(stages.begin(), stages.end(), [](const auto& a, const auto& b) { return a.seconds > b.seconds; });
    if (stages.empty())
        return {};
    const double total = result.breakdown.seconds();
    std::string text = stageText(stages.front(), total) + " of a token";
    if (stages.size() > 1 && stages[1].seconds > 0.05 * total)
        text += fmt::format("; {} follows", stageText(stages[1], total));
    text += ".";
    if (result.verdict.status == Status::Saturated)
        text = describe(result.verdict) + ". " + text;
    return text;
}

std::string bindingLabel(const Result& result)
{
    return fmt::format("{}: {}", deviceKindName(result.binding), stageName(result.bindingStage));
}

} // namespace ralmscope
