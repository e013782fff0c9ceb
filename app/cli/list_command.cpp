// SPDX-License-Identifier: GPL-3.0-or-later
#include "atomic_file.h"
#include "catalog.h"
#include "commands.h"
#include "csv_table.h"
#include "metric_table.h"
#include "paper_figure.h"
#include "parameter_table.h"
#include "system_file.h"
#include "value_text.h"
#include "workspace.h"

#include <array>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace ralmscope::cli {

using Json = nlohmann::ordered_json;

namespace {

std::string_view typeId(ParameterType type)
{
    constexpr std::array<std::string_view, 5> ids{"integer", "real", "choice", "flag", "catalog"};
    return ids[static_cast<std::size_t>(type)];
}

Json parametersJson(const Workspace& workspace)
{
    Json list = Json::array();
    for (const ParameterInfo& row : parameterTable()) {
        Json item{{"id", row.id},
                  {"label", row.label},
                  {"unit", row.unit},
                  {"type", typeId(row.type)},
                  {"group", groupName(row.group)}};
        if (row.type == ParameterType::Integer || row.type == ParameterType::Real) {
            item["minimum"] = row.minimum;
            item["maximum"] = row.maximum;
        }
        if (row.type == ParameterType::Choice)
            item["choices"] = row.choices;
        if (row.type == ParameterType::Catalog) {
            Json& choices = item["choices"] = Json::array();
            for (std::size_t i = 0; i < workspace.catalog.size(row.catalog); ++i)
                choices.push_back(workspace.catalog.entry(row.catalog, i).id);
        }
        item["default"] = valueText(row, row.defaultValue, workspace.catalog);
        if (!row.autoFrom.empty())
            item["automatic"] = row.autoFrom;
        item["doc"] = row.doc;
        list.push_back(std::move(item));
    }
    return list;
}

Json metricsJson()
{
    constexpr std::array<std::string_view, 3> better{"lower", "higher", "neither"};
    Json list = Json::array();
    for (const MetricInfo& row : metricTable()) {
        list.push_back({{"id", row.id},
                        {"label", row.label},
                        {"unit", row.unit},
                        {"better", better[static_cast<std::size_t>(row.better)]},
                        {"doc", row.doc}});
    }
    return list;
}

Json presetsJson(const Workspace& workspace)
{
    const SystemList systems = listSystems(workspace.directories, workspace.catalog);
    for (const FileProblem& problem : systems.problems)
        printWarning(problem.text());
    Json list = Json::array();
    for (const SystemFile& system : systems.systems) {
        list.push_back({{"id", system.id},
                        {"label", system.name},
                        {"doc", system.description},
                        {"shipped", system.shipped},
                        {"file", system.file.string()}});
    }
    return list;
}

Json entriesJson(const Workspace& workspace, const std::vector<CatalogKind>& kinds)
{
    Json list = Json::array();
    for (const CatalogKind kind : kinds) {
        for (std::size_t i = 0; i < workspace.catalog.size(kind); ++i) {
            const CatalogEntry& entry = workspace.catalog.entry(kind, i);
            list.push_back({{"id", entry.id}, {"label", entry.name}, {"kind", catalogKindId(kind)}});
        }
    }
    return list;
}

/// Devices that people look for and that the catalog does not have, with what is not published of them.
void addDevicesWithoutData(Json& list, const Workspace& workspace)
{
    const std::filesystem::path file = workspace.directories.shipped / "devices_without_data.csv";
    const auto text = readTextFile(file);
    if (!text) {
        printErrors({{file.string(), "", text.error()}});
        return;
    }
    const auto table = parseCsv(*text, file.string());
    if (!table) {
        printErrors(table.error());
        return;
    }
    for (const std::vector<std::string>& row : table->rows) {
        list.push_back(
            {{"id", "-"},
             {"label", fmt::format("{}: not enough published data: {} ({})", row.at(0), row.at(1), row.at(2))},
             {"kind", "not_enough_data"}});
    }
}

Json figuresJson(const Workspace& workspace, bool& good)
{
    Json list = Json::array();
    const auto load = loadFigures(workspace.directories, workspace.catalog);
    good = load.has_value();
    if (!load) {
        printErrors(load.error());
        return list;
    }
    for (const FileProblem& problem : load->problems)
        printWarning(problem.text());
    for (const PaperFigure& figure : load->figures) {
        list.push_back({{"id", figure.id},
                        {"label", figure.title},
                        {"rows", figure.table.rows.size()},
                        {"series", figure.series.size()},
                        {"source", figure.source.text},
                        {"columns", figure.table.header}});
    }
    return list;
}

/// One line per item: id and label, and for parameters what is allowed.
void printList(const Json& list)
{
    std::size_t width = 0;
    for (const Json& item : list)
        width = std::max(width, item["id"].get_ref<const std::string&>().size());
    for (const Json& item : list) {
        const std::string& id = item["id"].get_ref<const std::string&>();
        std::string line = fmt::format("{:{}}  {}", id, width, item["label"].get<std::string>());
        if (const ParameterInfo* row = findParameter(id); row && item.contains("type")) {
            std::string allowed = item.contains("choices") && row->type == ParameterType::Catalog
                ? fmt::format("{}", fmt::join(item["choices"].get<std::vector<std::string>>(), " | "))
                : allowedText(*row);
            line += fmt::format(": {} [{}]", allowed, item["default"].get<std::string>());
        } else if (item.contains("unit") && !item["unit"].get<std::string>().empty()) {
            line += fmt::format(" ({})", item["unit"].get<std::string>());
        }
        fmt::print("{}\n", line);
    }
}

int runList(const std::string& what, bool asJson)
{
    const auto workspace = loadWorkspace();
    if (!workspace)
        return kBadInput;
    bool good = true;
    Json list;
    if (what == "parameters")
        list = parametersJson(*workspace);
    else if (what == "metrics")
        list = metricsJson();
    else if (what == "presets")
        list = presetsJson(*workspace);
    else if (what == "devices") {
        list = entriesJson(*workspace,
                           {CatalogKind::Gpu, CatalogKind::Fpga, CatalogKind::Pim, CatalogKind::Cpu, CatalogKind::Link,
                            CatalogKind::GpuLink, CatalogKind::Stack});
        addDevicesWithoutData(list, *workspace);
    } else if (what == "models")
        list = entriesJson(*workspace, {CatalogKind::Model});
    else if (what == "databases")
        list = entriesJson(*workspace, {CatalogKind::Database});
    else
        list = figuresJson(*workspace, good);
    if (!good)
        return kBadInput;
    if (asJson)
        fmt::print("{}\n", list.dump(2));
    else
        printList(list);
    return kGood;
}

} // namespace

void addListCommand(CLI::App& app, int& exitCode)
{
    CLI::App* command = app.add_subcommand("list", "List what there is to choose from");
    struct Options
    {
        std::string what;
        bool json = false;
    };
    const auto options = std::make_shared<Options>();
    command->add_option("what", options->what, "parameters, metrics, presets, devices, models, databases or figures")
        ->required()
        ->check(CLI::IsMember({"parameters", "metrics", "presets", "devices", "models", "databases", "figures"}));
    command->add_flag("--json", options->json, "With everything known of each item, for programs");
    command->callback([options, &exitCode] { exitCode = runList(options->what, options->json); });
}

} // namespace ralmscope::cli
