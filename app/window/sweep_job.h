// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog.h"
#include "sweep.h"

#include <QObject>

#include <atomic>
#include <memory>
#include <string>
#include <thread>

namespace ralmscope {

/// One sweep into the results database, on a thread with a connection of its own. What is done when it is cancelled
/// stays stored and is not computed again.
class SweepJob : public QObject
{
    Q_OBJECT

public:
    SweepJob(std::shared_ptr<const Catalog> catalog, std::string databasePath, QObject* parent = nullptr);
    ~SweepJob() override; ///< cancels and waits

    bool isRunning() const { return m_running; }
    /// For the sweeps to come.
    void setDatabase(const std::string& path) { m_databasePath = path; }
    /// Ignored while one is running.
    void start(const Sweep& sweep, const QString& name);
    void cancel();

Q_SIGNALS:
    void progressed(quint64 done, quint64 size);
    /// `problem` empty: complete or cancelled, as `message` says.
    void finished(const QString& message, const QString& problem);

private:
    void run(const Sweep& sweep, const std::string& name);

    std::shared_ptr<const Catalog> m_catalog;
    std::string m_databasePath;
    std::thread m_thread;
    std::atomic<bool> m_cancel{false};
    bool m_running = false;
};

} // namespace ralmscope
