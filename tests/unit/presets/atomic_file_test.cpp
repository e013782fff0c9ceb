// SPDX-License-Identifier: GPL-3.0-or-later
#include "atomic_file.h"

#include "temporary_folder.h"

#include <gmock/gmock.h>

#include <array>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace ralmscope {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

TEST(AtomicFile, WritesAndReadsBack)
{
    const TemporaryFolder folder;
    const fs::path file = folder.path() / "a.json";
    const std::string content("one\0two\n", 8);
    ASSERT_TRUE(writeFileAtomically(file, content));
    EXPECT_EQ(readTextFile(file).value(), content);
    EXPECT_EQ(filesInside(folder.path()), 1u) << "the temporary file must be gone";
}

TEST(AtomicFile, ReplacesAndKeepsPermissions)
{
    const TemporaryFolder folder;
    const fs::path file = folder.write("a.json", "a long old content");
    fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write);
    ASSERT_TRUE(writeFileAtomically(file, "new"));
    EXPECT_EQ(contentOf(file), "new");
    EXPECT_EQ(fs::status(file).permissions(), fs::perms::owner_read | fs::perms::owner_write);
}

TEST(AtomicFile, FirstFileFollowsTheUmask)
{
    const TemporaryFolder folder;
    const mode_t before = ::umask(027);
    ASSERT_TRUE(writeFileAtomically(folder.path() / "a", "x"));
    ::umask(before);
    EXPECT_EQ(static_cast<unsigned>(fs::status(folder.path() / "a").permissions()), 0640u);
}

TEST(AtomicFile, WritesThroughASymbolicLink)
{
    const TemporaryFolder folder;
    const fs::path real = folder.write("real.json", "old");
    const fs::path link = folder.path() / "link.json";
    fs::create_symlink(real, link);
    ASSERT_TRUE(writeFileAtomically(link, "new"));
    EXPECT_TRUE(fs::is_symlink(link));
    EXPECT_EQ(contentOf(real), "new");
}

TEST(AtomicFile, WritesIntoAPipeOrDeviceInsteadOfReplacingIt)
{
    const TemporaryFolder folder;
    const fs::path pipe = folder.path() / "pipe";
    ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
    const int reader = ::open(pipe.c_str(), O_RDWR | O_NONBLOCK | O_CLOEXEC);
    ASSERT_GE(reader, 0);
    EXPECT_TRUE(writeFileAtomically(pipe, "rows"));
    EXPECT_TRUE(fs::is_fifo(pipe));
    std::array<char, 8> read{};
    EXPECT_EQ(::read(reader, read.data(), read.size()), 4);
    EXPECT_STREQ(read.data(), "rows");
    ::close(reader);
}

TEST(AtomicFile, AFullDeviceIsReported)
{
    if (!fs::is_character_file("/dev/full"))
        GTEST_SKIP() << "there is no device that is always full";
    const TemporaryFolder folder;
    const fs::path link = folder.path() / "full";
    fs::create_symlink("/dev/full", link);
    EXPECT_THAT(writeFileAtomically(link, "x").error(), HasSubstr("No space left"));
    EXPECT_TRUE(fs::is_character_file("/dev/full"));
}

TEST(AtomicFile, ALeftoverOfAKilledProcessIsNotInTheWay)
{
    const TemporaryFolder folder;
    const fs::path file = folder.path() / "a";
    folder.write("a." + std::to_string(::getpid()) + "-0.tmp", "left behind");
    EXPECT_TRUE(writeFileAtomically(file, "new"));
    EXPECT_EQ(contentOf(file), "new");
}

TEST(AtomicFile, SaysWhyItCannotWrite)
{
    const TemporaryFolder folder;
    EXPECT_THAT(writeFileAtomically(folder.path() / "no" / "such", "x").error(), HasSubstr("there is no folder"));
    EXPECT_THAT(writeFileAtomically(folder.path(), "x").error(), HasSubstr("is a folder"));
}

TEST(AtomicFile, RefusesAReadOnlyFolderAndFileAndLeavesTheContent)
{
    if (::geteuid() == 0)
        GTEST_SKIP() << "the super-user may write anywhere";
    const TemporaryFolder folder;
    const fs::path file = folder.write("a", "old");
    fs::permissions(file, fs::perms::owner_read);
    EXPECT_THAT(writeFileAtomically(file, "x").error(), HasSubstr("Permission denied"));
    fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write);
    fs::permissions(folder.path(), fs::perms::owner_read | fs::perms::owner_exec);
    EXPECT_THAT(writeFileAtomically(file, "x").error(), HasSubstr("Permission denied"));
    EXPECT_EQ(contentOf(file), "old");
}

TEST(AtomicFile, ReadingSaysWhatIsWrong)
{
    const TemporaryFolder folder;
    EXPECT_THAT(readTextFile(folder.path() / "none").error(), HasSubstr("no such file"));
    EXPECT_THAT(readTextFile(folder.path()).error(), HasSubstr("not a regular file"));
    EXPECT_THAT(readTextFile("/dev/zero").error(), HasSubstr("not a regular file"));
    EXPECT_THAT(readTextFile(folder.write("big", "12345"), 4).error(), HasSubstr("5 bytes long; at most 4"));
}

} // namespace
} // namespace ralmscope
