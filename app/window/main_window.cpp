// SPDX-License-Identifier: GPL-3.0-or-later
#include "main_window.h"

#include "axis.h"
#include "explore_view.h"
#include "figure_desk.h"
#include "mapping_view.h"
#include "message_bar.h"
#include "papers_view.h"
#include "parameter_panel.h"
#include "preset_files.h"
#include "qt_text.h"
#include "readout_panel.h"
#include "results_view.h"
#include "status_strip.h"
#include "step_view.h"
#include "system_picture_widget.h"
#include "tool_strip.h"
#include "view_switch.h"
#include "window_commands.h"

#include <QApplication>
#include <QDragEnterEvent>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenuBar>
#include <QMimeData>
#include <QStackedWidget>
#include <QTimer>
#include <QVBoxLayout>

namespace ralmscope {

namespace {
constexpr int kSweepPoints = 4096;
constexpr int kNarrow = 1240;

/// Everything that can be exported from the views of the current design.
std::vector<ChartView*> chartsOf(const ExploreView& explore, const StepView& step, const MappingView& mapping)
{
    std::vector<ChartView*> charts(explore.charts().begin(), explore.charts().end());
    charts.insert(charts.end(), step.charts().begin(), step.charts().end());
    charts.insert(charts.end(), mapping.charts().begin(), mapping.charts().end());
    return charts;
}

}

MainWindow::MainWindow(Workspace& workspace, Appearance& appearance, WindowSettings& settings, QWidget* parent)
    : QMainWindow(parent)
    , m_workspace(&workspace)
    , m_appearance(&appearance)
    , m_settings(&settings)
    , m_papers(new PapersModel(workspace.sharedCatalog(), this))
    , m_live(new LiveLink(workspace.session(), workspace.engine(), this))
    , m_sweep(new SweepJob(workspace.sharedCatalog(), workspace.databasePath(), this))
    , m_messages(new MessageBar(appearance, this))
    , m_presets(new PresetFiles(workspace.session(), workspace.directories(), *m_messages, settings.store(), this))
    , m_parameters(new ParameterPanel(workspace.session(), appearance, this))
    , m_explore(new ExploreView(workspace.session(), appearance, this))
    , m_step(new StepView(appearance, this))
    , m_mapping(new MappingView(workspace.session(), appearance, this))
    , m_results(new ResultsView(workspace.session(), workspace.engine(), *m_messages, appearance, this))
    , m_papersView(new PapersView(workspace.session(), *m_papers, appearance, this))
    , m_readout(new ReadoutPanel(workspace.session(), appearance, this))
    , m_status(new StatusStrip(appearance, this))
    , m_figures(new FigureDesk(workspace, *m_explore, chartsOf(*m_explore, *m_step, *m_mapping), *m_papers, *m_messages,
                               appearance, *this))
    , m_views(new QStackedWidget(this))
{
    setWindowTitle(tr("Ralmscope"));
    setAcceptDrops(true);
    setMinimumSize(1040, 620);
    addWindowCommands(*this);
    build();
    connectViews();
    connectSweep();
    restyle();
    m_status->setDatabase(qtext(workspace.databasePath()));
    for (const QString& notice : workspace.notices())
        m_messages->show({.cause = notice, .text = notice, .level = MessageBar::Level::Warning});
    m_live->refresh();
}

MainWindow::~MainWindow() = default;

void MainWindow::build()
{
    m_tools = new ToolStrip(m_workspace->session(), m_commands, viewNames(), *m_appearance, this);
    m_tools->setPresetMenu([this](QMenu& menu) { m_presets->fillMenu(menu); });
    auto* name = new QLabel(tr("Ralmscope"), menuBar());
    name->setObjectName(QStringLiteral("programName"));
    name->setMinimumHeight(28);
    menuBar()->setCornerWidget(name);

    m_views->addWidget(m_explore);
    m_views->addWidget(m_step);
    m_views->addWidget(m_mapping);
    m_views->addWidget(m_results);
    m_views->addWidget(m_papersView);
    auto* centre = new QWidget(this);
    centre->setObjectName(QStringLiteral("centre"));
    auto* column = new QVBoxLayout(centre);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_tools);
    column->addWidget(m_messages);
    auto* row = new QHBoxLayout;
    row->setSpacing(0);
    row->addWidget(m_parameters);
    row->addWidget(m_views, 1);
    row->addWidget(m_readout);
    column->addLayout(row, 1);
    column->addWidget(m_status);
    setCentralWidget(centre);
    // Nothing is marked as focused at first, and a click beside everything ends typing.
    centre->setFocusPolicy(Qt::ClickFocus);
    centre->setFocus();
    m_tools->views()->setCurrent(static_cast<int>(View::Explore));
}

void MainWindow::connectViews()
{
    Session& session = m_workspace->session();
    ExplorationEngine& engine = m_workspace->engine();
    connect(m_tools->views(), &ViewSwitch::chosen, this, [this](int index) { showView(static_cast<View>(index)); });
    connect(m_live, &LiveLink::frameReady, this,
            [this](const std::shared_ptr<const ExploreFrame>& frame) { takeFrame(*frame); });
    connect(m_live, &LiveLink::asked, this, [this] {
        if (currentView() == View::Explore)
            m_explore->setStale(true);
        else if (currentView() == View::Step)
            m_step->setStale(true);
        else if (currentView() == View::Mapping)
            m_mapping->setStale(true);
    });
    connect(m_live, &LiveLink::frameTimed, m_status, &StatusStrip::setFrameTime);
    connect(&engine, &ExplorationEngine::failed, this, [this](const QString& message) {
        m_messages->show({.cause = QStringLiteral("database"), .text = message, .level = MessageBar::Level::Error});
    });
    connect(&engine, &ExplorationEngine::storeChanged, this, [this](const QString& message) {
        m_messages->show({.cause = QStringLiteral("store"), .text = message});
        m_live->refresh();
    });
    connect(&engine, &ExplorationEngine::databaseOpened, this, [this](const QString& path) {
        m_workspace->setDatabasePath(path.toStdString());
        m_sweep->setDatabase(m_workspace->databasePath());
        m_status->setDatabase(path);
    });
    connect(&session, &Session::designChanged, m_messages, [this] { m_messages->dismiss(QStringLiteral("scale")); });
    connect(m_explore, &ExploreView::exportRequested, m_figures, &FigureDesk::openExport);
    connect(m_step, &StepView::exportRequested, m_figures, &FigureDesk::openExport);
    connect(m_mapping, &MappingView::exportRequested, m_figures, &FigureDesk::openExport);
    connect(m_papersView, &PapersView::exportRequested, m_figures, &FigureDesk::openExport);
    const auto copy = [this](const std::shared_ptr<const ChartModel>& chart, const QImage& image) {
        m_figures->copy(*chart, image);
    };
    connect(m_explore, &ExploreView::copyRequested, this, copy);
    connect(m_step, &StepView::copyRequested, this, copy);
    connect(m_mapping, &MappingView::copyRequested, this, copy);
    connect(m_papersView, &PapersView::copyRequested, this, copy);
    connect(m_explore, &ExploreView::refused, this,
            [this](const QString& reason) { m_messages->show({.cause = QStringLiteral("scale"), .text = reason}); });
    connect(m_mapping, &MappingView::refused, this,
            [this](const QString& reason) { m_messages->show({.cause = QStringLiteral("locked"), .text = reason}); });
    connect(m_results, &ResultsView::designOpened, this, [this] { showView(View::Explore); });
    connect(m_papersView, &PapersView::designOpened, this, [this] {
        showView(View::Explore);
        m_messages->show({.cause = QStringLiteral("open"),
                          .text = tr("Opened the design behind that point."),
                          .actionText = tr("Undo"),
                          .action = [this] { m_workspace->session().undoStack()->undo(); }});
    });
    connect(m_appearance, &Appearance::changed, this, [this] {
        m_settings->setTheme(m_appearance->variant());
        restyle();
    });
}

void MainWindow::connectSweep()
{
    connect(m_status, &StatusStrip::cancelRequested, m_sweep, &SweepJob::cancel);
    connect(m_sweep, &SweepJob::progressed, this, [this](quint64 done, quint64 size) {
        m_status->setJob(tr("Sweep %1 of %2").arg(done).arg(size),
                         size > 0 ? static_cast<double>(done) / static_cast<double>(size) : 1.0);
    });
    connect(m_sweep, &SweepJob::finished, this, [this](const QString& message, const QString& problem) {
        m_status->setJob({}, 0.0);
        const bool good = problem.isEmpty();
        m_messages->show({.cause = QStringLiteral("sweep"),
                          .text = good ? message : problem,
                          .level = good ? MessageBar::Level::Info : MessageBar::Level::Error});
    });
}

void MainWindow::takeFrame(const ExploreFrame& frame)
{
    m_readout->setReadout(makeReadout(frame, m_workspace->catalog()));
    m_status->setFrame(frame);
    const SystemPicture picture = makeSystemPicture(frame, m_workspace->catalog());
    m_explore->picture()->setPicture(picture);
    m_mapping->picture()->setPicture(picture);
    if (currentView() == View::Explore)
        m_explore->setFrame(m_live->frame());
    else if (currentView() == View::Step)
        m_step->setFrame(m_live->frame());
    else if (currentView() == View::Mapping)
        m_mapping->setFrame(m_live->frame());
}

void MainWindow::restyle()
{
    const Theme& theme = m_appearance->theme();
    auto* name = findChild<QLabel*>(QStringLiteral("programName"));
    name->setFont(theme.font(FontRole::Strong));
}

void MainWindow::showView(View view)
{
    m_views->setCurrentIndex(static_cast<int>(view));
    m_tools->views()->setCurrent(static_cast<int>(view));
    m_live->setVisible(
        {.explore = view == View::Explore, .step = view == View::Step, .mapping = view == View::Mapping});
    // Papers compare designs of their own: the current one steps aside.
    m_parameters->setVisible(view != View::Papers);
    m_readout->setVisible(view != View::Papers);
}

View MainWindow::currentView() const
{
    return static_cast<View>(m_views->currentIndex());
}

bool MainWindow::waitUntilPainted(int milliseconds)
{
    QElapsedTimer clock;
    clock.start();
    const auto left = [&] { return static_cast<int>(milliseconds - clock.elapsed()); };
    while (m_live->isPending() || !m_workspace->engine().isIdle()) {
        if (left() <= 0)
            return false;
        // Sleeps between events: the worker needs the processor.
        QEventLoop loop;
        QTimer::singleShot(5, &loop, &QEventLoop::quit);
        loop.exec();
    }
    if (currentView() == View::Papers && !m_papers->waitUntilLoaded(std::max(1, left())))
        return false;
    // Twice: laying out what came posts the painting.
    for (int i = 0; i < 2; ++i) {
        QApplication::sendPostedEvents();
        QApplication::processEvents();
    }
    return true;
}

void MainWindow::runSweep()
{
    const Session& session = m_workspace->session();
    const Parameter parameter = session.state().xAxis;
    Sweep sweep;
    sweep.base = session.design();
    sweep.axes = {axisOver(parameter, m_workspace->catalog(), kSweepPoints)};
    m_sweep->start(sweep, tr("%1 over %2").arg(session.state().presetName, qtext(info(parameter).label)));
}

void MainWindow::cancelJob()
{
    m_sweep->cancel();
}

void MainWindow::openDropped(const QString& file)
{
    const QString suffix = QFileInfo(file).suffix().toLower();
    if (suffix == QLatin1String("json"))
        m_presets->open(file);
    else if (suffix == QLatin1String("db") || suffix == QLatin1String("sqlite"))
        m_workspace->engine().openDatabase(file.toStdString());
    else
        m_presets->openFigure(file);
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    if (event->mimeData()->hasUrls())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event)
{
    for (const QUrl& url : event->mimeData()->urls()) {
        if (url.isLocalFile())
            openDropped(url.toLocalFile());
    }
    event->acceptProposedAction();
}

void MainWindow::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape)
        cancelJob();
    else
        QMainWindow::keyPressEvent(event);
}

void MainWindow::resizeEvent(QResizeEvent* event)
{
    QMainWindow::resizeEvent(event);
    // The charts need the room more than the panels do.
    const bool narrow = width() < kNarrow;
    m_parameters->setFixedWidth(narrow ? 268 : 300);
    m_readout->setFixedWidth(narrow ? 240 : 272);
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    m_settings->saveGeometry(*this);
    QMainWindow::closeEvent(event);
}

} // namespace ralmscope
