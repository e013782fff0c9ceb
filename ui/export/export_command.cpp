// SPDX-License-Identifier: GPL-3.0-or-later
#include "export_command.h"

#include "catalog_files.h"
#include "export_file.h"
#include "measured_points.h"
#include "paper_figure.h"
#include "session_figure.h"
#include "value_text.h"
#include "worker_store.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstdio>
#include <memory>

namespace ralmscope {

namespace {

using Failure = tl::unexpected<std::string>;

struct Options
{
    std::string preset{kDefaultSystem};
    std::string chart;
    std::string format; ///< empty: the suffix of `out`
    std::string theme = "paper";
    std::string size; ///< empty: defaultFigureSize()
    std::vector<std::string> settings;
    std::string xAxis;
    bool logarithmic = false;
    std::string out;
};

void declare(CLI::App& app, Options& options)
{
    app.description("Writes a chart or the system picture as a figure, with the design inside.");
    app.add_option("--preset", options.preset, "Preset id or file")->capture_default_str();
    app.add_option(
           "--chart", options.chart,
           fmt::format("{}, a metric id, paper:<figure id> or errors:<figure id>", fmt::join(figureIds(), ", ")))
        ->required();
    app.add_option("--format", options.format, "pdf, svg, png or csv; default: the suffix of FILE");
    app.add_option("--theme", options.theme, "paper, light or dark")->capture_default_str();
    app.add_option("--size", options.size,
                   "ieee1, ieee2, acm1, acm2 or WxHmm; default: ieee1, for the system picture wider");
    app.add_option("--set", options.settings, "id=value: changes a parameter of the preset")->allow_extra_args(false);
    app.add_option("--x", options.xAxis, "Parameter along the x axis");
    app.add_flag("--log", options.logarithmic, "Logarithmic y axis");
    app.add_option("--out", options.out, "File to write")->required();
}

tl::expected<FigureOptions, std::string> figureOptions(const Options& options)
{
    FigureOptions result;
    std::string id = options.format;
    if (id.empty()) {
        const std::size_t point = options.out.rfind('.');
        id = point == std::string::npos ? std::string() : options.out.substr(point + 1);
    }
    const auto format = figureFormatFromId(id);
    if (!format)
        return Failure(fmt::format("--format: \"{}\" is none of pdf, svg, png, csv", id));
    const auto theme = figureThemeFromId(options.theme);
    if (!theme)
        return Failure(fmt::format("--theme: \"{}\" is none of paper, light, dark", options.theme));
    const auto size = options.size.empty() ? defaultFigureSize(options.chart) : parseFigureSize(options.size);
    if (!size)
        return Failure("--size: " + size.error());
    result.format = *format;
    result.theme = *theme;
    result.size = *size;
    return result;
}

tl::expected<void, std::string> apply(const std::string& setting, DesignPoint& design, const Catalog& catalog)
{
    const std::size_t equals = setting.find('=');
    if (equals == std::string::npos)
        return Failure(fmt::format("--set {}: expected id=value", setting));
    const ParameterInfo* row = findParameter(std::string_view(setting).substr(0, equals));
    if (!row)
        return Failure(fmt::format("--set {}: no parameter \"{}\"", setting, setting.substr(0, equals)));
    std::string problem;
    const auto value = valueFromText(*row, std::string_view(setting).substr(equals + 1), catalog, &problem);
    if (!value)
        return Failure(fmt::format("--set {}: {}", setting, problem));
    setByUser(design, row->parameter, *value);
    return {};
}

tl::expected<SessionState, std::string> sessionState(const Options& options, const Catalog& catalog,
                                                     const DataDirectories& directories, const StartState& startState)
{
    const auto system = findSystem(options.preset, directories, catalog);
    if (!system)
        return Failure(problemsText(system.error()));
    SessionState state;
    if (startState)
        state = startState(*system, catalog, directories);
    else {
        state.design = system->design;
        state.presetDesign = system->design;
        state.presetName = QString::fromStdString(system->name);
    }
    for (const std::string& setting : options.settings) {
        if (const auto applied = apply(setting, state.design, catalog); !applied)
            return Failure(applied.error());
    }
    if (!options.xAxis.empty()) {
        const ParameterInfo* row = findParameter(options.xAxis);
        if (!row)
            return Failure(fmt::format("--x: no parameter \"{}\"", options.xAxis));
        state.xAxis = row->parameter;
    }
    state.logarithmic.fill(options.logarithmic);
    return state;
}

tl::expected<void, std::string> run(const Options& options, const StartState& startState)
{
    const auto figure = figureOptions(options);
    if (!figure)
        return Failure(figure.error());
    const DataDirectories directories = locateDataDirectories();
    auto loaded = loadCatalog(directories);
    if (!loaded)
        return Failure(problemsText(loaded.error()));
    const auto catalog = std::make_shared<const Catalog>(std::move(loaded->catalog));
    const auto state = sessionState(options, *catalog, directories, startState);
    if (!state)
        return Failure(state.error());
    const auto papers = loadFigures(directories, *catalog);
    if (!papers)
        return Failure(problemsText(papers.error()));
    // A damaged figure takes nothing but itself away: its chart, and its marks in others.
    for (const FileProblem& problem : papers->problems)
        fmt::print(stderr, "ralmscope: {}\n", problem.text());
    const MeasuredPoints measured = MeasuredPoints::fromFigures(papers->figures, *catalog);

    // The same way as in the window: every number is a row of a results database, here one in memory.
    WorkerStore store(catalog,
                      ":memory:", [](const std::string& message) { fmt::print(stderr, "ralmscope: {}\n", message); });
    const auto built = buildFigure(
        options.chart, *state, *catalog,
        [&](std::span<const DesignPoint> designs) { return store.evaluate(designs).results; }, &measured,
        papers->figures);
    if (!built)
        return Failure("--chart: " + built.error());
    const auto bytes = exportSessionFigure(*built, *figure, sessionProvenance(*state, *catalog, options.chart));
    if (!bytes)
        return Failure(bytes.error());
    return writeFigureFile(options.out, *bytes);
}

} // namespace

int runExportCommand(const std::vector<std::string>& arguments, const StartState& startState)
{
    Options options;
    CLI::App app;
    app.name("ralmscope export");
    declare(app, options);
    try {
        app.parse(std::vector<std::string>(arguments.rbegin(), arguments.rend())); // CLI11 takes them from the back
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : 2;
    }
    const auto done = run(options, startState);
    if (done)
        return 0;
    std::string problem = done.error();
    while (problem.ends_with('\n'))
        problem.pop_back();
    fmt::print(stderr, "ralmscope export: {}\n", problem);
    return 2;
}

} // namespace ralmscope
