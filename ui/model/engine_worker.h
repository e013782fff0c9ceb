// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "explore_frame.h"
#include "measured_points.h"
#include "worker_store.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

namespace ralmscope {

/// The thread behind ExplorationEngine. One explore request runs, only the newest of those that follow waits; finished
/// frames likewise: a frame that was not fetched before the next one is done gives way to it. Tasks run in order, after
/// a waiting explore request. Public functions may be called from any thread.
class EngineWorker
{
public:
    /// Work on the worker's store; returns what is to be done on the owner's thread (may be empty).
    using Task = std::function<std::function<void()>(WorkerStore&)>;
    using Post = std::function<void(std::function<void()>)>; ///< runs a call on the owner's thread, later

    EngineWorker(std::shared_ptr<const Catalog> catalog, std::shared_ptr<const MeasuredPoints> measured,
                 std::string databasePath, Post post, std::function<void()> frameReady,
                 std::function<void(const std::string&)> failed);
    ~EngineWorker(); ///< waits for what is running and for tasks; a waiting request is dropped

    void explore(ExploreRequest request);
    void post(Task task);
    /// The newest finished frame, once.
    std::shared_ptr<const ExploreFrame> takeFrame();

private:
    void run();
    void runNext(std::unique_lock<std::mutex>& lock);
    void answer(const ExploreRequest& request);

    std::shared_ptr<const MeasuredPoints> m_measured;
    Post m_post;
    std::function<void()> m_frameReady; ///< both run on the owner's thread
    WorkerStore m_store;

    std::mutex m_mutex; ///< guards everything below but the thread
    std::condition_variable m_wake;
    std::optional<ExploreRequest> m_request;
    std::deque<Task> m_tasks;
    std::shared_ptr<const ExploreFrame> m_frame;
    bool m_stopping = false;
    std::thread m_thread;
};

} // namespace ralmscope
