// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "csv_table.h"

#include <filesystem>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>
#include <sys/types.h>

namespace ralmscope::test {

/// What a run of the program left behind.
struct CliRun
{
    int exitCode = -1;
    std::string out;
    std::string err;

    nlohmann::json json() const { return nlohmann::json::parse(out); }
};

/// Runs ralmscope-cli in a folder of its own, which is also the user's data folder; removed at the end.
class CliTest : public ::testing::Test
{
protected:
    CliTest();
    ~CliTest() override;

    CliRun run(const std::vector<std::string>& arguments);
    /// Starts it and does not wait; finish() does.
    pid_t start(const std::vector<std::string>& arguments);
    CliRun finish(pid_t process);

    std::string file(const std::string& name) const { return (m_folder / name).string(); }
    void write(const std::string& name, const std::string& text) const;
    std::string read(const std::string& name) const;
    CsvTable table(const std::string& name) const;

    std::filesystem::path m_folder;
};

} // namespace ralmscope::test
