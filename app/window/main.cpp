// SPDX-License-Identifier: GPL-3.0-or-later
#include "appearance.h"
#include "export_command.h"
#include "headless_report.h"
#include "main_window.h"
#include "message_bar.h"
#include "papers_view.h"
#include "screenshot.h"
#include "session_keeper.h"
#include "window_options.h"
#include "window_settings.h"
#include "workspace.h"

#include <QApplication>

#include <cstdio>
#include <cstdlib>
#include <string_view>
#include <vector>

namespace {

using namespace ralmscope;

/// Whether Qt has something to open windows on. Asked first, because Qt aborts the program where it has not.
bool hasDisplay()
{
    const auto set = [](const char* name) {
        const char* value = std::getenv(name);
        return value && *value;
    };
    return set("QT_QPA_PLATFORM") || set("DISPLAY") || set("WAYLAND_DISPLAY");
}

/// Work that needs no display must not fail for want of one.
void drawOffscreen()
{
    if (!hasDisplay())
        qputenv("QT_QPA_PLATFORM", "offscreen");
}

int runExport(int argc, char** argv)
{
    drawOffscreen();
    const QApplication application(argc, argv);
    return runExportCommand(std::vector<std::string>(argv + 2, argv + argc), startState);
}

int openWindow(QApplication& application, Workspace& workspace, const WindowOptions& options)
{
    const bool lasting = options.screenshot.empty();
    // Screenshots depend on the command line only, not on what was on show last time.
    WindowSettings settings = lasting ? WindowSettings() : WindowSettings(QString());
    Appearance appearance(options.theme.value_or(settings.theme().value_or(Appearance::platformVariant())));
    appearance.applyTo(application);
    std::unique_ptr<SessionKeeper> keeper;
    tl::expected<bool, std::string> restored = false;
    if (lasting) {
        const SessionState start = workspace.session().state();
        keeper = std::make_unique<SessionKeeper>(workspace.session(), workspace.engine());
        restored = keeper->restoreFrom(workspace.databasePath());
        if (restored.value_or(false) && !options.preset.empty())
            workspace.session().openDesign(start.design, start.presetName, start.presetFile);
    }
    MainWindow window(workspace, appearance, settings);
    if (!restored)
        window.messages()->show({.cause = QStringLiteral("session"),
                                 .text = QString::fromStdString(restored.error()),
                                 .level = MessageBar::Level::Warning});
    if (keeper)
        QObject::connect(&workspace.engine(), &ExplorationEngine::databaseOpened, keeper.get(),
                         [&](const QString& path) {
                             const auto other = keeper->restoreFrom(path.toStdString());
                             if (!other)
                                 window.messages()->show({.cause = QStringLiteral("session"),
                                                          .text = QString::fromStdString(other.error()),
                                                          .level = MessageBar::Level::Warning});
                         });
    settings.restoreGeometry(window);
    if (options.size)
        window.resize(*options.size);
    window.showView(viewFromId(options.view));
    if (!options.figure.empty())
        window.papers()->showFigure(QString::fromStdString(options.figure));
    if (lasting) {
        window.show();
        return QApplication::exec();
    }
    if (const auto written = writeScreenshot(window, options.screenshot); !written) {
        std::fprintf(stderr, "ralmscope: %s: %s\n", options.screenshot.c_str(), written.error().c_str());
        return 2;
    }
    return 0;
}

} // namespace

int main(int argc, char** argv)
{
    if (argc > 1 && std::string_view(argv[1]) == "export")
        return runExport(argc, argv);
    const ParsedOptions parsed = parseWindowOptions(argc, argv);
    if (!parsed.options)
        return parsed.exitCode;
    const WindowOptions& options = *parsed.options;
    const bool silent = !options.screenshot.empty() || !options.headlessReport.empty();
    if (silent)
        drawOffscreen();
    if (!hasDisplay()) {
        std::fprintf(stderr,
                     "ralmscope: there is no display to open the window on; --headless-report FOLDER writes its "
                     "charts and numbers, --screenshot FILE a picture of it\n");
        return 2;
    }
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("ralmscope"));
    QApplication::setApplicationDisplayName(QStringLiteral("Ralmscope"));

    Workspace::Options opening;
    opening.preset = options.preset;
    opening.databasePath = options.database.empty() && !options.screenshot.empty() ? ":memory:" : options.database;
    const auto workspace = Workspace::open(opening);
    if (!workspace) {
        std::fprintf(stderr, "ralmscope: %s\n", workspace.error().c_str());
        return 2;
    }
    if (!options.headlessReport.empty())
        return runHeadlessReport(**workspace, options.headlessReport);
    return openWindow(application, **workspace, options);
}
