// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "explore_frame.h"

#include <QObject>

#include <memory>
#include <string>

namespace ralmscope {

/// Answers explore requests on a worker thread that owns its own connection to the results database. Newest request
/// wins: while one is computed, only the latest of those that follow is kept. Frames arrive on the thread of this
/// object, in order of revision. Lives on the GUI thread; all public functions are for that thread.
class ExplorationEngine : public QObject
{
    Q_OBJECT

public:
    /// Opens `databasePath` (":memory:" allowed) on the worker. Problems with the file arrive as `failed`.
    ExplorationEngine(std::shared_ptr<const Catalog> catalog, std::shared_ptr<const MeasuredPoints> measured,
                      std::string databasePath, QObject* parent = nullptr);
    ~ExplorationEngine() override; ///< waits for the running request

    /// Returns the revision given to the request.
    quint64 request(ExploreRequest request);
    bool isIdle() const;
    /// Tests and screenshots: runs the event loop until every request is answered. False after the time-out.
    bool waitUntilIdle(int milliseconds = 10000);

Q_SIGNALS:
    void frameReady(std::shared_ptr<const ralmscope::ExploreFrame> frame);
    /// One sentence naming the file and what to do. The engine goes on with an in-memory database.
    void failed(const QString& message);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace ralmscope
