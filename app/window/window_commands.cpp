// SPDX-License-Identifier: GPL-3.0-or-later
#include "window_commands.h"

#include "command_palette.h"
#include "figure_desk.h"
#include "main_window.h"
#include "parameter_panel.h"
#include "preset_files.h"
#include "qt_text.h"
#include "readout_panel.h"
#include "simulate.h"

#include <QLabel>
#include <QMenu>
#include <QMenuBar>
#include <QMessageBox>

#include <map>

namespace ralmscope {

namespace {

QKeySequence keys(const char* text)
{
    return QKeySequence(QString::fromLatin1(text));
}

void addFileCommands(CommandRegistry& commands, MainWindow& window)
{
    PresetFiles* presets = window.presets();
    Session& session = window.workspace().session();
    const QString file = MainWindow::tr("File");
    commands.add(
        {QStringLiteral("file.open"), MainWindow::tr("Open…"), file, keys("Ctrl+O"), [=] { presets->openDialog(); }});
    commands.add({QStringLiteral("file.save"), MainWindow::tr("Save"), file, keys("Ctrl+S"), [=] { presets->save(); }});
    commands.add({QStringLiteral("file.saveAs"), MainWindow::tr("Save as…"), file, keys("Ctrl+Shift+S"),
                  [=] { presets->saveAs(); }});
    commands.add({QStringLiteral("file.reset"),
                  MainWindow::tr("Reset to preset"),
                  file,
                  {},
                  [=] { presets->reset(); },
                  [&session] { return session.isModified(); }});
    commands.add({QStringLiteral("file.export"), MainWindow::tr("Export chart…"), file, keys("Ctrl+E"),
                  [&window] { window.figures()->openExport({}); }});
    commands.add(
        {QStringLiteral("file.quit"), MainWindow::tr("Quit"), file, keys("Ctrl+Q"), [&window] { window.close(); }});
}

void addDesignCommands(CommandRegistry& commands, MainWindow& window)
{
    Session& session = window.workspace().session();
    const QString edit = MainWindow::tr("Edit");
    const QString design = MainWindow::tr("Design");
    commands.add({QStringLiteral("edit.undo"), MainWindow::tr("Undo"), edit, keys("Ctrl+Z"),
                  [&session] { session.undoStack()->undo(); }, [&session] { return session.undoStack()->canUndo(); }});
    commands.add({QStringLiteral("edit.redo"), MainWindow::tr("Redo"), edit, keys("Ctrl+Shift+Z"),
                  [&session] { session.undoStack()->redo(); }, [&session] { return session.undoStack()->canRedo(); }});
    commands.add({QStringLiteral("baseline.pin"), MainWindow::tr("Pin baseline"), design, keys("Ctrl+B"),
                  [&session] { session.pinBaseline(); }});
    commands.add({QStringLiteral("baseline.clear"), MainWindow::tr("Clear baseline"), design, keys("Ctrl+Shift+B"),
                  [&session] { session.clearBaseline(); },
                  [&session] { return session.state().baseline.has_value(); }});
    commands.add({QStringLiteral("baseline.open"),
                  MainWindow::tr("Open the baseline's design"),
                  design,
                  {},
                  [&session] {
                      const Baseline baseline = *session.state().baseline;
                      session.openDesign(baseline.design, baseline.name);
                  },
                  [&session] { return session.state().baseline.has_value(); }});
    const QString sweep = MainWindow::tr("Sweep");
    commands.add({QStringLiteral("sweep.run"), MainWindow::tr("Store a fine sweep of the x axis"), sweep, keys("F5"),
                  [&window] { window.runSweep(); }});
    commands.add({QStringLiteral("sweep.cancel"), MainWindow::tr("Cancel the sweep"), sweep, {}, [&window] {
                      window.cancelJob();
                  }});
}

void addViewCommands(CommandRegistry& commands, MainWindow& window)
{
    const QString view = MainWindow::tr("View");
    const QStringList names = viewNames();
    for (int i = 0; i < names.size(); ++i) {
        commands.add({QStringLiteral("view.%1").arg(i),
                      names.at(i),
                      view,
                      QKeySequence(QString::number(i + 1)),
                      [&window, i] { window.showView(static_cast<View>(i)); },
                      {},
                      [&window, i] { return window.currentView() == static_cast<View>(i); }});
    }
    commands.add({QStringLiteral("view.palette"), MainWindow::tr("Commands…"), view, keys("Ctrl+Shift+P"), [&window] {
                      auto* palette = new CommandPalette(window.commands(), &window);
                      palette->show();
                  }});
    commands.add({QStringLiteral("view.theme"), MainWindow::tr("Light or dark"), view, keys("Ctrl+Shift+D"),
                  [&window] { window.appearance().toggle(); }});
    Session& session = window.workspace().session();
    commands.add({QStringLiteral("view.baselineBand"),
                  MainWindow::tr("Error band of the baseline"),
                  view,
                  {},
                  [&session] { session.setBaselineBand(!session.state().baselineBand); },
                  [&session] { return session.state().baseline.has_value(); },
                  [&session] { return session.state().baselineBand; }});
    commands.add({QStringLiteral("view.currentBand"),
                  MainWindow::tr("Error band of this design"),
                  view,
                  {},
                  [&session] { session.setCurrentBand(!session.state().currentBand); },
                  {},
                  [&session] { return session.state().currentBand; }});
    commands.add({QStringLiteral("view.numbers"), MainWindow::tr("All numbers"), view, keys("Ctrl+Shift+N"),
                  [&window] { window.readout()->setAllNumbersOpen(true); }});
    const QString help = MainWindow::tr("Help");
    commands.add({QStringLiteral("help.keys"), MainWindow::tr("Keyboard"), help, keys("?"),
                  [&window] { (new ShortcutSheet(window.commands(), &window))->show(); }});
    commands.add(
        {QStringLiteral("help.about"), MainWindow::tr("About Ralmscope"), help, {}, [&window] {
             auto* box = new QMessageBox(&window);
             box->setAttribute(Qt::WA_DeleteOnClose);
             box->setWindowTitle(MainWindow::tr("About Ralmscope"));
             box->setTextFormat(Qt::RichText);
             box->setText(
                 MainWindow::tr(
                     "<b>Ralmscope %1</b> (model version %2)<p>Design-space explorer for retrieval-augmented language "
                     "models on heterogeneous hardware.</p><p>GPL-3.0-or-later. Results are in<br>%3</p>")
                     .arg(qtext(RALMSCOPE_VERSION))
                     .arg(kModelVersion)
                     .arg(qtext(window.workspace().databasePath()).toHtmlEscaped()));
             box->open();
         }});
}

/// For the palette only: every parameter by name.
void addParameterCommands(CommandRegistry& commands, MainWindow& window)
{
    Session& session = window.workspace().session();
    for (const ParameterInfo& row : parameterTable()) {
        const auto applicable = [&session, &row] { return applies(row, session.design()); };
        commands.add({QStringLiteral("parameter.%1").arg(qtext(row.id)),
                      qtext(row.label),
                      MainWindow::tr("Go to"),
                      {},
                      [&window, &row] { window.parameters()->reveal(row.parameter); },
                      applicable});
        commands.add({QStringLiteral("xaxis.%1").arg(qtext(row.id)),
                      qtext(row.label),
                      MainWindow::tr("x axis"),
                      {},
                      [&session, &row] { session.setXAxis(row.parameter); },
                      applicable});
    }
}

void fillMenuBar(MainWindow& window)
{
    std::map<QString, QMenu*> menus;
    const QStringList titles{MainWindow::tr("File"), MainWindow::tr("Edit"),  MainWindow::tr("Design"),
                             MainWindow::tr("View"), MainWindow::tr("Sweep"), MainWindow::tr("Help")};
    for (const QString& title : titles)
        menus[title] = window.menuBar()->addMenu(QLatin1Char('&') + title);
    const CommandRegistry* commands = &window.commands();
    for (const Command& command : commands->all()) {
        const auto menu = menus.find(command.group);
        if (menu == menus.end())
            continue;
        QAction* action = menu->second->addAction(command.text);
        action->setObjectName(command.id);
        action->setShortcut(command.shortcut);
        action->setCheckable(static_cast<bool>(command.checked));
        const QString id = command.id;
        QObject::connect(action, &QAction::triggered, &window, [commands, id] { commands->run(id); });
        // Enabled while the menu is open only: a disabled action would swallow its shortcut's refusal silently anyway,
        // and the registry checks again.
        QObject::connect(menu->second, &QMenu::aboutToShow, action, [action, commands, id] {
            const Command* shown = commands->find(id);
            action->setEnabled(!shown->enabled || shown->enabled());
            if (shown->checked)
                action->setChecked(shown->checked());
        });
        QObject::connect(menu->second, &QMenu::aboutToHide, action, [action] { action->setEnabled(true); });
    }
}

} // namespace

void addWindowCommands(MainWindow& window)
{
    CommandRegistry& commands = window.commands();
    addFileCommands(commands, window);
    addDesignCommands(commands, window);
    addViewCommands(commands, window);
    addParameterCommands(commands, window);
    fillMenuBar(window);
}

} // namespace ralmscope
