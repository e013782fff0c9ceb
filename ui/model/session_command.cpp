// SPDX-License-Identifier: GPL-3.0-or-later
#include "session_command.h"

#include "change_text.h"

namespace ralmscope {

SessionCommand::SessionCommand(SessionState before, SessionState after, const QString& text, Apply apply, Merge merge)
    : QUndoCommand(text)
    , m_before(std::move(before))
    , m_after(std::move(after))
    , m_apply(std::move(apply))
    , m_merge(std::move(merge))
    , m_changesPreset(m_before.presetName != m_after.presetName || m_before.presetFile != m_after.presetFile
                      || !(m_before.presetDesign == m_after.presetDesign))
{
}

bool SessionCommand::mergeWith(const QUndoCommand* other)
{
    const auto* next = dynamic_cast<const SessionCommand*>(other);
    if (!next || next->m_merge.drag != m_merge.drag || next->m_merge.parameter != m_merge.parameter)
        return false;
    m_after = next->m_after;
    const Parameter parameter = m_merge.parameter;
    setText(QString::fromStdString(
        changeText(parameter, m_before.design[parameter], m_after.design[parameter], *m_merge.catalog)));
    // A drag that ends where it began leaves nothing to undo.
    setObsolete(m_before.design == m_after.design);
    return true;
}

} // namespace ralmscope
