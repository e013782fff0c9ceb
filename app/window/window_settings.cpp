// SPDX-License-Identifier: GPL-3.0-or-later
#include "window_settings.h"

#include <QDir>
#include <QGuiApplication>
#include <QMainWindow>
#include <QScreen>
#include <QStandardPaths>

namespace ralmscope {

namespace {

/// Raised whenever the stored geometry means something else.
constexpr int kLayoutVersion = 1;
const QSize kStandardSize(1440, 900);

QString defaultFile()
{
    const QString folder =
        QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) + QStringLiteral("/ralmscope");
    QDir().mkpath(folder);
    return folder + QStringLiteral("/window.ini");
}

QRect available()
{
    QRect all;
    for (const QScreen* screen : QGuiApplication::screens())
        all |= screen->availableGeometry();
    return all;
}

} // namespace

WindowSettings::WindowSettings()
    : WindowSettings(defaultFile())
{
}

WindowSettings::WindowSettings(const QString& file)
    : m_store(file, QSettings::IniFormat)
{
}

std::optional<ThemeVariant> WindowSettings::theme() const
{
    const QString name = m_store.value(QStringLiteral("theme")).toString();
    if (name == QLatin1String("dark"))
        return ThemeVariant::Dark;
    if (name == QLatin1String("light"))
        return ThemeVariant::Light;
    return std::nullopt;
}

void WindowSettings::setTheme(ThemeVariant variant)
{
    m_store.setValue(QStringLiteral("theme"),
                     variant == ThemeVariant::Dark ? QStringLiteral("dark") : QStringLiteral("light"));
}

bool WindowSettings::restoreGeometry(QMainWindow& window) const
{
    // Plain numbers rather than QWidget::restoreGeometry(): its blobs of other Qt versions have crashed programs.
    const QRect stored = m_store.value(QStringLiteral("geometry")).toRect();
    const bool known = m_store.value(QStringLiteral("layoutVersion")).toInt() == kLayoutVersion;
    const QRect screens = available();
    const QRect visible = stored & screens;
    if (known && stored.width() >= window.minimumWidth() && stored.height() >= window.minimumHeight()
        && visible.width() >= 200 && visible.height() >= 200 && stored.width() <= 2 * screens.width()) {
        window.setGeometry(stored);
        if (m_store.value(QStringLiteral("maximized")).toBool())
            window.setWindowState(Qt::WindowMaximized);
        return true;
    }
    window.resize(kStandardSize.boundedTo(screens.isValid() ? screens.size() : kStandardSize));
    return false;
}

void WindowSettings::saveGeometry(const QMainWindow& window)
{
    m_store.setValue(QStringLiteral("layoutVersion"), kLayoutVersion);
    m_store.setValue(QStringLiteral("geometry"),
                     window.normalGeometry().isValid() ? window.normalGeometry() : window.geometry());
    m_store.setValue(QStringLiteral("maximized"), window.isMaximized());
}

} // namespace ralmscope
