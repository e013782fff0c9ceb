// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme.h"

#include <QObject>

class QApplication;

namespace ralmscope {

/// The theme in force, and its way into style, palette, font and style sheet of the application. Widgets that paint
/// themselves keep a reference and repaint on `changed`. GUI thread only.
class Appearance : public QObject
{
    Q_OBJECT

public:
    /// What the platform's palette asks for.
    static ThemeVariant platformVariant();

    explicit Appearance(ThemeVariant variant, QObject* parent = nullptr);

    const Theme& theme() const { return m_theme; }
    ThemeVariant variant() const { return m_theme.variant; }
    void setVariant(ThemeVariant variant);
    void toggle();
    /// Fusion style, palette, font and style sheet for the whole application, now and after every change.
    void applyTo(QApplication& application);

Q_SIGNALS:
    void changed();

private:
    void apply();

    Theme m_theme;
    QApplication* m_application = nullptr;
};

/// The style sheet that goes with a theme: flat fields, combo boxes, menus, scroll bars, tables.
QString styleSheetFor(const Theme& theme);

} // namespace ralmscope
