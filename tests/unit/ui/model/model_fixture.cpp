// SPDX-License-Identifier: GPL-3.0-or-later
#include "model_fixture.h"

#include "catalog_files.h"
#include "parallel_evaluate.h"
#include "system_file.h"

#include <stdexcept>

namespace ralmscope {

namespace {

const DataDirectories kDirectories{RALMSCOPE_SOURCE_DIR "/presets", {}};

Shipped load()
{
    auto catalog = loadCatalog(kDirectories);
    if (!catalog)
        throw std::runtime_error(problemsText(catalog.error()));
    auto figures = loadFigures(kDirectories, catalog->catalog);
    if (!figures)
        throw std::runtime_error(problemsText(figures.error()));
    Shipped data;
    data.catalog = std::make_shared<const Catalog>(std::move(catalog->catalog));
    data.figures = std::move(figures->figures);
    data.measured = std::make_shared<const MeasuredPoints>(MeasuredPoints::fromFigures(data.figures, *data.catalog));
    return data;
}

} // namespace

const Shipped& shipped()
{
    static const Shipped data = load();
    return data;
}

SessionState shippedState(const char* system)
{
    const auto file = findSystem(system, kDirectories, *shipped().catalog);
    if (!file)
        throw std::runtime_error(problemsText(file.error()));
    SessionState state;
    state.design = file->design;
    state.presetDesign = file->design;
    state.presetName = QString::fromStdString(file->name);
    return state;
}

ExploreFrame directFrame(const SessionState& state, const MeasuredPoints* measured)
{
    const ExploreRequest request{1, state, true, true, true};
    const Catalog& catalog = *shipped().catalog;
    return buildExplore(request, catalog, evaluateAll(planExplore(request, catalog, measured), catalog), measured);
}

const ChartSeries* seriesOf(const ChartModel& chart, SeriesRole role)
{
    for (const ChartSeries& series : chart.series) {
        if (series.role == role)
            return &series;
    }
    return nullptr;
}

} // namespace ralmscope
