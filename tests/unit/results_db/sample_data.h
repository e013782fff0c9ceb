// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog.h"
#include "result_store.h"

#include <filesystem>
#include <string>

namespace ralmscope::test {

/// A small catalog of made-up hardware: two entries of each kind that tests change between.
Catalog sampleCatalog();

/// A result with a different value in every field; no simulation.
Result sampleResult(double seed);

/// A row of its own for every seed: batch = seed.
NewRow sampleRow(double seed, const Catalog& catalog);

/// A folder that is removed with everything in it.
class TemporaryFolder
{
public:
    TemporaryFolder();
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    std::string file(const std::string& name) const { return (m_path / name).string(); }
    const std::filesystem::path& path() const { return m_path; }

private:
    std::filesystem::path m_path;
};

/// Everything in the file is sound; otherwise the problems.
std::string problemsOf(const std::string& path);

} // namespace ralmscope::test
