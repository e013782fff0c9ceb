// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "appearance.h"
#include "session.h"

#include <QWidget>

#include <functional>

class QMenu;

namespace ralmscope {

class CommandRegistry;
class FlatButton;
class GlyphButton;
class ViewSwitch;

/// The bar below the menus: preset, undo and redo, baseline, views, commands, theme, export. Its buttons run commands
/// of the registry.
class ToolStrip : public QWidget
{
    Q_OBJECT

public:
    ToolStrip(Session& session, const CommandRegistry& commands, const QStringList& views, const Appearance& appearance,
              QWidget* parent = nullptr);

    void setPresetMenu(std::function<void(QMenu&)> fill) { m_fillPresets = std::move(fill); }
    ViewSwitch* views() const { return m_views; }
    FlatButton* presetButton() const { return m_preset; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void refresh();
    void openPresets();

    Session* m_session;
    const Appearance* m_appearance;
    std::function<void(QMenu&)> m_fillPresets;
    FlatButton* m_preset;
    GlyphButton* m_undo;
    GlyphButton* m_redo;
    FlatButton* m_pin;
    ViewSwitch* m_views;
};

} // namespace ralmscope
