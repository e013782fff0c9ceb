// SPDX-License-Identifier: GPL-3.0-or-later
#include "window_fixture.h"

#include "database.h"
#include "message_bar.h"
#include "session_keeper.h"
#include "sweep_store.h"

#include <QFile>
#include <QGuiApplication>
#include <QScreen>
#include <QTest>

namespace ralmscope {
namespace {

using enum Parameter;

TEST_F(WindowTest, GeometryIsRestored)
{
    window->setGeometry(40, 50, 1180, 720);
    closeWindow();
    settings = std::make_unique<WindowSettings>(folder.filePath(QStringLiteral("window.ini")));
    QMainWindow next;
    EXPECT_TRUE(settings->restoreGeometry(next) || QGuiApplication::primaryScreen() == nullptr);
    EXPECT_EQ(next.size(), QSize(1180, 720));
}

TEST_F(WindowTest, GarbageInTheSettingsGivesTheStandardWindow)
{
    closeWindow();
    const QString file = folder.filePath(QStringLiteral("window.ini"));
    for (const char* garbage : {"\x01\x02garbage", "[General]\nlayoutVersion=99\ngeometry=@Rect(0 0 5 5)\n",
                                "[General]\nlayoutVersion=1\ngeometry=@Rect(90000 90000 1400 900)\n",
                                "[General]\nlayoutVersion=1\ngeometry=@ByteArray(\\x0\\xff\\xff)\ntheme=plaid\n"}) {
        QFile out(file);
        ASSERT_TRUE(out.open(QIODevice::WriteOnly | QIODevice::Truncate));
        out.write(garbage);
        out.close();
        openWindow();
        EXPECT_TRUE(window->isVisible());
        EXPECT_FALSE(settings->theme());
        closeWindow();
    }
}

TEST_F(WindowTest, TheSessionComesBackWithItsDatabase)
{
    {
        SessionKeeper keeper(session(), workspace->engine());
        session().setParameter(RetrievalNprobe, 48);
        session().setXAxis(RetrievalNprobe);
    }
    closeWindow();
    openWindow();
    SessionKeeper keeper(session(), workspace->engine());
    ASSERT_EQ(keeper.restoreFrom(databasePath()), true);
    settle();
    EXPECT_EQ(value(RetrievalNprobe), 48);
    EXPECT_EQ(session().state().xAxis, RetrievalNprobe);
}

TEST_F(WindowTest, AnUnusableDatabaseLeavesAWorkingWindowThatSaysSo)
{
    closeWindow();
    Workspace::Options options;
    options.databasePath = folder.filePath(QStringLiteral("no/such/folder/results.db")).toStdString();
    workspace = Workspace::open(options).value();
    appearance = std::make_unique<Appearance>(ThemeVariant::Light);
    settings = std::make_unique<WindowSettings>(folder.filePath(QStringLiteral("window.ini")));
    window = std::make_unique<MainWindow>(*workspace, *appearance, *settings);
    window->show();
    settle();
    EXPECT_TRUE(window->messages()->currentText().contains(QStringLiteral("results.db")))
        << window->messages()->currentText().toStdString();
    EXPECT_TRUE(window->live()->frame()) << "numbers are computed in memory";
}

TEST_F(WindowTest, ASweepRunsBesideTheWindowAndIsStored)
{
    window->runSweep();
    const auto finished = [this] {
        auto database = Database::open(databasePath()).value();
        const auto sweeps = SweepStore(database, workspace->catalog()).list().value();
        return sweeps.size() == 1 && sweeps[0].status == SweepStatus::Complete;
    };
    EXPECT_TRUE(QTest::qWaitFor(finished, 20000));
}

} // namespace
} // namespace ralmscope
