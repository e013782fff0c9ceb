// SPDX-License-Identifier: GPL-3.0-or-later
#include "sweep_job.h"

#include "database.h"
#include "qt_text.h"
#include "sweep_runner.h"
#include "sweep_store.h"

namespace ralmscope {

SweepJob::SweepJob(std::shared_ptr<const Catalog> catalog, std::string databasePath, QObject* parent)
    : QObject(parent)
    , m_catalog(std::move(catalog))
    , m_databasePath(std::move(databasePath))
{
    connect(this, &SweepJob::finished, this, [this] { m_running = false; });
}

SweepJob::~SweepJob()
{
    m_cancel = true;
    if (m_thread.joinable())
        m_thread.join();
}

void SweepJob::cancel()
{
    m_cancel = true;
}

void SweepJob::start(const Sweep& sweep, const QString& name)
{
    if (m_running)
        return;
    if (m_thread.joinable())
        m_thread.join();
    m_running = true;
    m_cancel = false;
    m_thread = std::thread([this, sweep, text = name.toStdString()] { run(sweep, text); });
}

void SweepJob::run(const Sweep& sweep, const std::string& name)
{
    const auto finish = [this](const QString& message, const QString& problem) {
        QMetaObject::invokeMethod(
            this, [this, message, problem] { Q_EMIT finished(message, problem); }, Qt::QueuedConnection);
    };
    auto database = Database::open(m_databasePath);
    if (!database) {
        finish({}, qtext(database.error()));
        return;
    }
    SweepStore store(*database, *m_catalog);
    SweepOptions options;
    options.name = name;
    options.resume = true;
    options.cancel = &m_cancel;
    options.progress = [this](std::uint64_t done, std::uint64_t size) {
        QMetaObject::invokeMethod(
            this, [this, done, size] { Q_EMIT progressed(done, size); }, Qt::QueuedConnection);
    };
    const auto record = runSweep(store, *m_catalog, sweep, options);
    if (!record) {
        finish({}, qtext(record.error()));
        return;
    }
    const QString counts =
        tr("%1 of %2 points are stored as sweep %3").arg(record->done).arg(record->size).arg(record->id);
    finish(record->status == SweepStatus::Complete ? tr("Sweep complete: %1.").arg(counts)
                                                   : tr("Sweep stopped: %1; run it again to go on.").arg(counts),
           {});
}

} // namespace ralmscope
