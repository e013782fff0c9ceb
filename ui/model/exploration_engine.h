// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "explore_frame.h"
#include "stored_rows.h"

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
    ~ExplorationEngine() override; ///< waits for the running request and for what is to be stored

    /// Returns the revision given to the request.
    quint64 request(ExploreRequest request);
    /// Asks for stored rows; of several waiting queries only the newest is answered (rowsReady).
    void requestRows(const RowQuery& query);
    /// Keeps a design's row for ever under a name (stored first if need be); takes it back. storeChanged follows.
    void pin(const DesignPoint& design, const QString& name);
    void unpin(std::int64_t rowId);
    /// Drops stored rows except pins, oldest first, until `keep` are left. storeChanged follows.
    void prune(std::uint64_t keep);
    /// Keeps the session's text in the database: see SessionKeeper.
    void keepSession(const std::string& text);
    /// Goes on with another database: databaseOpened and storeChanged follow, or failed, and then with the present one.
    void openDatabase(const std::string& path);
    /// Any designs, through the database; returns the ticket that evaluated() carries.
    quint64 evaluate(std::vector<DesignPoint> designs);

    bool isIdle() const; ///< nothing asked for is outstanding
    /// Tests and screenshots: runs the event loop until every request is answered. False after the time-out.
    bool waitUntilIdle(int milliseconds = 10000);

Q_SIGNALS:
    void frameReady(std::shared_ptr<const ralmscope::ExploreFrame> frame);
    void rowsReady(std::shared_ptr<const ralmscope::RowPage> page);
    void evaluated(quint64 ticket, std::shared_ptr<const std::vector<ralmscope::Result>> results);
    /// Pins or number of rows changed other than by exploring; a sentence for the status bar.
    void storeChanged(const QString& message);
    void databaseOpened(const QString& path);
    /// Everything asked for has been answered.
    void idle();
    /// One sentence naming the file and what to do. The engine goes on with an in-memory database.
    void failed(const QString& message);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace ralmscope
