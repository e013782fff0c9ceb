// SPDX-License-Identifier: GPL-3.0-or-later
#include "point_evaluator.h"

#include "parallel_evaluate.h"
#include "resolved_design.h"
#include "result_store.h"

#include <optional>
#include <unordered_map>

namespace ralmscope {

namespace {

/// The designs of a call without repetition, and where each design of the call is among them.
struct Distinct
{
    std::vector<ResultKey> keys;
    std::vector<DesignPoint> designs; ///< explicit
    std::vector<std::size_t> position;
};

Distinct distinct(std::span<const DesignPoint> designs, const Catalog& catalog)
{
    Distinct all;
    all.position.reserve(designs.size());
    std::unordered_map<ResultKey, std::size_t, ResultKeyHash> seen;
    seen.reserve(designs.size());
    for (const DesignPoint& design : designs) {
        const ResolvedDesign resolved = resolve(design, catalog);
        const ResultKey key = resultKey(resolved, catalog);
        const auto [entry, isNew] = seen.try_emplace(key, all.keys.size());
        if (isNew) {
            all.keys.push_back(key);
            all.designs.push_back(explicitDesign(resolved));
        }
        all.position.push_back(entry->second);
    }
    return all;
}

} // namespace

tl::expected<Evaluation, std::string> evaluateThroughStore(ResultStore& store, const Catalog& catalog,
                                                           std::span<const DesignPoint> designs, unsigned threads)
{
    const Distinct all = distinct(designs, catalog);
    auto found = store.find(all.keys);
    if (!found)
        return tl::unexpected(found.error());

    std::vector<std::size_t> missing;
    std::vector<DesignPoint> toSimulate;
    for (std::size_t i = 0; i < found->size(); ++i) {
        if (!(*found)[i]) {
            missing.push_back(i);
            toSimulate.push_back(all.designs[i]);
        }
    }
    if (!missing.empty()) {
        const std::vector<Result> simulated = evaluateAll(toSimulate, catalog, threads);
        std::vector<NewRow> rows;
        std::vector<ResultKey> keys;
        rows.reserve(missing.size());
        keys.reserve(missing.size());
        for (std::size_t i = 0; i < missing.size(); ++i) {
            keys.push_back(all.keys[missing[i]]);
            rows.push_back({keys.back(), toSimulate[i], simulated[i]});
        }
        if (const auto inserted = store.insert(rows); !inserted)
            return tl::unexpected(inserted.error());
        const auto read = store.find(keys);
        if (!read)
            return tl::unexpected(read.error());
        for (std::size_t i = 0; i < missing.size(); ++i) {
            if (!(*read)[i])
                return tl::unexpected(
                    std::string("a stored row was evicted before it was read: the row limit is too small"));
            (*found)[missing[i]] = (*read)[i];
        }
    }

    Evaluation evaluation;
    evaluation.stored = missing.size();
    evaluation.reused = designs.size() - missing.size();
    evaluation.results.reserve(designs.size());
    for (const std::size_t position : all.position)
        evaluation.results.push_back(*(*found)[position]);
    return evaluation;
}

} // namespace ralmscope
