// SPDX-License-Identifier: GPL-3.0-or-later
#include "figure_provenance.h"

#include <nlohmann/json.hpp>

#include <fmt/format.h>

namespace ralmscope {

namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kFormat = "ralmscope-figure";
constexpr int kVersion = 1;
constexpr int kDeepest = 32;

/// Discarded when it is no JSON or nested deeper than any design is (writing such a value again would need the stack).
Json parse(std::string_view text)
{
    bool tooDeep = false;
    Json value = Json::parse(
        text,
        [&](int depth, Json::parse_event_t, Json&) {
            tooDeep = tooDeep || depth > kDeepest;
            return !tooDeep;
        },
        false);
    return tooDeep ? Json(Json::value_t::discarded) : value;
}

/// Design text as JSON, so that the document is one; text that is none stays text.
Json embedded(const std::string& text)
{
    if (text.empty())
        return nullptr;
    Json value = parse(text);
    return value.is_discarded() ? Json(text) : value;
}

std::string extracted(const Json& value)
{
    if (value.is_null())
        return {};
    return value.is_string() ? value.get<std::string>() : value.dump();
}

} // namespace

std::string provenanceToJson(const FigureProvenance& provenance)
{
    Json json;
    json["format"] = kFormat;
    json["version"] = kVersion;
    json["program"] = provenance.programVersion;
    json["model_version"] = provenance.modelVersion;
    json["chart"] = provenance.chartId;
    json["title"] = provenance.title;
    json["design"] = embedded(provenance.design);
    json["baseline"] = embedded(provenance.baseline);
    json["data"] = provenance.data;
    return json.dump(-1, ' ', true, Json::error_handler_t::replace);
}

tl::expected<FigureProvenance, std::string> provenanceFromJson(std::string_view text)
{
    const Json json = parse(text);
    if (!json.is_object() || !json.contains("format") || json["format"] != kFormat)
        return tl::unexpected(std::string("the figure's description is damaged"));
    const Json version = json.value("version", Json());
    if (!version.is_number_integer() || version.get<long long>() != kVersion)
        return tl::unexpected(fmt::format("the figure's description has version {}; this program reads version {}",
                                          version.dump(), kVersion));
    const auto textOf = [&](const char* key) {
        const auto found = json.find(key);
        return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
    };
    FigureProvenance provenance;
    provenance.programVersion = textOf("program");
    provenance.chartId = textOf("chart");
    provenance.title = textOf("title");
    provenance.data = textOf("data");
    provenance.design = extracted(json.value("design", Json()));
    provenance.baseline = extracted(json.value("baseline", Json()));
    const Json model = json.value("model_version", Json());
    provenance.modelVersion = model.is_number_integer() ? model.get<int>() : 0;
    return provenance;
}

} // namespace ralmscope
