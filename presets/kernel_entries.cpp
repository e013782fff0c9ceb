// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel_entries.h"

#include <cmath>

#include <fmt/format.h>

namespace ralmscope {

using nlohmann::json;
using nlohmann::ordered_json;

namespace {

constexpr NumberRange kError{0, 1e6};
constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

ErrorBand readBand(ObjectReader& reader, std::string_view median, std::string_view p90)
{
    const auto value = [&reader](std::string_view key) {
        return reader.find(key) ? reader.number(key, kError) : kNone;
    };
    return {value(median), value(p90)};
}

void readConstants(KernelFit& fit, ObjectReader& parent)
{
    const json* object = parent.required("constants");
    if (!object)
        return;
    ObjectReader reader = parent.object(*object, "constants");
    std::size_t i = 0;
    for (const ConstantInfo& row : kernelConstants(fit.kernel))
        fit.values[i++] = reader.number(row.key, {row.low, row.high});
    reader.finish();
}

KernelFit readFit(ObjectReader& reader)
{
    KernelFit fit;
    const std::string id = reader.text("class");
    const auto kernel = kernelClassFromId(id);
    if (!kernel && !id.empty())
        reader.problem("class",
                       fmt::format("is \"{}\"; allowed: gemm | attention-prefill | attention-decode | "
                                   "collectives | elementwise | power | end-to-end",
                                   id));
    fit.kernel = kernel.value_or(KernelClass::Gemm);
    fit.variant = reader.text("variant", "");
    fit.measuredAs = reader.text("measured_as", "");
    fit.stack = reader.text("stack", "");
    if (kernel)
        readConstants(fit, reader);
    else
        reader.find("constants");
    fit.rows = static_cast<std::size_t>(reader.number("rows", {0, 1e9, true}, 0.0));
    fit.apart = static_cast<std::size_t>(reader.number("rows_apart", {0, 1e9, true}, 0.0));
    if (const json* error = reader.find("error")) {
        ObjectReader band = reader.object(*error, "error");
        fit.fit = readBand(band, "fit_median", "fit_p90");
        fit.holdOut = readBand(band, "hold_out_median", "hold_out_p90");
        fit.pooled = readBand(band, "pooled_median", "pooled_p90");
        band.finish();
    }
    fit.source = reader.source("source");
    return fit;
}

ServedError readServed(ObjectReader& reader)
{
    ServedError served;
    const std::string id = reader.text("class");
    const auto what = servedTimeFromId(id);
    if (!what && !id.empty())
        reader.problem("class",
                       fmt::format("is \"{}\"; allowed: {} | {}", id, servedTimeId(ServedTime::FirstToken),
                                   servedTimeId(ServedTime::PerToken)));
    served.what = what.value_or(ServedTime::PerToken);
    served.stack = reader.text("stack", "");
    served.rows = static_cast<std::size_t>(reader.number("rows", {1, 1e9, true}));
    served.error = {reader.number("median", kError), reader.number("p90", kError)};
    served.source = reader.source("source");
    return served;
}

void addError(ordered_json& object, const char* key, double value)
{
    if (std::isfinite(value))
        object[key] = value;
}

ordered_json fitJson(const KernelFit& fit)
{
    ordered_json object{{"class", kernelClassId(fit.kernel)}};
    const auto add = [&object](const char* key, const std::string& text) {
        if (!text.empty())
            object[key] = text;
    };
    add("variant", fit.variant);
    add("measured_as", fit.measuredAs);
    add("stack", fit.stack);
    ordered_json constants = ordered_json::object();
    std::size_t i = 0;
    for (const ConstantInfo& row : kernelConstants(fit.kernel))
        constants[std::string(row.key)] = fit.values[i++];
    object["constants"] = std::move(constants);
    object["rows"] = fit.rows;
    object["rows_apart"] = fit.apart;
    ordered_json error = ordered_json::object();
    addError(error, "fit_median", fit.fit.median);
    addError(error, "fit_p90", fit.fit.p90);
    addError(error, "hold_out_median", fit.holdOut.median);
    addError(error, "hold_out_p90", fit.holdOut.p90);
    addError(error, "pooled_median", fit.pooled.median);
    addError(error, "pooled_p90", fit.pooled.p90);
    object["error"] = std::move(error);
    object["source"] = {{"tag", sourceTagName(fit.source.tag)}, {"text", fit.source.text}};
    return object;
}

ordered_json servedJson(const ServedError& served)
{
    ordered_json object{{"class", servedTimeId(served.what)}};
    if (!served.stack.empty())
        object["stack"] = served.stack;
    object["rows"] = served.rows;
    object["median"] = served.error.median;
    object["p90"] = served.error.p90;
    object["source"] = {{"tag", sourceTagName(served.source.tag)}, {"text", served.source.text}};
    return object;
}

} // namespace

void readExtras(LanguageModel& model, ObjectReader& reader)
{
    model.measuredAs = reader.texts("measured_as");
}

void writeExtras(const LanguageModel& model, ordered_json& document)
{
    if (!model.measuredAs.empty())
        document["measured_as"] = model.measuredAs;
}

void readExtras(SoftwareStack& stack, ObjectReader& reader)
{
    stack.kernelsAs = reader.text("kernels_as", "");
    stack.hostAs = reader.text("host_as", "");
}

void writeExtras(const SoftwareStack& stack, ordered_json& document)
{
    if (!stack.kernelsAs.empty())
        document["kernels_as"] = stack.kernelsAs;
    if (!stack.hostAs.empty())
        document["host_as"] = stack.hostAs;
}

void readExtras(Gpu& gpu, ObjectReader& reader)
{
    gpu.measuredAs = reader.texts("measured_as");
    gpu.sibling = reader.text("sibling", "");
    gpu.linkBeyond = reader.text("link_beyond", "");
    reader.objects("kernels", false, [&gpu](ObjectReader& item) { gpu.kernels.push_back(readFit(item)); });
    reader.objects("served", false, [&gpu](ObjectReader& item) { gpu.served.push_back(readServed(item)); });
}

void writeExtras(const Gpu& gpu, ordered_json& document)
{
    if (!gpu.measuredAs.empty())
        document["measured_as"] = gpu.measuredAs;
    if (!gpu.sibling.empty())
        document["sibling"] = gpu.sibling;
    if (!gpu.linkBeyond.empty())
        document["link_beyond"] = gpu.linkBeyond;
    const auto addList = [&document](const char* key, const auto& items, auto toJson) {
        if (items.empty())
            return;
        ordered_json list = ordered_json::array();
        for (const auto& item : items)
            list.push_back(toJson(item));
        document[key] = std::move(list);
    };
    addList("kernels", gpu.kernels, &fitJson);
    addList("served", gpu.served, &servedJson);
}

} // namespace ralmscope
