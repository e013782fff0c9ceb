// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog.h"
#include "sweep.h"
#include "sweep_store.h"

#include <atomic>
#include <cstdint>
#include <functional>
#include <string>

#include <tl/expected.hpp>

namespace ralmscope {

struct SweepOptions
{
    std::string name{};
    bool resume = false; ///< go on with a stored sweep of the same identity, if there is one
    unsigned threads = 0; ///< 0: one per core
    std::function<void(std::uint64_t done, std::uint64_t size)>
        progress{}; ///< on the calling thread, after every chunk
    const std::atomic<bool>* cancel = nullptr; ///< set from anywhere (a signal handler too) to stop after the chunk
};

/// Evaluates a sweep in parallel and stores it in chunks, each one transaction, so that whatever ends it early loses
/// at most the chunk in work. Runs on the thread of the store. The record says how far it came.
tl::expected<SweepRecord, std::string> runSweep(SweepStore& store, const Catalog& catalog, const Sweep& sweep,
                                                const SweepOptions& options = {});

} // namespace ralmscope
