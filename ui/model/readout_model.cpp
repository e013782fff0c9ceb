// SPDX-License-Identifier: GPL-3.0-or-later
#include "readout_model.h"

#include "change_text.h"
#include "explain.h"
#include "format_quantity.h"
#include "memory_bars.h"
#include "metric_table.h"
#include "resolved_design.h"
#include "value_text.h"

#include <cmath>
#include <cstdlib>

#include <fmt/format.h>

namespace ralmscope {

namespace {

/// Less than this is no change worth an arrow.
constexpr double kSameWithin = 5e-4;

Direction directionOf(Better better, int sign)
{
    if (better == Better::Neither || sign == 0)
        return Direction::Neutral;
    return (better == Better::Lower) == (sign < 0) ? Direction::Better : Direction::Worse;
}

Banner bannerFor(const Verdict& verdict)
{
    if (verdict.status == Status::Ok)
        return {};
    const bool usable = verdict.usable();
    return {usable ? Banner::Level::Warning : Banner::Level::Error, describe(verdict), verdict.parameter};
}

std::vector<HelpLine> helpLines(std::span<const Help> helps, const Catalog& catalog)
{
    std::vector<HelpLine> lines;
    for (const Help& help : helps) {
        HelpLine line;
        line.text = changeText(help.step.parameter, help.step.from, help.step.to, catalog, ChangeUnit::Dropped);
        line.shorterTexts = shorterChangeTexts(help.step.parameter, help.step.to, catalog);
        std::erase_if(line.shorterTexts, [&](const std::string& text) { return text.size() >= line.text.size(); });
        line.changeText = std::isnan(help.change) ? std::string("runs") : formatChange(1.0 + help.change, 1.0);
        if (help.throughput < -kSameWithin)
            line.costText = formatChange(1.0 + help.throughput, 1.0);
        line.change = help.change;
        line.parameter = help.step.parameter;
        line.value = help.step.to;
        lines.push_back(std::move(line));
    }
    return lines;
}

std::string percent(double relative)
{
    return formatQuantity(relative, "%", relative < 0.1 ? 1 : 2).number;
}

/// "decode attention, 47 % of the time: generic constants, ± 10 % (p90 32 %)", a line each.
std::string originTip(const LanguageOrigin& origin)
{
    std::string tip;
    for (const KernelOrigin& part : origin.parts) {
        tip += fmt::format("{}{}, {} % of its time: {}", tip.empty() ? "" : "\n", part.what, percent(part.share),
                           part.from);
        if (std::isfinite(part.error.median) && std::isfinite(part.error.p90))
            tip += fmt::format(", ± {} % (p90 {} %)", percent(part.error.median), percent(part.error.p90));
    }
    if (!origin.conversion.empty())
        tip += fmt::format("{}{}", tip.empty() ? "" : "\n", origin.conversion);
    return tip;
}

std::vector<ProvenanceLine> provenanceOf(const ResolvedDesign& design, const Result& result,
                                         const LanguageOrigin& origin)
{
    std::vector<ProvenanceLine> lines;
    if (!result.verdict.usable())
        return lines;
    for (std::size_t i = 0; i < kCostClassCount; ++i) {
        const auto costClass = static_cast<CostClass>(i);
        const bool search = costClass == CostClass::CodeScan || costClass == CostClass::IndexScan;
        const bool remote = costClass == CostClass::SearchPath || costClass == CostClass::Network;
        // Parts that the design does not have say nothing about it.
        if ((search && !design.retrieves()) || (remote && !design.usesFpga()))
            continue;
        const SourceTag tag = result.provenance[i];
        lines.push_back({std::string(costClassName(costClass)), tag, std::string(sourceTagName(tag)), {}});
        if (costClass == CostClass::LanguageModel) {
            lines.back().tagText = originText(origin);
            lines.back().tip = originTip(origin);
        }
    }
    return lines;
}

std::string_view basisText(const PredictionError& error, const LanguageOrigin& origin)
{
    if (!error.propagated())
        return "measured runs";
    switch (origin.match) {
    case KernelMatch::Measured:
    case KernelMatch::SameGpu:
        return "this GPU";
    case KernelMatch::Sibling:
        return "sibling GPU";
    case KernelMatch::Generic:
        break;
    }
    return "generic";
}

void addError(MetricLine& line, const std::optional<PredictionError>& error, const LanguageOrigin& origin)
{
    if (!error || line.value == "n/a")
        return;
    line.error = fmt::format("± {} %", percent(error->median));
    line.errorBasis = basisText(*error, origin);
    line.errorDoc = error->propagated()
        ? fmt::format("median error of the constants behind it, by their share; 90th percentile ± {} %.\n"
                      "Language model: {}.",
                      percent(error->p90), originText(origin))
        : fmt::format("median difference from {} measured values of such systems; 90th percentile ± {} %.",
                      error->measuredRuns, percent(error->p90));
}

/// Large counts get a prefix too: a headline has room for four digits.
FormattedQuantity readable(double value, std::string_view unit)
{
    FormattedQuantity text = formatQuantity(value, unit);
    if (std::fabs(value) < 1e5 || !std::isfinite(value) || text.unit != unit)
        return text;
    const SiPrefix prefix = siPrefixFor(value, "B"); // any unit that takes prefixes
    text.number = formatQuantity(value / prefix.factor, "").number;
    text.unit = unit.empty() ? std::string(prefix.symbol) : fmt::format("{} {}", prefix.symbol, unit);
    return text;
}

} // namespace

MetricLine makeMetricLine(Metric metric, const Result& result, const Result* baseline)
{
    const MetricInfo& row = info(metric);
    const double value = result[metric];
    const FormattedQuantity text = readable(value, row.unit);
    MetricLine line;
    line.metric = metric;
    line.label = row.label;
    line.value = text.number;
    line.unit = text.unit;
    line.exact = formatExact(value, row.unit == "%" ? std::string_view{} : row.unit);
    line.doc = row.doc;
    if (!baseline || !std::isfinite(value) || !std::isfinite((*baseline)[metric]))
        return line;
    const double base = (*baseline)[metric];
    line.delta = formatChange(value, base);
    if (std::fabs(value - base) > kSameWithin * std::fabs(base))
        line.sign = value > base ? 1 : -1;
    line.direction = directionOf(row.better, line.sign);
    return line;
}

ReadoutModel makeReadout(const ExploreFrame& frame, const Catalog& catalog)
{
    const Result& result = frame.current;
    const Result* baseline = frame.baseline && frame.baseline->verdict.usable() ? &*frame.baseline : nullptr;
    const ResolvedDesign design = resolve(frame.state.design, catalog);
    ReadoutModel model;
    model.banner = bannerFor(result.verdict);
    if (frame.state.baseline)
        model.baselineName = frame.state.baseline->name.toStdString();
    for (std::size_t i = 0; i < model.headlines.size(); ++i) {
        model.headlines[i] = makeMetricLine(frame.state.metrics[i], result, baseline);
        addError(model.headlines[i], frame.errors[i], frame.origin);
    }
    for (const MetricInfo& row : metricTable()) {
        if (std::isfinite(result[row.metric]))
            model.metrics.push_back(makeMetricLine(row.metric, result, baseline));
    }
    model.fits = memoryBars(design, result);
    model.largestBatch = largestBatchText(result);
    model.bottleneck = explainBottleneck(frame.state.design, result);
    model.helps = helpLines(frame.helps, catalog);
    model.provenance = provenanceOf(design, result, frame.origin);
    return model;
}

} // namespace ralmscope
