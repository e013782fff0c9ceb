// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog.h"
#include "data_directories.h"
#include "exploration_engine.h"
#include "measured_points.h"
#include "session.h"
#include "system_file.h"

#include <QStringList>

#include <memory>
#include <string>

#include <tl/expected.hpp>

namespace ralmscope {

/// What a window or a report works on: catalog, measured values, session and engine on one results database. Opens
/// files; afterwards everything is in memory but the database. GUI thread.
class Workspace
{
public:
    struct Options
    {
        std::string preset; ///< id or file; empty: the default system
        std::string databasePath; ///< empty: the user's own; ":memory:" allowed
    };

    /// The session starts with the preset, and the CPU baseline pinned beside it. The error is for people, with file
    /// names.
    static tl::expected<std::unique_ptr<Workspace>, std::string> open(const Options& options);

    const Catalog& catalog() const { return *m_catalog; }
    std::shared_ptr<const Catalog> sharedCatalog() const { return m_catalog; }
    const DataDirectories& directories() const { return m_directories; }
    const std::string& databasePath() const { return m_databasePath; }
    /// The engine went on with another one.
    void setDatabasePath(const std::string& path) { m_databasePath = path; }
    Session& session() { return *m_session; }
    ExplorationEngine& engine() { return *m_engine; }
    /// What the user should know of how things were opened: files left out.
    const QStringList& notices() const { return m_notices; }

private:
    Workspace() = default;

    DataDirectories m_directories;
    std::shared_ptr<const Catalog> m_catalog;
    std::shared_ptr<const MeasuredPoints> m_measured;
    std::string m_databasePath;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<ExplorationEngine> m_engine;
    QStringList m_notices;
};

/// A design as the session's start: its own baseline is the shipped CPU baseline.
SessionState startState(const SystemFile& system, const Catalog& catalog, const DataDirectories& directories);

} // namespace ralmscope
