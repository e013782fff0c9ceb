// SPDX-License-Identifier: GPL-3.0-or-later
#include "result.h"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <limits>
#include <optional>

#include <fmt/format.h>

namespace ralmscope {

namespace {

/// Consumes `expected` from the front of `text`.
bool skip(std::string_view& text, std::string_view expected)
{
    if (!text.starts_with(expected))
        return false;
    text.remove_prefix(expected.size());
    return true;
}

std::optional<std::string_view> quoted(std::string_view& text)
{
    if (!skip(text, "\""))
        return std::nullopt;
    const std::size_t end = text.find('"');
    if (end == std::string_view::npos)
        return std::nullopt;
    const std::string_view word = text.substr(0, end);
    text.remove_prefix(end + 1);
    return word;
}

std::optional<double> number(std::string_view& text)
{
    double value = 0.0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc())
        return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return value;
}

std::optional<StageCost> entry(std::string_view& text)
{
    if (!skip(text, "["))
        return std::nullopt;
    const auto stageWord = quoted(text);
    if (!stageWord || !skip(text, ","))
        return std::nullopt;
    const auto deviceWord = quoted(text);
    if (!deviceWord || !skip(text, ","))
        return std::nullopt;
    const auto seconds = number(text);
    if (!seconds || !skip(text, ","))
        return std::nullopt;
    const auto joules = number(text);
    if (!joules || !skip(text, "]"))
        return std::nullopt;
    const auto stage = stageFromId(*stageWord);
    const auto device = deviceKindFromId(*deviceWord);
    if (!stage || !device)
        return std::nullopt;
    return StageCost{*stage, *device, *seconds, *joules};
}

} // namespace

void Breakdown::add(Stage stage, DeviceKind device, double seconds, double joules)
{
    if (seconds == 0.0 && joules == 0.0)
        return;
    for (std::size_t i = 0; i < m_size; ++i) {
        if (m_entries[i].stage == stage && m_entries[i].device == device) {
            m_entries[i].seconds += seconds;
            m_entries[i].joules += joules;
            return;
        }
    }
    if (m_size < kCapacity)
        m_entries[m_size++] = {stage, device, seconds, joules};
}

double Breakdown::seconds() const
{
    double sum = 0.0;
    for (const StageCost& cost : entries())
        sum += cost.seconds;
    return sum;
}

double Breakdown::joules() const
{
    double sum = 0.0;
    for (const StageCost& cost : entries())
        sum += cost.joules;
    return sum;
}

std::string Breakdown::toText() const
{
    fmt::memory_buffer out;
    out.push_back('[');
    for (const StageCost& cost : entries()) {
        fmt::format_to(std::back_inserter(out), "{}[\"{}\",\"{}\",{},{}]", out.size() > 1 ? "," : "",
                       stageId(cost.stage), deviceKindId(cost.device), cost.seconds, cost.joules);
    }
    out.push_back(']');
    return fmt::to_string(out);
}

bool Breakdown::fromText(std::string_view text)
{
    *this = {};
    if (!skip(text, "["))
        return false;
    while (!skip(text, "]")) {
        if (m_size > 0 && !skip(text, ",")) {
            *this = {};
            return false;
        }
        const auto cost = entry(text);
        if (!cost || m_size == kCapacity) {
            *this = {};
            return false;
        }
        m_entries[m_size++] = *cost;
    }
    return text.empty();
}

bool Breakdown::operator==(const Breakdown& other) const
{
    return std::equal(entries().begin(), entries().end(), other.entries().begin(), other.entries().end());
}

std::string_view costClassName(CostClass costClass)
{
    static constexpr std::array<std::string_view, kCostClassCount> names{"Code scan",   "Index scan", "Language model",
                                                                         "Search path", "Network",    "Energy"};
    return names[static_cast<std::size_t>(costClass)];
}

Result::Result()
{
    metrics.fill(std::numeric_limits<double>::quiet_NaN());
}

} // namespace ralmscope
