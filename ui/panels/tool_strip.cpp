// SPDX-License-Identifier: GPL-3.0-or-later
#include "tool_strip.h"

#include "command.h"
#include "flat_button.h"
#include "qt_text.h"
#include "value_text.h"
#include "view_switch.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>

namespace ralmscope {

ToolStrip::ToolStrip(Session& session, const CommandRegistry& commands, const QStringList& views,
                     const Appearance& appearance, QWidget* parent)
    : QWidget(parent)
    , m_session(&session)
    , m_appearance(&appearance)
    , m_preset(new FlatButton({}, Glyph::None, true, appearance, this))
    , m_undo(new GlyphButton(Glyph::Undo, appearance, this))
    , m_redo(new GlyphButton(Glyph::Redo, appearance, this))
    , m_pin(new FlatButton(tr("Pin baseline"), Glyph::Pin, true, appearance, this))
    , m_views(new ViewSwitch(views, appearance, this))
{
    setFixedHeight(44);
    m_preset->setNote(QStringLiteral("▾"));
    m_preset->setMinimumWidth(180);
    m_preset->setMaximumWidth(400);
    m_preset->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_preset->setToolTip(tr("Presets: open, save, reset"));
    m_undo->setFixedSize(28, 28);
    m_redo->setFixedSize(28, 28);
    auto* palette = new FlatButton(tr("Commands"), Glyph::Search, true, appearance, this);
    palette->setMinimumWidth(104);
    palette->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    auto* theme = new GlyphButton(Glyph::Theme, appearance, this);
    auto* exportButton = new FlatButton(tr("Export"), Glyph::Export, false, appearance, this);
    theme->setFixedSize(28, 28);

    auto* line = new QHBoxLayout(this);
    line->setContentsMargins(14, 0, 12, 0);
    line->setSpacing(6);
    line->addWidget(m_preset, 4);
    line->addSpacing(8);
    line->addWidget(m_undo);
    line->addWidget(m_redo);
    line->addSpacing(6);
    line->addWidget(m_pin);
    line->addStretch(1);
    line->addWidget(m_views);
    line->addStretch(1);
    line->addWidget(palette);
    line->addSpacing(2);
    line->addWidget(theme);
    line->addWidget(exportButton);

    const auto bind = [&commands](QAbstractButton* button, const QString& id) {
        const Command* command = commands.find(id);
        if (!command)
            return;
        if (button->accessibleName().isEmpty())
            button->setAccessibleName(command->text);
        const QString shortcut = command->shortcut.toString(QKeySequence::NativeText);
        button->setToolTip(shortcut.isEmpty() ? command->text : QStringLiteral("%1 (%2)").arg(command->text, shortcut));
        connect(button, &QAbstractButton::clicked, button, [&commands, id] { commands.run(id); });
    };
    bind(m_undo, QStringLiteral("edit.undo"));
    bind(m_redo, QStringLiteral("edit.redo"));
    bind(m_pin, QStringLiteral("baseline.pin"));
    bind(palette, QStringLiteral("view.palette"));
    bind(theme, QStringLiteral("view.theme"));
    bind(exportButton, QStringLiteral("file.export"));
    if (const Command* command = commands.find(QStringLiteral("view.palette")))
        palette->setNote(command->shortcut.toString(QKeySequence::NativeText));
    connect(m_preset, &QAbstractButton::clicked, this, &ToolStrip::openPresets);
    connect(m_session, &Session::changed, this, &ToolStrip::refresh);
    connect(m_session->undoStack(), &QUndoStack::indexChanged, this, &ToolStrip::refresh);
    connect(m_appearance, &Appearance::changed, this, qOverload<>(&QWidget::update));
    refresh();
}

void ToolStrip::refresh()
{
    const SessionState& state = m_session->state();
    const QString name = state.presetName.isEmpty() ? tr("Own design") : state.presetName;
    const QString title = m_session->isModified() ? name + QStringLiteral(" *") : name;
    QStringList details;
    for (const Parameter parameter : {Parameter::RetrievalDatabase, Parameter::LmModel}) {
        if (!applies(info(parameter), state.design))
            continue;
        const QString detail = qtext(displayText(info(parameter), state.design[parameter], m_session->catalog()));
        if (!name.contains(detail)) // once is enough
            details << detail;
    }
    if (m_preset->text() != title || m_preset->property("details").toStringList() != details) {
        m_preset->setText(title);
        m_preset->setAccessibleName(tr("Preset: %1").arg(title));
        m_preset->setProperty("details", details);
        m_preset->setDetail(details.isEmpty() ? QString() : QStringLiteral("· ") + details.join(QStringLiteral(" · ")));
    }
    QUndoStack* stack = m_session->undoStack();
    m_undo->setEnabled(stack->canUndo());
    m_redo->setEnabled(stack->canRedo());
    m_undo->setToolTip(stack->canUndo() ? tr("Undo %1 (Ctrl+Z)").arg(stack->undoText()) : tr("Nothing to undo"));
    m_redo->setToolTip(stack->canRedo() ? tr("Redo %1 (Ctrl+Shift+Z)").arg(stack->redoText()) : tr("Nothing to redo"));
}

void ToolStrip::openPresets()
{
    QMenu menu(this);
    menu.setToolTipsVisible(true);
    if (m_fillPresets)
        m_fillPresets(menu);
    menu.setMinimumWidth(m_preset->width());
    menu.exec(m_preset->mapToGlobal(QPoint(0, m_preset->height() + 2)));
}

void ToolStrip::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_appearance->theme().background);
    painter.fillRect(QRect(0, height() - 1, width(), 1), m_appearance->theme().line);
}

} // namespace ralmscope
