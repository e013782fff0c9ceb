// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog.h"
#include "design_point.h"
#include "metric.h"
#include "result.h"
#include "result_key.h"

#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include <tl/expected.hpp>

namespace ralmscope {

class Database;

/// A result to be stored.
struct NewRow
{
    ResultKey key;
    DesignPoint design; ///< every parameter explicit
    Result result;
};

/// A result as stored.
struct StoredRow
{
    std::int64_t id = 0;
    DesignPoint design; ///< explicit; entries that the catalog no longer has are at its first entry, see missingEntries
    Result result;
    std::int64_t created = 0; ///< s since 1970, UTC
    int modelVersion = 0;
    std::optional<std::string> pin; ///< its name, if pinned
    std::vector<std::string> missingEntries; ///< "gpu.device = gone-gpu"
};

/// Which stored rows a table shows. Newest first without sortBy. Sorting looks at the newest `window` rows only, so
/// that a page of a million-row file still takes milliseconds.
struct RowQuery
{
    std::uint64_t offset = 0;
    std::uint64_t limit = 100;
    std::variant<std::monostate, Parameter, Metric> sortBy{};
    bool descending = true;
    bool pinnedOnly = false;
    std::uint64_t window = 10000;
    std::int64_t olderThan = std::numeric_limits<std::int64_t>::max(); ///< ids below this: pages without counting
};

/// Rows kept before the oldest live ones make room; pinned rows always stay.
inline constexpr std::uint64_t kDefaultRowLimit = 1'000'000;

/// Table "results": one row per evaluated design, looked up by key. One per connection, on its thread; statements are
/// prepared once. Database and catalog must outlive it. Errors name the file.
class ResultStore
{
public:
    ResultStore(Database& database, const Catalog& catalog, std::uint64_t rowLimit = kDefaultRowLimit);
    ~ResultStore();
    ResultStore(ResultStore&&) noexcept;

    /// The stored results of these keys, in their order; nullopt where there is none.
    tl::expected<std::vector<std::optional<Result>>, std::string> find(std::span<const ResultKey> keys);

    /// Stores rows in one transaction and evicts oldest live rows beyond the limit. A key that is there already is
    /// kept. Returns how many were new.
    tl::expected<std::size_t, std::string> insert(std::span<const NewRow> rows);

    /// Rows in the file, from a counter: costs microseconds.
    tl::expected<std::uint64_t, std::string> count();

    tl::expected<std::vector<StoredRow>, std::string> rows(const RowQuery& query = {});
    tl::expected<std::optional<StoredRow>, std::string> row(std::int64_t id);
    /// Id of the row of this key, to pin it.
    tl::expected<std::optional<std::int64_t>, std::string> idOf(const ResultKey& key);

    /// Removes oldest live rows until at most `keep` rows are left (pinned ones never go); how many went.
    tl::expected<std::uint64_t, std::string> prune(std::uint64_t keep);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace ralmscope
