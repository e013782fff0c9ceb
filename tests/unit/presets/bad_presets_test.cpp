// SPDX-License-Identifier: GPL-3.0-or-later
// A corpus of files as people get them wrong: X.json beside X.expected, whose every line must stand in the messages.
#include "catalog_files.h"
#include "system_file.h"
#include "temporary_folder.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <sstream>

namespace ralmscope {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> corpus(const std::string& folder)
{
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(fs::path(RALMSCOPE_TEST_DATA) / "bad_presets" / folder)) {
        if (entry.path().extension() == ".json")
            files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    return files;
}

void expectMessages(const fs::path& file, const FileProblems& problems)
{
    const std::string messages = problemsText(problems);
    std::istringstream expected(contentOf(fs::path(file).replace_extension(".expected")));
    std::size_t lines = 0;
    for (std::string line; std::getline(expected, line); ++lines)
        EXPECT_THAT(messages, testing::HasSubstr(line)) << file;
    EXPECT_GT(lines, 0u) << file;
    EXPECT_EQ(problems.size(), lines) << file << "\n" << messages;
}

TEST(BadPresets, CatalogEntriesAreRefusedWithEveryProblem)
{
    const auto files = corpus("catalog");
    ASSERT_GE(files.size(), 10u);
    for (const fs::path& file : files) {
        Catalog catalog;
        const auto added = addCatalogEntry(catalog, contentOf(file), file.filename().string());
        ASSERT_FALSE(added) << file;
        expectMessages(file, added.error());
        EXPECT_EQ(catalog.gpus.size() + catalog.databases.size() + catalog.models.size(), 0u)
            << "nothing may be kept of " << file;
    }
}

TEST(BadPresets, SystemsAreRefusedWithEveryProblem)
{
    const Catalog catalog = loadCatalog(shippedData()).value().catalog;
    const auto files = corpus("systems");
    ASSERT_GE(files.size(), 8u);
    for (const fs::path& file : files) {
        const auto system = parseSystem(contentOf(file), catalog, file.filename().string());
        ASSERT_FALSE(system) << file;
        expectMessages(file, system.error());
    }
}

} // namespace
} // namespace ralmscope
