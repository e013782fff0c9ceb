// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace.h"

#include "catalog_files.h"
#include "default_paths.h"
#include "paper_figure.h"
#include "parameter_choices.h"
#include "qt_text.h"
#include "simulate.h"
#include "system_file.h"

namespace ralmscope {

namespace {

constexpr std::string_view kBaselineSystem = "cpu-baseline";

} // namespace

SessionState startState(const SystemFile& system, const Catalog& catalog, const DataDirectories& directories)
{
    SessionState state;
    state.design = system.design;
    state.presetDesign = system.design;
    state.presetName = qtext(system.name);
    state.presetFile = QString::fromStdString(system.file.string());
    if (system.design.choice<Organisation>(Parameter::RetrievalOrganisation) == Organisation::None) {
        // Where nothing is retrieved there is no CPU to compare with; what the user then changes is seen against the
        // start.
        state.baseline = Baseline{state.presetName, system.design};
    } else if (const auto baseline = findSystem(kBaselineSystem, directories, catalog)) {
        // The same work on the baseline's hardware, so that the first comparison is a fair one.
        DesignPoint design = baseline->design;
        for (const ParameterInfo& row : parameterTable()) {
            if (row.group == ParameterGroup::Workload || row.group == ParameterGroup::LanguageModel)
                design.set(row.parameter, system.design[row.parameter]);
        }
        for (const Parameter same : {Parameter::RetrievalDatabase, Parameter::RetrievalNprobe, Parameter::RetrievalK,
                                     Parameter::RetrievalInterval})
            design.set(same, system.design[same]);
        // A model that is spread over GPUs needs as many of them there.
        design.set(Parameter::GpuCount,
                   std::max(design[Parameter::GpuCount],
                            design[Parameter::LmTensorParallel] * design[Parameter::LmPipelineParallel]));
        if (!(design == system.design) && simulate(design, catalog).verdict.usable())
            state.baseline = Baseline{qtext(baseline->name), design};
    }
    return state;
}

tl::expected<std::unique_ptr<Workspace>, std::string> Workspace::open(const Options& options)
{
    std::unique_ptr<Workspace> work(new Workspace);
    work->m_directories = locateDataDirectories();
    auto loaded = loadCatalog(work->m_directories);
    if (!loaded)
        return tl::make_unexpected("The shipped data files cannot be read:\n" + problemsText(loaded.error()));
    work->m_catalog = std::make_shared<const Catalog>(std::move(loaded->catalog));
    for (const std::string& notice : loaded->notices)
        work->m_notices << qtext(notice);
    if (!loaded->problems.empty())
        work->m_notices << qtext(problemsText(loaded->problems)).trimmed();

    const std::string wanted = options.preset.empty() ? std::string(kDefaultSystem) : options.preset;
    const auto system = findSystem(wanted, work->m_directories, *work->m_catalog);
    if (!system)
        return tl::make_unexpected(problemsText(system.error()));

    const auto figures = loadFigures(work->m_directories, *work->m_catalog);
    if (!figures)
        return tl::make_unexpected("The shipped figures cannot be read:\n" + problemsText(figures.error()));
    if (!figures->problems.empty())
        work->m_notices << qtext(problemsText(figures->problems)).trimmed();
    work->m_measured =
        std::make_shared<const MeasuredPoints>(MeasuredPoints::fromFigures(figures->figures, *work->m_catalog));

    work->m_databasePath = options.databasePath;
    if (work->m_databasePath.empty()) {
        const auto path = prepareDefaultDatabasePath(userDataDirectory());
        work->m_databasePath = path ? *path : ":memory:";
        if (!path)
            work->m_notices << qtext(path.error());
    }
    work->m_session = std::make_unique<Session>(work->m_catalog);
    work->m_session->restore(startState(*system, *work->m_catalog, work->m_directories));
    work->m_engine = std::make_unique<ExplorationEngine>(work->m_catalog, work->m_measured, work->m_databasePath);
    return work;
}

} // namespace ralmscope
