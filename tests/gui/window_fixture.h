// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "appearance.h"
#include "main_window.h"
#include "parameter.h"
#include "window_settings.h"
#include "workspace.h"

#include <QTemporaryDir>

#include <gtest/gtest.h>

namespace ralmscope {

/// A window on the shipped data, a results file of its own, and settings of its own, shown and painted.
class WindowTest : public testing::Test
{
protected:
    void SetUp() override;
    void openWindow();
    void closeWindow();

    Session& session() { return workspace->session(); }
    double value(Parameter parameter) { return session().value(parameter); }
    /// Runs the event loop until what is on show is up to date.
    void settle() { ASSERT_TRUE(window->waitUntilPainted()); }
    std::string databasePath() const { return folder.filePath(QStringLiteral("results.db")).toStdString(); }
    std::uint64_t storedRows() const;

    QTemporaryDir folder;
    std::unique_ptr<Workspace> workspace;
    std::unique_ptr<Appearance> appearance;
    std::unique_ptr<WindowSettings> settings;
    std::unique_ptr<MainWindow> window;
};

} // namespace ralmscope
