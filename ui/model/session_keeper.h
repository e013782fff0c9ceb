// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session.h"

#include <string>

#include <tl/expected.hpp>

class QTimer;

namespace ralmscope {

class ExplorationEngine;

/// Keeps the session in the results database that the engine works on: written by the engine a moment after the last
/// change, read at start. Never touches presets. GUI thread only; must go before the engine.
class SessionKeeper : public QObject
{
    Q_OBJECT

public:
    SessionKeeper(Session& session, ExplorationEngine& engine, QObject* parent = nullptr);
    ~SessionKeeper() override; ///< hands over what is still to be written

    /// Restores the session kept in a database. False without one, or with a reason if it was refused; then the session
    /// is as before. A database that cannot be opened counts as one without a session: the engine reports it.
    tl::expected<bool, std::string> restoreFrom(const std::string& databasePath);
    void save();

private:
    Session* m_session;
    ExplorationEngine* m_engine;
    QTimer* m_timer;
};

} // namespace ralmscope
