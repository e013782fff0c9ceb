// SPDX-License-Identifier: GPL-3.0-or-later
#include "worker_store.h"

#include "parallel_evaluate.h"

namespace ralmscope {

namespace {

const std::string kMemory = ":memory:";

} // namespace

WorkerStore::WorkerStore(std::shared_ptr<const Catalog> catalog, std::string path, Report report)
    : m_catalog(std::move(catalog))
    , m_path(std::move(path))
    , m_report(std::move(report))
{
}

Evaluation WorkerStore::evaluate(std::span<const DesignPoint> designs)
{
    while (open()) {
        auto evaluation = evaluateThroughStore(*m_store, *m_catalog, designs);
        if (evaluation)
            return std::move(*evaluation);
        fallBack(evaluation.error());
    }
    return {evaluateAll(designs, *m_catalog), 0, 0};
}

bool WorkerStore::with(const std::function<tl::expected<void, std::string>(Database&, ResultStore&)>& work)
{
    if (!open())
        return false;
    const auto done = work(*m_database, *m_store);
    if (!done)
        m_report(done.error());
    return done.has_value();
}

std::uint64_t WorkerStore::rows()
{
    return open() ? m_store->count().value_or(0) : 0;
}

void WorkerStore::checkpoint()
{
    if (m_database)
        m_database->checkpoint();
}

bool WorkerStore::open()
{
    while (!m_store && !m_failed) {
        auto database = Database::open(m_path);
        if (!database) {
            fallBack(database.error());
            continue;
        }
        take(std::move(*database));
    }
    return !m_failed;
}

bool WorkerStore::use(const std::string& path)
{
    auto database = Database::open(path);
    if (!database) {
        m_report(database.error());
        return false;
    }
    m_path = path;
    m_failed = false;
    take(std::move(*database));
    return true;
}

void WorkerStore::take(Database database)
{
    m_store.reset(); // refers to the database before
    m_database = std::make_unique<Database>(std::move(database));
    for (const std::string& notice : m_database->notices())
        m_report(notice);
    m_store.emplace(*m_database, *m_catalog);
}

void WorkerStore::fallBack(const std::string& problem)
{
    m_store.reset();
    m_database.reset();
    m_failed = m_path == kMemory;
    m_report(m_failed ? problem : problem + " Until the next start, results are kept in memory only.");
    m_path = kMemory;
}

} // namespace ralmscope
