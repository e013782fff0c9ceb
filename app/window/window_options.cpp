// SPDX-License-Identifier: GPL-3.0-or-later
#include "window_options.h"

#include "simulate.h"
#include "views.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <cstdio>

namespace ralmscope {

namespace {

constexpr int kSmallest = 320;
constexpr int kLargest = 8192;

/// "1440x900"; the message of a validator is empty for good text.
std::string checkSize(const std::string& text)
{
    int width = 0;
    int height = 0;
    char rest = 0;
    if (std::sscanf(text.c_str(), "%dx%d%c", &width, &height, &rest) != 2)
        return fmt::format("{}: expected WIDTHxHEIGHT, such as 1440x900", text);
    for (const int length : {width, height}) {
        if (length < kSmallest || length > kLargest)
            return fmt::format("{}: width and height must be {} .. {}", text, kSmallest, kLargest);
    }
    return {};
}

} // namespace

ParsedOptions parseWindowOptions(int argc, const char* const* argv)
{
    CLI::App app{"Ralmscope: drag the parts of a retrieval-augmented language model system and watch it answer.\n"
                 "Without options the window opens. `ralmscope export --help` tells how to write figures."};
    app.set_version_flag("--version", fmt::format("ralmscope {} (model version {})", RALMSCOPE_VERSION, kModelVersion));
    WindowOptions options;
    std::string size;
    std::string theme;
    app.add_option("--preset", options.preset, "Start with this preset: an id or a file");
    app.add_option("--db", options.database, "Results database; \":memory:\" keeps nothing");
    auto* shot = app.add_option("--screenshot", options.screenshot, "Write the window to this PNG file and exit");
    auto* report = app.add_option("--headless-report", options.headlessReport,
                                  "Evaluate the preset's exploration, write its charts into this folder and exit");
    app.add_option("--view", options.view, "View to show")->check(CLI::IsMember(viewIds()));
    app.add_option("--figure", options.figure,
                   "Show this figure in the Papers view: an id of `ralmscope-cli list figures`");
    app.add_option("--size", size, "Window size, such as 1440x900")->check(CLI::Validator(checkSize, "WxH"));
    app.add_option("--theme", theme, "Colours")->check(CLI::IsMember({"light", "dark"}));
    shot->excludes(report);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        const int code = app.exit(error);
        return {std::nullopt, code == 0 ? 0 : 2};
    }
    if (!options.figure.empty() && options.view.empty())
        options.view = "papers";
    if (!size.empty()) {
        int width = 0;
        int height = 0;
        std::sscanf(size.c_str(), "%dx%d", &width, &height);
        options.size = QSize(width, height);
    }
    if (!theme.empty())
        options.theme = theme == "dark" ? ThemeVariant::Dark : ThemeVariant::Light;
    return {options, 0};
}

} // namespace ralmscope
