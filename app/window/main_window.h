// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "appearance.h"
#include "command.h"
#include "live_link.h"
#include "papers_model.h"
#include "sweep_job.h"
#include "views.h"
#include "window_settings.h"
#include "workspace.h"

#include <QMainWindow>

class QStackedWidget;

namespace ralmscope {

class ExploreView;
class FigureDesk;
class MappingView;
class MessageBar;
class PapersView;
class ParameterPanel;
class PresetFiles;
class ReadoutPanel;
class ResultsView;
class StatusStrip;
class StepView;
class SystemPictureWidget;
class ToolStrip;

/// The window: puts panels, views and bars together and connects them with the session. What they do is their own.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    /// All arguments must outlive the window.
    MainWindow(Workspace& workspace, Appearance& appearance, WindowSettings& settings, QWidget* parent = nullptr);
    ~MainWindow() override;

    void showView(View view);
    View currentView() const;
    /// Everything on show is up to date: for screenshots and tests.
    bool waitUntilPainted(int milliseconds = 20000);

    CommandRegistry& commands() { return m_commands; }
    Workspace& workspace() { return *m_workspace; }
    ParameterPanel* parameters() const { return m_parameters; }
    ExploreView* explore() const { return m_explore; }
    StepView* step() const { return m_step; }
    MappingView* mapping() const { return m_mapping; }
    ResultsView* results() const { return m_results; }
    PapersView* papers() const { return m_papersView; }
    ReadoutPanel* readout() const { return m_readout; }
    MessageBar* messages() const { return m_messages; }
    PresetFiles* presets() const { return m_presets; }
    Appearance& appearance() const { return *m_appearance; }
    FigureDesk* figures() const { return m_figures; }
    LiveLink* live() const { return m_live; }
    PapersModel* papersModel() const { return m_papers; }

    void runSweep();
    void cancelJob();

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void closeEvent(QCloseEvent* event) override;

private:
    void build();
    void connectViews();
    void connectSweep();
    void takeFrame(const ExploreFrame& frame);
    void openDropped(const QString& file);
    void restyle();

    Workspace* m_workspace;
    Appearance* m_appearance;
    WindowSettings* m_settings;
    CommandRegistry m_commands;
    PapersModel* m_papers;
    LiveLink* m_live;
    SweepJob* m_sweep;
    MessageBar* m_messages;
    PresetFiles* m_presets;
    ParameterPanel* m_parameters;
    ExploreView* m_explore;
    StepView* m_step;
    MappingView* m_mapping;
    ResultsView* m_results;
    PapersView* m_papersView;
    ReadoutPanel* m_readout;
    StatusStrip* m_status;
    ToolStrip* m_tools = nullptr;
    FigureDesk* m_figures;
    QStackedWidget* m_views;
};

} // namespace ralmscope
