// SPDX-License-Identifier: GPL-3.0-or-later
#include "design_choice.h"

#include "value_text.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace ralmscope::cli {

void DesignChoice::addOptions(CLI::App& command)
{
    command.add_option("--preset", preset, "System to start from: an id of 'list presets', or a file")
        ->capture_default_str();
    command.add_option("--set", settings, "Change a parameter: id=value (repeat for more; see 'list parameters')")
        ->type_name("id=value")
        ->allow_extra_args(false);
}

std::optional<SystemFile> DesignChoice::read(const Workspace& workspace) const
{
    auto system = findSystem(preset, workspace.directories, workspace.catalog);
    if (!system)
        printErrors(system.error());
    bool good = system.has_value();
    std::vector<Change> changes;
    for (const std::string& setting : settings) {
        const std::size_t equals = setting.find('=');
        const ParameterInfo* row = findParameter(setting.substr(0, equals));
        std::string problem;
        std::optional<double> value;
        if (equals == std::string::npos)
            problem = "expected id=value";
        else if (row == nullptr)
            problem = fmt::format("there is no parameter '{}'; see 'list parameters'", setting.substr(0, equals));
        else
            value = valueFromText(*row, setting.substr(equals + 1), workspace.catalog, &problem);
        if (value) {
            changes.emplace_back(row->parameter, *value);
        } else {
            printError(fmt::format("--set {}: {}", setting, problem));
            good = false;
        }
    }
    if (!good)
        return std::nullopt;
    applyChanges(system->design, changes);
    return std::move(*system);
}

void applyChanges(DesignPoint& design, const std::vector<Change>& changes)
{
    for (const bool catalogEntries : {true, false}) {
        for (const auto& [parameter, value] : changes) {
            if ((info(parameter).type == ParameterType::Catalog) == catalogEntries)
                setByUser(design, parameter, value);
        }
    }
}

} // namespace ralmscope::cli
