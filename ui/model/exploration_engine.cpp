// SPDX-License-Identifier: GPL-3.0-or-later
#include "exploration_engine.h"

#include "engine_worker.h"
#include "pin_store.h"
#include "session_store.h"
#include "session_text.h"

#include <QEventLoop>
#include <QTimer>

#include <utility>

namespace ralmscope {

class ExplorationEngine::Private
{
public:
    Private(ExplorationEngine* engine, std::shared_ptr<const Catalog> shared,
            std::shared_ptr<const MeasuredPoints> measured, std::string path)
        : q(engine)
        , catalog(shared)
        , worker(
              std::move(shared), std::move(measured), std::move(path),
              [engine](std::function<void()> call) {
                  QMetaObject::invokeMethod(engine, std::move(call), Qt::QueuedConnection);
              },
              [this] { takeFrame(); },
              [engine](const std::string& text) { Q_EMIT engine->failed(QString::fromStdString(text)); })
    {
    }

    void takeFrame()
    {
        const auto frame = worker.takeFrame();
        if (!frame || frame->revision <= delivered)
            return;
        delivered = frame->revision;
        Q_EMIT q->frameReady(frame);
        reportIdle();
    }

    /// Runs `work` on the worker and what it returns on this thread.
    void post(EngineWorker::Task work)
    {
        ++tasks;
        worker.post([this, work = std::move(work)](WorkerStore& store) -> std::function<void()> {
            return [this, finish = work(store)] {
                --tasks;
                if (finish)
                    finish();
                reportIdle();
            };
        });
    }

    void reportIdle()
    {
        if (q->isIdle())
            Q_EMIT q->idle();
    }

    void postRows()
    {
        rowsAsked = true;
        const RowQuery query = *std::exchange(nextRows, std::nullopt);
        post([this, query](WorkerStore& store) -> std::function<void()> {
            auto page = std::make_shared<RowPage>();
            page->query = query;
            page->total = store.rows();
            store.with([&](Database&, ResultStore& results) -> tl::expected<void, std::string> {
                auto rows = results.rows(query);
                if (!rows)
                    return tl::make_unexpected(rows.error());
                page->rows = std::move(*rows);
                return {};
            });
            return [this, page] {
                rowsAsked = false;
                Q_EMIT q->rowsReady(page);
                if (nextRows)
                    postRows();
            };
        });
    }

    ExplorationEngine* q;
    std::shared_ptr<const Catalog> catalog;
    quint64 revision = 0; ///< of the newest request
    quint64 delivered = 0; ///< of the newest frame delivered
    quint64 ticket = 0;
    int tasks = 0; ///< posted and not finished
    bool rowsAsked = false;
    std::optional<RowQuery> nextRows; ///< newest query that waits for the running one
    EngineWorker worker; ///< last: its thread stops before anything else goes
};

ExplorationEngine::ExplorationEngine(std::shared_ptr<const Catalog> catalog,
                                     std::shared_ptr<const MeasuredPoints> measured, std::string databasePath,
                                     QObject* parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, std::move(catalog), std::move(measured), std::move(databasePath)))
{
}

ExplorationEngine::~ExplorationEngine() = default;

quint64 ExplorationEngine::request(ExploreRequest request)
{
    request.revision = ++d->revision;
    d->worker.explore(std::move(request));
    return d->revision;
}

void ExplorationEngine::requestRows(const RowQuery& query)
{
    d->nextRows = query;
    if (!d->rowsAsked)
        d->postRows();
}

void ExplorationEngine::pin(const DesignPoint& design, const QString& name)
{
    d->post([this, design, name](WorkerStore& store) -> std::function<void()> {
        store.evaluate({&design, 1});
        const bool done = store.with([&](Database& database, ResultStore& results) -> tl::expected<void, std::string> {
            const auto id = results.idOf(resultKey(design, store.catalog()));
            if (!id)
                return tl::make_unexpected(id.error());
            if (!*id)
                return tl::make_unexpected(std::string("The design has no stored row to pin."));
            return PinStore(database).pin(**id, name.toStdString());
        });
        return [this, done, name] {
            if (done)
                Q_EMIT storeChanged(tr("Pinned as %1").arg(name));
        };
    });
}

void ExplorationEngine::unpin(std::int64_t rowId)
{
    d->post([this, rowId](WorkerStore& store) -> std::function<void()> {
        const bool done = store.with([&](Database& database, ResultStore&) { return PinStore(database).unpin(rowId); });
        return [this, done] {
            if (done)
                Q_EMIT storeChanged(tr("Unpinned"));
        };
    });
}

void ExplorationEngine::prune(std::uint64_t keep)
{
    d->post([this, keep](WorkerStore& store) -> std::function<void()> {
        std::uint64_t removed = 0;
        const bool done = store.with([&](Database&, ResultStore& results) -> tl::expected<void, std::string> {
            const auto count = results.prune(keep);
            if (!count)
                return tl::make_unexpected(count.error());
            removed = *count;
            return {};
        });
        return [this, done, removed] {
            if (done)
                Q_EMIT storeChanged(tr("%1 rows removed").arg(removed));
        };
    });
}

void ExplorationEngine::keepSession(const std::string& text)
{
    d->post([text](WorkerStore& store) -> std::function<void()> {
        store.with([&](Database& database, ResultStore&) { return SessionStore(database).set(kSessionKey, text); });
        return {};
    });
}

void ExplorationEngine::openDatabase(const std::string& path)
{
    d->post([this, path](WorkerStore& store) -> std::function<void()> {
        if (!store.use(path))
            return {};
        return [this, name = QString::fromStdString(path)] {
            Q_EMIT databaseOpened(name);
            Q_EMIT storeChanged(tr("Opened %1").arg(name));
        };
    });
}

quint64 ExplorationEngine::evaluate(std::vector<DesignPoint> designs)
{
    const quint64 ticket = ++d->ticket;
    d->post([this, ticket, designs = std::move(designs)](WorkerStore& store) -> std::function<void()> {
        auto results = std::make_shared<const std::vector<Result>>(store.evaluate(designs).results);
        return [this, ticket, results] { Q_EMIT evaluated(ticket, results); };
    });
    return ticket;
}

bool ExplorationEngine::isIdle() const
{
    return d->delivered == d->revision && d->tasks == 0;
}

bool ExplorationEngine::waitUntilIdle(int milliseconds)
{
    if (isIdle())
        return true;
    QEventLoop loop;
    connect(this, &ExplorationEngine::idle, &loop, &QEventLoop::quit);
    QTimer::singleShot(milliseconds, &loop, &QEventLoop::quit);
    loop.exec();
    return isIdle();
}

} // namespace ralmscope
