// SPDX-License-Identifier: GPL-3.0-or-later
#include "window_fixture.h"

#include "database.h"
#include "result_store.h"

#include <QApplication>
#include <QTest>

namespace ralmscope {

void WindowTest::SetUp()
{
    openWindow();
}

void WindowTest::openWindow()
{
    Workspace::Options options;
    options.databasePath = databasePath();
    auto opened = Workspace::open(options);
    ASSERT_TRUE(opened) << opened.error();
    workspace = std::move(*opened);
    appearance = std::make_unique<Appearance>(ThemeVariant::Light);
    appearance->applyTo(*static_cast<QApplication*>(QCoreApplication::instance()));
    settings = std::make_unique<WindowSettings>(folder.filePath(QStringLiteral("window.ini")));
    window = std::make_unique<MainWindow>(*workspace, *appearance, *settings);
    settings->restoreGeometry(*window);
    window->resize(1440, 900);
    window->show();
    window->activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(window.get())) << "shortcuts need an active window";
    settle();
}

void WindowTest::closeWindow()
{
    window->close();
    window.reset();
    settings.reset();
    appearance.reset();
    workspace.reset();
}

std::uint64_t WindowTest::storedRows() const
{
    auto database = Database::open(databasePath()).value();
    ResultStore store(database, workspace->catalog());
    return store.count().value();
}

} // namespace ralmscope
