// SPDX-License-Identifier: GPL-3.0-or-later
#include "session_keeper.h"

#include "database.h"
#include "exploration_engine.h"
#include "session_store.h"
#include "session_text.h"

#include <QTimer>

namespace ralmscope {

namespace {

constexpr int kSaveDelay = 500; ///< ms after the first unsaved change

} // namespace

SessionKeeper::SessionKeeper(Session& session, ExplorationEngine& engine, QObject* parent)
    : QObject(parent)
    , m_session(&session)
    , m_engine(&engine)
    , m_timer(new QTimer(this))
{
    m_timer->setSingleShot(true);
    m_timer->setInterval(kSaveDelay);
    connect(m_timer, &QTimer::timeout, this, &SessionKeeper::save);
    connect(m_session, &Session::changed, this, [this] {
        if (!m_timer->isActive())
            m_timer->start();
    });
}

SessionKeeper::~SessionKeeper()
{
    if (m_timer->isActive())
        save();
}

tl::expected<bool, std::string> SessionKeeper::restoreFrom(const std::string& databasePath)
{
    auto database = Database::open(databasePath);
    if (!database)
        return false;
    const auto text = SessionStore(*database).get(kSessionKey);
    if (!text)
        return tl::make_unexpected(text.error());
    if (!*text)
        return false;
    const auto state = sessionFromText(**text, m_session->catalog());
    if (!state)
        return tl::make_unexpected("The last session was not restored (" + state.error() + ").");
    m_session->restore(*state);
    m_timer->stop(); // nothing new to write
    return true;
}

void SessionKeeper::save()
{
    m_timer->stop();
    m_engine->keepSession(sessionToText(m_session->state(), m_session->catalog()));
}

} // namespace ralmscope
