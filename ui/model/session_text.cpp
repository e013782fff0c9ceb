// SPDX-License-Identifier: GPL-3.0-or-later
#include "session_text.h"

#include "design_json.h"
#include "json_document.h"
#include "metric_table.h"

#include <nlohmann/json.hpp>

namespace ralmscope {

namespace {

using nlohmann::json;

constexpr const char* kFormat = "ralmscope-session";
constexpr int kVersion = 1;

/// What makes a session text unusable; caught in sessionFromText().
struct Refused
{
    std::string why;
};

DesignPoint readDesign(const json& parameters, const Catalog& catalog, const std::string& pointer)
{
    auto design = designFromJson(parameters, catalog, "session", pointer);
    if (!design)
        throw Refused{problemsText(design.error())};
    return *design;
}

Parameter readParameter(const json& id)
{
    const ParameterInfo* row = findParameter(id.get<std::string>());
    if (!row)
        throw Refused{"unknown parameter " + id.get<std::string>()};
    return row->parameter;
}

Metric readMetric(const json& id)
{
    const MetricInfo* row = findMetric(id.get<std::string>());
    if (!row)
        throw Refused{"unknown metric " + id.get<std::string>()};
    return row->metric;
}

QString readText(const json& text)
{
    return QString::fromStdString(text.get<std::string>());
}

SessionState readState(const json& document, const Catalog& catalog)
{
    if (document.at("format") != kFormat)
        throw Refused{"not a session"};
    if (document.at("version") != kVersion)
        throw Refused{"session of version " + document.at("version").dump() + ", this program knows version "
                      + std::to_string(kVersion)};
    SessionState state;
    const json& preset = document.at("preset");
    state.presetName = readText(preset.at("name"));
    state.presetFile = readText(preset.at("file"));
    state.presetDesign = readDesign(preset.at("parameters"), catalog, "/preset/parameters");
    state.design = readDesign(document.at("parameters"), catalog, "/parameters");
    state.xAxis = readParameter(document.at("x_axis"));
    const json& charts = document.at("charts");
    if (charts.size() != state.metrics.size())
        throw Refused{"another number of charts"};
    for (std::size_t i = 0; i < state.metrics.size(); ++i) {
        state.metrics[i] = readMetric(charts.at(i).at("metric"));
        state.logarithmic[i] = charts.at(i).at("logarithmic").get<bool>();
    }
    if (const json& baseline = document.at("baseline"); !baseline.is_null()) {
        state.baseline = Baseline{readText(baseline.at("name")),
                                  readDesign(baseline.at("parameters"), catalog, "/baseline/parameters")};
    }
    // Sessions kept before there were bands have none of this.
    const json bands = document.value("error_bands", json::object());
    state.baselineBand = bands.value("baseline", state.baselineBand);
    state.currentBand = bands.value("current", state.currentBand);
    for (const json& id : document.at("locked"))
        state.locked.set(static_cast<std::size_t>(readParameter(id)));
    return state;
}

} // namespace

std::string sessionToText(const SessionState& state, const Catalog& catalog)
{
    json document{{"format", kFormat}, {"version", kVersion}};
    document["preset"] = {{"name", state.presetName.toStdString()},
                          {"file", state.presetFile.toStdString()},
                          {"parameters", designToJson(state.presetDesign, catalog)}};
    document["parameters"] = designToJson(state.design, catalog);
    document["x_axis"] = info(state.xAxis).id;
    document["charts"] = json::array();
    for (std::size_t i = 0; i < state.metrics.size(); ++i)
        document["charts"].push_back({{"metric", info(state.metrics[i]).id}, {"logarithmic", state.logarithmic[i]}});
    document["baseline"] = nullptr;
    if (state.baseline) {
        document["baseline"] = {{"name", state.baseline->name.toStdString()},
                                {"parameters", designToJson(state.baseline->design, catalog)}};
    }
    document["error_bands"] = {{"baseline", state.baselineBand}, {"current", state.currentBand}};
    document["locked"] = json::array();
    for (const ParameterInfo& row : parameterTable()) {
        if (state.locked[static_cast<std::size_t>(row.parameter)])
            document["locked"].push_back(row.id);
    }
    return document.dump(2) + "\n";
}

tl::expected<SessionState, std::string> sessionFromText(std::string_view text, const Catalog& catalog)
{
    const auto document = parseJson(text, "session");
    if (!document)
        return tl::make_unexpected(problemsText(document.error()));
    try {
        return readState(*document, catalog);
    } catch (const Refused& refused) {
        return tl::make_unexpected(refused.why);
    } catch (const json::exception& error) { // a missing key or another type
        return tl::make_unexpected(std::string("not a session of this version: ") + error.what());
    }
}

} // namespace ralmscope
