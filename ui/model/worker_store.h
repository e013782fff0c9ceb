// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog.h"
#include "database.h"
#include "point_evaluator.h"
#include "result_store.h"

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace ralmscope {

/// The results database as the worker thread sees it: opened on first use, replaced by one in memory when the file
/// fails, so that exploring never stops. One thread only.
class WorkerStore
{
public:
    using Report = std::function<void(const std::string&)>;

    /// `report` is called on the same thread with one sentence for the user.
    WorkerStore(std::shared_ptr<const Catalog> catalog, std::string path, Report report);

    /// Through the database; without one (even memory failed) straight from the model.
    Evaluation evaluate(std::span<const DesignPoint> designs);

    /// Runs `work` on the store; its error is reported. False if it failed.
    bool with(const std::function<tl::expected<void, std::string>(Database&, ResultStore&)>& work);

    /// Goes on with another database; one that cannot be opened is reported and changes nothing (false).
    bool use(const std::string& path);

    std::uint64_t rows();
    const Catalog& catalog() const { return *m_catalog; }
    /// Moves the log into the main file; for quiet moments.
    void checkpoint();

private:
    bool open();
    void take(Database database);
    void fallBack(const std::string& problem);

    std::shared_ptr<const Catalog> m_catalog;
    std::string m_path;
    Report m_report;
    bool m_failed = false; ///< not even memory works
    std::unique_ptr<Database> m_database; ///< at a fixed address: the store keeps a reference
    std::optional<ResultStore> m_store;
};

} // namespace ralmscope
