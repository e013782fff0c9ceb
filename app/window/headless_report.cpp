// SPDX-License-Identifier: GPL-3.0-or-later
#include "headless_report.h"

#include "export_file.h"
#include "readout_model.h"
#include "session_figure.h"
#include "workspace.h"

#include <QDir>

#include <fmt/format.h>

#include <cstdio>
#include <optional>
#include <vector>

namespace ralmscope {

namespace {

/// The frame that the window would show first; null on failure, told on stderr.
std::shared_ptr<const ExploreFrame> evaluate(Workspace& workspace)
{
    std::shared_ptr<const ExploreFrame> answer;
    ExplorationEngine& engine = workspace.engine();
    QObject::connect(&engine, &ExplorationEngine::failed,
                     [](const QString& message) { fmt::print(stderr, "ralmscope: {}\n", message.toStdString()); });
    QObject::connect(&engine, &ExplorationEngine::frameReady,
                     [&answer](const std::shared_ptr<const ExploreFrame>& frame) { answer = frame; });
    ExploreRequest request;
    request.state = workspace.session().state();
    request.mapping = true;
    request.step = true;
    engine.request(std::move(request));
    engine.waitUntilIdle(60000);
    return answer;
}

void printNumbers(const ReadoutModel& readout, const SessionState& state)
{
    fmt::print("\n{}", state.presetName.toStdString());
    if (!readout.baselineName.empty())
        fmt::print("  (beside: {})", readout.baselineName);
    fmt::print("\n");
    for (const MetricLine& line : readout.headlines)
        fmt::print("  {:<22} {:>8} {:<10} {}\n", line.label, line.value, line.unit, line.delta);
    fmt::print("  {}\n", readout.bottleneck);
}

} // namespace

int runHeadlessReport(Workspace& workspace, const std::string& folder)
{
    if (!QDir().mkpath(QString::fromStdString(folder))) {
        fmt::print(stderr, "ralmscope: {}: the folder cannot be created\n", folder);
        return 2;
    }
    const auto frame = evaluate(workspace);
    if (!frame) {
        fmt::print(stderr, "ralmscope: the exploration could not be evaluated\n");
        return 2;
    }
    std::vector<std::pair<std::string, Figure>> figures;
    for (const ChartModel* chart :
         {&frame->curves[0], &frame->curves[1], &frame->curves[2], &frame->breakdown, &frame->energyBreakdown,
          &frame->sequence, &frame->step.roofline, &frame->step.timelines[0], &frame->step.timelines[1],
          &frame->step.timelines[2], &frame->mapping.crossover, &frame->mapping.iterations, &frame->mapping.variants[0],
          &frame->mapping.variants[1], &frame->mapping.physics[0], &frame->mapping.physics[1]}) {
        if (!chart->empty())
            figures.emplace_back(chart->id, *chart);
    }
    figures.emplace_back("system", makeSystemPicture(*frame, workspace.catalog()));

    fmt::print("Charts in {}\n", QDir(QString::fromStdString(folder)).absolutePath().toStdString());
    for (const auto& [id, figure] : figures) {
        std::string formats;
        for (const FigureFormat format : figureFormats()) {
            FigureOptions options;
            options.format = format;
            const auto bytes =
                exportSessionFigure(figure, options, sessionProvenance(frame->state, workspace.catalog(), id));
            const std::string file = fmt::format("{}/{}.{}", folder, id, figureFormatId(format));
            const auto written = bytes ? writeFigureFile(file, *bytes)
                                       : tl::expected<void, std::string>(tl::make_unexpected(bytes.error()));
            if (!written) {
                fmt::print(stderr, "ralmscope: {}: {}\n", file, written.error());
                return 2;
            }
            formats += fmt::format(" .{}", figureFormatId(format));
        }
        fmt::print("  {:<18}{}\n", id, formats);
    }
    fmt::print("Results in {}: {} rows, {} points shown, {} reused\n", workspace.databasePath(), frame->rowsStored,
               frame->pointsShown, frame->pointsReused);
    printNumbers(makeReadout(*frame, workspace.catalog()), frame->state);
    return 0;
}

} // namespace ralmscope
