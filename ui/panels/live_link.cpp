// SPDX-License-Identifier: GPL-3.0-or-later
#include "live_link.h"

#include <utility>

namespace ralmscope {

LiveLink::LiveLink(Session& session, ExplorationEngine& engine, QObject* parent)
    : QObject(parent)
    , m_session(&session)
    , m_engine(&engine)
{
    m_clock.start();
    m_ask.setSingleShot(true);
    m_ask.setInterval(0);
    connect(&m_ask, &QTimer::timeout, this, &LiveLink::refresh);
    connect(m_session, &Session::changed, this, &LiveLink::schedule);
    connect(m_engine, &ExplorationEngine::frameReady, this, &LiveLink::take);
}

bool LiveLink::isPending() const
{
    return m_ask.isActive() || !m_answered;
}

void LiveLink::schedule()
{
    if (m_ask.isActive())
        return;
    m_changedAt = m_clock.nsecsElapsed();
    m_ask.start();
}

void LiveLink::setVisible(const VisibleCharts& visible)
{
    if (visible == m_visible)
        return;
    m_visible = visible;
    if (visible != VisibleCharts{})
        schedule();
}

void LiveLink::refresh()
{
    m_ask.stop();
    ExploreRequest request;
    request.state = m_session->state();
    request.curves = m_visible.explore;
    request.details = m_visible.explore;
    request.step = m_visible.step;
    request.mapping = m_visible.mapping;
    m_askedAt = std::exchange(m_changedAt, 0);
    m_answered = false;
    m_revision = m_engine->request(std::move(request));
    Q_EMIT asked();
}

void LiveLink::take(const std::shared_ptr<const ExploreFrame>& frame)
{
    m_answered = frame->revision >= m_revision;
    m_frame = frame;
    Q_EMIT frameReady(frame);
    if (!m_answered)
        return;
    // The charts post their repaint; what is posted after it runs when it is done.
    const qint64 since = m_askedAt;
    if (since == 0) // asked for by a view, not by a change: nothing to time
        return;
    QTimer::singleShot(0, this, [this, since] {
        QMetaObject::invokeMethod(
            this, [this, since] { Q_EMIT frameTimed(static_cast<double>(m_clock.nsecsElapsed() - since) / 1e6); },
            Qt::QueuedConnection);
    });
}

} // namespace ralmscope
