// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme.h"

#include <QSettings>

#include <optional>

class QMainWindow;

namespace ralmscope {

/// What the window remembers besides the session: geometry, theme, recent files. The geometry carries a version and is
/// checked against the screens, so that an old or damaged file gives the standard window instead of a broken one.
class WindowSettings
{
public:
    WindowSettings(); ///< in the user's configuration directory
    explicit WindowSettings(const QString& file);

    QSettings& store() { return m_store; }
    std::optional<ThemeVariant> theme() const;
    void setTheme(ThemeVariant variant);
    /// False if nothing usable was stored; the window then has its standard size.
    bool restoreGeometry(QMainWindow& window) const;
    void saveGeometry(const QMainWindow& window);

private:
    QSettings m_store;
};

} // namespace ralmscope
