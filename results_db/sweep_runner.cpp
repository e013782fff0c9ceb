// SPDX-License-Identifier: GPL-3.0-or-later
#include "sweep_runner.h"

#include "parallel_evaluate.h"

#include <algorithm>
#include <vector>

namespace ralmscope {

namespace {

/// Rows of one transaction: enough to make its cost small, few enough to lose little and to answer a cancel at once.
constexpr std::uint64_t kChunk = 5000;

tl::expected<SweepRecord, std::string> startOrResume(SweepStore& store, const Sweep& sweep, const SweepOptions& options)
{
    if (options.resume) {
        auto earlier = store.find(sweep);
        if (!earlier)
            return tl::unexpected(earlier.error());
        if (*earlier)
            return **earlier;
    }
    return store.begin(sweep, options.name);
}

} // namespace

tl::expected<SweepRecord, std::string> runSweep(SweepStore& store, const Catalog& catalog, const Sweep& sweep,
                                                const SweepOptions& options)
{
    auto record = startOrResume(store, sweep, options);
    if (!record)
        return record;
    const auto report = [&] {
        if (options.progress)
            options.progress(record->done, record->size);
    };
    report();
    std::vector<DesignPoint> designs;
    while (record->done < record->size && !(options.cancel && options.cancel->load())) {
        const std::uint64_t end = std::min(record->done + kChunk, record->size);
        designs.clear();
        for (std::uint64_t ordinal = record->done; ordinal < end; ++ordinal)
            designs.push_back(sweep.at(ordinal));
        const auto stored =
            store.append(record->id, sweep, record->done, evaluateAll(designs, catalog, options.threads));
        if (!stored)
            return tl::unexpected(stored.error());
        record->done = end;
        report();
    }
    record->status = record->done == record->size ? SweepStatus::Complete : SweepStatus::Interrupted;
    if (const auto finished = store.finish(record->id, record->status); !finished)
        return tl::unexpected(finished.error());
    return record;
}

} // namespace ralmscope
