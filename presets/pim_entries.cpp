// SPDX-License-Identifier: GPL-3.0-or-later
#include "pim_entries.h"

#include "catalog_schema.h"
#include "name_list.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace ralmscope {

using nlohmann::json;
using nlohmann::ordered_json;

namespace {

constexpr NumberRange kCount{1, 1e6};
constexpr NumberRange kCycles{0, 1e6};
constexpr NumberRange kFitted{-1e5, 1e5};
constexpr NumberRange kEnergy{0, 1e-6};
constexpr NumberRange kSeconds{0, 1};
constexpr NumberRange kWatts{0, 1e5};

constexpr std::array<std::string_view, kPimPlacements> kPlacementIds{"bank", "bank_group", "buffer"};

struct FitField
{
    std::string_view key;
    double PimAttentionFit::*member;
};
constexpr std::array<FitField, 12> kFitFields{{{"refresh", &PimAttentionFit::refresh},
                                               {"refresh_slack", &PimAttentionFit::refreshSlack},
                                               {"pair_fixed", &PimAttentionFit::pairFixed},
                                               {"pair_per_mac", &PimAttentionFit::pairPerMac},
                                               {"pair_per_group", &PimAttentionFit::pairPerGroup},
                                               {"pair_reopened", &PimAttentionFit::pairReopened},
                                               {"pair_transfer", &PimAttentionFit::pairTransfer},
                                               {"single_fixed", &PimAttentionFit::singleFixed},
                                               {"single_per_mac", &PimAttentionFit::singlePerMac},
                                               {"single_per_transfer", &PimAttentionFit::singlePerTransfer},
                                               {"single_reopened", &PimAttentionFit::singleReopened},
                                               {"fixed", &PimAttentionFit::fixed}}};

PimAttentionFit readFit(ObjectReader& parent)
{
    PimAttentionFit fit;
    const json* object = parent.required("cycles");
    if (!object)
        return fit;
    ObjectReader reader = parent.object(*object, "cycles");
    for (const FitField& field : kFitFields)
        fit.*field.member = reader.number(field.key, kFitted, 0.0);
    reader.finish();
    return fit;
}

/// @param sameAs the mode whose cycles stand in where this one has none of its own
PimMode readMode(ObjectReader& parent, std::string_view key, const PimMode* sameAs)
{
    PimMode mode;
    const json* object = parent.required(key);
    if (!object)
        return mode;
    ObjectReader reader = parent.object(*object, key);
    mode.macGap = reader.number("mac_gap", {1, 1e4});
    mode.bandwidthGain = reader.number("bandwidth_gain", {1e-3, 1e4});
    mode.attention = sameAs && !reader.find("cycles") ? sameAs->attention : readFit(reader);
    reader.finish();
    return mode;
}

ordered_json modeJson(const PimMode& mode, const PimMode* sameAs)
{
    ordered_json object{{"mac_gap", mode.macGap}, {"bandwidth_gain", mode.bandwidthGain}};
    ordered_json cycles = ordered_json::object();
    bool differs = !sameAs;
    for (const FitField& field : kFitFields) {
        const double value = mode.attention.*field.member;
        differs = differs || value != sameAs->attention.*field.member;
        if (value != 0.0)
            cycles[std::string(field.key)] = value;
    }
    if (differs)
        object["cycles"] = std::move(cycles);
    return object;
}

PimPlacement readPlacementId(ObjectReader& reader, std::string_view key, std::string_view text)
{
    const auto found = fromName<PimPlacement>(kPlacementIds, text);
    if (!found && !text.empty())
        reader.problem(key, fmt::format("is \"{}\"; allowed: {}", text, fmt::join(kPlacementIds, " | ")));
    return found.value_or(PimPlacement::Bank);
}

} // namespace

EntrySchema<PimStack> pimSchema()
{
    using P = PimStack;
    return {"ralmscope-device",
            "pim",
            {{"organisation",
              &P::organisation,
              {{"channels", &P::channels, kCount, {}},
               {"pseudo_channels", &P::pseudoChannels, kCount, 1.0},
               {"ranks", &P::ranks, kCount, 1.0},
               {"bank_groups", &P::bankGroups, kCount, 1.0},
               {"banks_per_group", &P::banksPerGroup, kCount, 1.0},
               {"access_bytes", &P::accessBytes, {1, 1e5}, {}},
               {"row_accesses", &P::rowAccesses, {1, 1e6}, {}},
               {"capacity_bytes", &P::capacityBytes, {1, 1e18}, {}},
               {"external_bandwidth", &P::externalBandwidth, {1, 1e18}, {}},
               {"processor_memory", &P::processorMemory, {}, 0.0}}},
             {"units",
              &P::unitSource,
              {{"units", &P::units, {1, 1024}, {}},
               {"unit_banks", &P::unitBanks, {1, 1024}, {}},
               {"macs_per_access", &P::macsPerAccess, {1, 1e5}, {}},
               {"rows_per_read", &P::rowsPerRead, {1, 4096}, 1.0},
               {"bank_rate_hertz", &P::bankRate, {0, 1e11}, 0.0},
               {"efficiency", &P::efficiency, {0, 1}, 0.0},
               {"operator_latency_seconds", &P::operatorLatency, kSeconds, 0.0}}},
             {"area",
              &P::area,
              {{"dies", &P::dies, {0, 64}, 0.0},
               {"bank_area", &P::bankArea, {0, 1}, 0.0},
               {"unit_area", &P::unitArea, {0, 1}, 0.0},
               {"die_area", &P::dieArea, {0, 1}, 0.0},
               {"die_group_banks", &P::dieGroupBanks, {0, 1e6}, 0.0},
               {"die_bank_groups", &P::dieBankGroups, {0, 1e6}, 0.0}}},
             {"power",
              &P::power,
              {{"budget_watts", &P::powerBudget, kWatts, 0.0}, {"idle_watts", &P::idlePower, kWatts, {}}}},
             {"link",
              &P::link,
              {{"bandwidth", &P::linkBandwidth, {1, 1e18}, {}},
               {"latency_seconds", &P::linkLatency, kSeconds, {}},
               {"energy", &P::linkEnergy, kEnergy, {}}}},
             {"timing",
              &P::timingSource,
              {{"clock_period", &P::clockPeriod, kSeconds, 0.0},
               {"read_to_precharge", &P::readToPrecharge, kCycles, 0.0},
               {"precharge", &P::precharge, kCycles, 0.0},
               {"activate", &P::activate, kCycles, 0.0},
               {"active_row", &P::activeRow, kCycles, 0.0},
               {"refresh_interval", &P::refreshInterval, kCycles, 0.0},
               {"refresh_cycle", &P::refreshCycle, kCycles, 0.0}}},
             {"energy",
              &P::energy,
              {{"read", &P::readEnergy, kEnergy, 0.0},
               {"interposer", &P::interposerEnergy, kEnergy, 0.0},
               {"movement", &P::movementEnergy, kEnergy, 0.0},
               {"mac", &P::macEnergy, kEnergy, 0.0},
               {"buffer", &P::bufferEnergy, kEnergy, 0.0}}}}};
}

void readExtras(PimStack& stack, ObjectReader& reader)
{
    stack.dramAs = reader.text("dram_as", "");
    stack.builtPlacement = readPlacementId(reader, "built_placement", reader.text("built_placement", "bank"));
    reader.objects("placements", false, [&stack](ObjectReader& item) {
        const PimPlacement which = readPlacementId(item, "id", item.text("id"));
        PimPlacementSpec& spec = stack.placements[static_cast<std::size_t>(which)];
        spec.channelAccesses = item.number("channel_accesses", kCount);
        spec.readEnergy = item.number("read_energy", kEnergy);
        spec.limited = readMode(item, "limited", nullptr);
        spec.unlimited = readMode(item, "unlimited", &spec.limited);
    });
    if (stack.placements.front().channelAccesses > 0.0)
        stack.attentionFit = reader.source("placements_source");
}

void writeExtras(const PimStack& stack, ordered_json& document)
{
    document["built_placement"] = kPlacementIds[static_cast<std::size_t>(stack.builtPlacement)];
    if (!stack.dramAs.empty()) {
        document["dram_as"] = stack.dramAs;
        return;
    }
    if (!stack.hasCommands(PimPlacement::Bank))
        return;
    ordered_json list = ordered_json::array();
    for (std::size_t i = 0; i < kPimPlacements; ++i) {
        const PimPlacementSpec& spec = stack.placements[i];
        list.push_back({{"id", kPlacementIds[i]},
                        {"channel_accesses", spec.channelAccesses},
                        {"read_energy", spec.readEnergy},
                        {"limited", modeJson(spec.limited, nullptr)},
                        {"unlimited", modeJson(spec.unlimited, &spec.limited)}});
    }
    document["placements"] = std::move(list);
    document["placements_source"] = {{"tag", sourceTagName(stack.attentionFit.tag)}, {"text", stack.attentionFit.text}};
}

void checkWhole(const PimStack& stack, ObjectReader& reader)
{
    const bool streams = stack.bankRate > 0.0 && stack.efficiency > 0.0 && stack.readEnergy > 0.0;
    const bool commands = stack.hasCommands(PimPlacement::Bank) && stack.hasCommands(PimPlacement::BankGroup)
        && stack.hasCommands(PimPlacement::BufferDie) && stack.clockPeriod > 0.0;
    if (stack.dramAs.empty() && !streams && !commands)
        reader.problem("units",
                       "needs bank_rate_hertz and efficiency (and energy read), or the file needs timing and the "
                       "placements bank, bank_group and buffer, or dram_as");
    if (stack.dies > 0.0
        && (stack.bankArea <= 0.0 || stack.unitArea <= 0.0 || stack.dieArea <= 0.0 || stack.dieGroupBanks <= 0.0
            || stack.dieBankGroups <= 0.0))
        reader.problem("area", "needs all of its keys, or none");
}

void completePimStacks(std::vector<PimStack>& stacks, FileProblems& problems)
{
    const auto misses = [&stacks](const PimStack& stack) {
        const int index = indexOf(stacks, stack.dramAs);
        return index < 0 || !stacks[static_cast<std::size_t>(index)].dramAs.empty();
    };
    for (std::size_t i = 0; i < stacks.size();) {
        if (stacks[i].dramAs.empty() || stacks[i].clockPeriod > 0.0) {
            ++i; // its own, or complete already
        } else if (misses(stacks[i])) {
            problems.push_back(
                {stacks[i].id, "/dram_as",
                 fmt::format("is \"{}\"; must be the id of a PIM stack with placements of its own", stacks[i].dramAs)});
            stacks.erase(stacks.begin() + static_cast<std::ptrdiff_t>(i));
        } else {
            stacks[i].takeDramOf(stacks[static_cast<std::size_t>(indexOf(stacks, stacks[i].dramAs))]);
            ++i;
        }
    }
}

} // namespace ralmscope
