// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine_worker.h"

#include <chrono>
#include <utility>

namespace ralmscope {

namespace {

constexpr std::chrono::seconds kQuiet{2}; ///< after this long without work the database is tidied up

} // namespace

EngineWorker::EngineWorker(std::shared_ptr<const Catalog> catalog, std::shared_ptr<const MeasuredPoints> measured,
                           std::string databasePath, Post post, std::function<void()> frameReady,
                           std::function<void(const std::string&)> failed)
    : m_measured(std::move(measured))
    , m_post(std::move(post))
    , m_frameReady(std::move(frameReady))
    , m_store(std::move(catalog), std::move(databasePath),
              [this, failed = std::move(failed)](const std::string& text) { m_post([failed, text] { failed(text); }); })
    , m_thread([this] { run(); })
{
}

EngineWorker::~EngineWorker()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_wake.notify_one();
    m_thread.join();
}

void EngineWorker::explore(ExploreRequest request)
{
    {
        const std::lock_guard lock(m_mutex);
        m_request = std::move(request);
    }
    m_wake.notify_one();
}

void EngineWorker::post(Task task)
{
    {
        const std::lock_guard lock(m_mutex);
        m_tasks.push_back(std::move(task));
    }
    m_wake.notify_one();
}

std::shared_ptr<const ExploreFrame> EngineWorker::takeFrame()
{
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_frame, nullptr);
}

void EngineWorker::run()
{
    const auto hasWork = [this] { return m_stopping || m_request || !m_tasks.empty(); };
    std::unique_lock lock(m_mutex);
    for (;;) {
        if (!m_wake.wait_for(lock, kQuiet, hasWork)) {
            lock.unlock();
            m_store.checkpoint();
            lock.lock();
            m_wake.wait(lock, hasWork);
        }
        if (m_stopping) {
            m_request.reset();
            if (m_tasks.empty())
                return;
        }
        runNext(lock);
    }
}

void EngineWorker::runNext(std::unique_lock<std::mutex>& lock)
{
    if (m_request) {
        const ExploreRequest request = *std::exchange(m_request, std::nullopt);
        lock.unlock();
        answer(request);
    } else {
        const Task task = std::move(m_tasks.front());
        m_tasks.pop_front();
        lock.unlock();
        m_post(task(m_store));
    }
    lock.lock();
}

void EngineWorker::answer(const ExploreRequest& request)
{
    const auto start = std::chrono::steady_clock::now();
    const Catalog& catalog = m_store.catalog();
    const auto designs = planExplore(request, catalog, m_measured.get());
    const Evaluation evaluation = m_store.evaluate(designs);
    auto frame = std::make_shared<ExploreFrame>(buildExplore(request, catalog, evaluation.results, m_measured.get()));
    frame->pointsReused = evaluation.reused;
    frame->rowsStored = static_cast<std::size_t>(m_store.rows());
    frame->milliseconds = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
    bool first = false;
    {
        const std::lock_guard lock(m_mutex);
        first = m_frame == nullptr;
        m_frame = std::move(frame);
    }
    if (first)
        m_post(m_frameReady);
}

} // namespace ralmscope
