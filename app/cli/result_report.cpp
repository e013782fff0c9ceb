// SPDX-License-Identifier: GPL-3.0-or-later
#include "result_report.h"

#include "explain.h"
#include "format_quantity.h"
#include "language_origin.h"
#include "metric_table.h"
#include "parameter_table.h"
#include "simulate.h"
#include "value_text.h"

#include <cmath>
#include <iterator>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace ralmscope::cli {

using Json = nlohmann::ordered_json;

namespace {

Json numberOrNull(double value)
{
    return std::isfinite(value) ? Json(value) : Json(nullptr);
}

/// Numbers as numbers, flags as booleans, ids as text: what a preset file holds.
Json valueJson(const ParameterInfo& row, double value, const Catalog& catalog)
{
    if (row.type == ParameterType::Choice || row.type == ParameterType::Catalog)
        return valueText(row, value, catalog);
    if (row.type == ParameterType::Flag)
        return value != 0.0;
    if (row.type == ParameterType::Integer && isAllowed(row, value))
        return static_cast<std::int64_t>(value);
    return numberOrNull(value);
}

/// The design is explicit already.
LanguageOrigin originOf(const Evaluated& evaluated, const Catalog& catalog)
{
    return languageOrigin(resolve(evaluated.design, catalog), evaluated.result.breakdown);
}

} // namespace

std::string reportText(const Evaluated& evaluated, const Catalog& catalog)
{
    const Result& result = evaluated.result;
    std::string text = fmt::format("{}\n", evaluated.preset);
    auto out = std::back_inserter(text);
    for (const ParameterInfo& row : parameterTable()) {
        if (applies(row, evaluated.design) && !row.advanced)
            fmt::format_to(out, "  {:24} {}\n", row.label, displayText(row, evaluated.design[row.parameter], catalog));
    }
    fmt::format_to(out, "\nStatus: {}\n", statusId(result.verdict.status));
    if (const std::string sentence = explainBottleneck(evaluated.design, result); !sentence.empty())
        fmt::format_to(out, "{}\n", sentence);
    fmt::format_to(out, "\n");
    for (const MetricInfo& row : metricTable()) {
        if (!std::isnan(result[row.metric]))
            fmt::format_to(out, "  {:28} {:>14}   {}\n", row.label,
                           formatQuantity(result[row.metric], row.unit, 4).text(), row.id);
    }
    if (!result.breakdown.entries().empty()) {
        fmt::format_to(out, "\n  {:28} {:>14} {:>14}\n", "Per token", "time", "energy");
        for (const StageCost& cost : result.breakdown.entries()) {
            fmt::format_to(out, "  {:28} {:>14} {:>14}\n",
                           fmt::format("{} ({})", stageName(cost.stage), deviceKindName(cost.device)),
                           formatQuantity(cost.seconds, "s", 4).text(), formatQuantity(cost.joules, "J", 4).text());
        }
    }
    if (result.verdict.usable()) {
        const LanguageOrigin origin = originOf(evaluated, catalog);
        fmt::format_to(out, "\nLanguage model: {}{}{}.\n", originText(origin), origin.conversion.empty() ? "" : "; ",
                       origin.conversion);
    }
    return text;
}

std::string reportJson(const Evaluated& evaluated, const Catalog& catalog)
{
    const Result& result = evaluated.result;
    Json json;
    json["preset"] = evaluated.preset;
    json["model_version"] = kModelVersion;
    json["status"] = statusId(result.verdict.status);
    json["reason"] = result.verdict.reason == Reason::None ? Json(nullptr) : Json(describe(result.verdict));
    json["explanation"] = explainBottleneck(evaluated.design, result);
    Json& parameters = json["parameters"] = Json::object();
    for (const ParameterInfo& row : parameterTable())
        parameters[std::string(row.id)] = valueJson(row, evaluated.design[row.parameter], catalog);
    Json& metrics = json["metrics"] = Json::object();
    for (const MetricInfo& row : metricTable())
        metrics[std::string(row.id)] = numberOrNull(result[row.metric]);
    Json& breakdown = json["breakdown"] = Json::array();
    for (const StageCost& cost : result.breakdown.entries()) {
        breakdown.push_back({{"stage", stageId(cost.stage)},
                             {"device", deviceKindId(cost.device)},
                             {"seconds", numberOrNull(cost.seconds)},
                             {"joules", numberOrNull(cost.joules)}});
    }
    if (result.verdict.usable())
        json["binding"] = {{"device", deviceKindId(result.binding)}, {"stage", stageId(result.bindingStage)}};
    Json& provenance = json["provenance"] = Json::object();
    for (std::size_t i = 0; i < kCostClassCount; ++i)
        provenance[std::string(costClassName(static_cast<CostClass>(i)))] = sourceTagName(result.provenance[i]);
    if (result.verdict.usable()) {
        const LanguageOrigin origin = originOf(evaluated, catalog);
        Json& basis = json["language_model"] = Json::object();
        basis["basis"] = originText(origin);
        basis["conversion"] = origin.conversion.empty() ? Json(nullptr) : Json(origin.conversion);
        Json& parts = basis["parts"] = Json::array();
        for (const KernelOrigin& part : origin.parts) {
            parts.push_back({{"what", part.what},
                             {"from", part.from},
                             {"share", numberOrNull(part.share)},
                             {"error_median", numberOrNull(part.error.median)},
                             {"error_p90", numberOrNull(part.error.p90)}});
        }
    }
    return json.dump(2) + '\n';
}

} // namespace ralmscope::cli
