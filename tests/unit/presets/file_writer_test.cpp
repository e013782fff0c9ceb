// SPDX-License-Identifier: GPL-3.0-or-later
#include "file_writer.h"

#include "temporary_folder.h"

#include <gmock/gmock.h>

namespace ralmscope {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

TEST(FileWriter, PiecesAppearTogether)
{
    const TemporaryFolder folder;
    const fs::path file = folder.write("a.csv", "old");
    auto writer = FileWriter::open(file);
    ASSERT_TRUE(writer);
    ASSERT_TRUE(writer->append("one,"));
    ASSERT_TRUE(writer->append("two"));
    EXPECT_EQ(contentOf(file), "old");
    ASSERT_TRUE(writer->commit());
    EXPECT_EQ(contentOf(file), "one,two");
    EXPECT_EQ(filesInside(folder.path()), 1u);
}

TEST(FileWriter, WhatIsNotCommittedLeavesNothingBehind)
{
    const TemporaryFolder folder;
    const fs::path file = folder.write("a.csv", "old");
    {
        auto writer = FileWriter::open(file);
        ASSERT_TRUE(writer && writer->append("new"));
    }
    EXPECT_EQ(contentOf(file), "old");
    EXPECT_EQ(filesInside(folder.path()), 1u);
}

TEST(FileWriter, PlacesThatCannotBeWrittenAreToldBeforeAnythingIsDone)
{
    const TemporaryFolder folder;
    EXPECT_EQ(FileWriter::check(folder.path()).error(), "is a folder");
    EXPECT_THAT(FileWriter::check(folder.path() / "none" / "a.csv").error(), HasSubstr("there is no folder"));
    EXPECT_TRUE(FileWriter::check(folder.path() / "a.csv"));
    EXPECT_EQ(filesInside(folder.path()), 0u);
}

TEST(FileWriter, AFullDeviceIsToldByTheWriting)
{
    auto writer = FileWriter::open("/dev/full");
    ASSERT_TRUE(writer) << writer.error();
    EXPECT_THAT(writer->append("x").error(), HasSubstr("No space left"));
}

} // namespace
} // namespace ralmscope
