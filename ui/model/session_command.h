// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session.h"

#include <QUndoCommand>

#include <functional>

namespace ralmscope {

/// One undoable change of the session, as the states before and after it. Within one drag, successive changes of one
/// parameter merge into one step.
class SessionCommand : public QUndoCommand
{
public:
    /// Puts a state into force. `withPreset` false: the command did not change the preset, so neither does undoing it
    /// (the preset may have been saved since).
    using Apply = std::function<void(const SessionState&, bool withPreset)>;

    /// Which commands merge: those of the same drag (0: none) and parameter.
    struct Merge
    {
        quint64 drag = 0;
        Parameter parameter = Parameter::Count_;
        std::shared_ptr<const Catalog> catalog; ///< for the text, which is remade when commands merge
    };

    SessionCommand(SessionState before, SessionState after, const QString& text, Apply apply, Merge merge);

    void undo() override { m_apply(m_before, m_changesPreset); }
    void redo() override { m_apply(m_after, m_changesPreset); }
    int id() const override { return m_merge.drag != 0 ? 1 : -1; }
    bool mergeWith(const QUndoCommand* other) override;

private:
    SessionState m_before;
    SessionState m_after;
    Apply m_apply;
    Merge m_merge;
    bool m_changesPreset;
};

} // namespace ralmscope
