// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "exploration_engine.h"
#include "explore_frame.h"
#include "session.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <memory>

namespace ralmscope {

/// Charts that some view shows.
struct VisibleCharts
{
    bool explore = false; ///< curves, breakdown, latency along the sequence
    bool step = false; ///< roofline and timeline
    bool mapping = false; ///< the charts of the Mapping view

    bool operator==(const VisibleCharts&) const = default;
};

/// The live way from a change of the session to the views: every change asks the engine for a new frame, many changes
/// within one turn of the event loop ask once, and what no view shows is not asked for. GUI thread only.
class LiveLink : public QObject
{
    Q_OBJECT

public:
    LiveLink(Session& session, ExplorationEngine& engine, QObject* parent = nullptr);

    /// What is visible now; charts that become so are asked for.
    void setVisible(const VisibleCharts& visible);
    /// Asks now, even if nothing changed.
    void refresh();
    /// A request is scheduled or under way.
    bool isPending() const;
    std::shared_ptr<const ExploreFrame> frame() const { return m_frame; }

Q_SIGNALS:
    void asked(); ///< a newer answer is being computed
    void frameReady(std::shared_ptr<const ralmscope::ExploreFrame> frame);
    /// From the change to the end of painting what it changed.
    void frameTimed(double milliseconds);

private:
    void schedule();
    void take(const std::shared_ptr<const ExploreFrame>& frame);

    Session* m_session;
    ExplorationEngine* m_engine;
    std::shared_ptr<const ExploreFrame> m_frame;
    QTimer m_ask;
    QElapsedTimer m_clock;
    qint64 m_changedAt = 0; ///< ns, first change not asked for yet
    qint64 m_askedAt = 0; ///< ns, change behind the newest request
    quint64 m_revision = 0;
    bool m_answered = true;
    VisibleCharts m_visible{.explore = true};
};

} // namespace ralmscope
