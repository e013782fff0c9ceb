// SPDX-License-Identifier: GPL-3.0-or-later
#include "default_paths.h"

#include "sample_data.h"

#include <fstream>

#include <gmock/gmock.h>

namespace ralmscope::test {

TEST(DefaultPaths, ResultsLieInTheUsersFolder)
{
    EXPECT_EQ(defaultDatabasePath("/home/somebody/.local/share/ralmscope"),
              "/home/somebody/.local/share/ralmscope/results.db");
}

TEST(DefaultPaths, TheFolderIsMadeForTheUserAlone)
{
    const TemporaryFolder folder;
    const auto user = folder.path() / "share" / "ralmscope";
    ASSERT_TRUE(prepareDefaultDatabasePath(user));
    EXPECT_EQ(std::filesystem::status(user).permissions(), std::filesystem::perms::owner_all);
}

TEST(DefaultPaths, AFolderThatCannotBeMadeIsNamed)
{
    const TemporaryFolder folder;
    std::ofstream(folder.file("taken")) << "a file";
    const auto path = prepareDefaultDatabasePath(folder.path() / "taken" / "ralmscope");
    ASSERT_FALSE(path);
    EXPECT_THAT(path.error(), ::testing::HasSubstr("taken/ralmscope"));
}

} // namespace ralmscope::test
