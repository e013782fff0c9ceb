// SPDX-License-Identifier: GPL-3.0-or-later
#include "database.h"

#include "file_check.h"
#include "sample_data.h"
#include "schema.h"

#include <fstream>
#include <functional>
#include <iterator>

#include <SQLiteCpp/Database.h>
#include <gmock/gmock.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

namespace ralmscope::test {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

namespace {

std::string contentOf(const std::string& path)
{
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

void writeContent(const std::string& path, const std::string& content)
{
    std::ofstream(path, std::ios::binary) << content;
}

/// A file with rows in it, closed again.
std::string makeFile(const TemporaryFolder& folder, int rows = 200)
{
    const std::string path = folder.file("results.db");
    const Catalog catalog = sampleCatalog();
    auto database = Database::open(path);
    ResultStore store(*database, catalog);
    std::vector<NewRow> all;
    for (int i = 1; i <= rows; ++i)
        all.push_back(sampleRow(i, catalog));
    EXPECT_TRUE(store.insert(all));
    return path;
}

/// Runs `check` as a user who is not root, for whom file permissions count. True if it returned true.
bool asNobody(const std::function<bool()>& check)
{
    const pid_t child = fork();
    if (child == 0) {
        if (geteuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0))
            _exit(2);
        _exit(check() ? 0 : 1);
    }
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

} // namespace

TEST(Database, IsCreatedWithAWriteAheadLogAndOurMark)
{
    const TemporaryFolder folder;
    auto database = Database::open(folder.file("results.db"));
    ASSERT_TRUE(database) << database.error();
    EXPECT_TRUE(database->notices().empty());
    EXPECT_EQ(database->sql().execAndGet("PRAGMA journal_mode").getString(), "wal");
    EXPECT_EQ(database->sql().execAndGet("PRAGMA synchronous").getInt(), 1);
    EXPECT_EQ(database->sql().execAndGet("PRAGMA user_version").getInt(), kSchemaVersion);
    EXPECT_EQ(database->sql().execAndGet("PRAGMA application_id").getInt(), kApplicationId);
    EXPECT_EQ(database->verify()->size(), 0U);
}

TEST(Database, LivesInMemoryToo)
{
    EXPECT_TRUE(Database::open(":memory:")->isInMemory());
    auto database = Database::open(":memory:");
    ASSERT_TRUE(database) << database.error();
    EXPECT_EQ(database->verify()->size(), 0U);
}

TEST(Database, ANameThatLooksLikeAUriIsAFile)
{
    const TemporaryFolder folder;
    const fs::path before = fs::current_path();
    fs::current_path(folder.path());
    {
        const auto database = Database::open("file:r.db?mode=memory");
        EXPECT_TRUE(database.has_value() && !database->isInMemory());
    }
    fs::current_path(before);
    EXPECT_TRUE(fs::exists(folder.path() / "file:r.db?mode=memory"));
}

TEST(Database, OpensAgainWithoutBackupOrNotice)
{
    const TemporaryFolder folder;
    const std::string path = makeFile(folder);
    auto database = Database::open(path);
    ASSERT_TRUE(database);
    EXPECT_TRUE(database->notices().empty());
    EXPECT_FALSE(fs::exists(path + ".backup-1"));
}

TEST(Database, TakesAnEmptyFileForANewOne)
{
    const TemporaryFolder folder;
    writeContent(folder.file("results.db"), "");
    EXPECT_TRUE(Database::open(folder.file("results.db")));
}

TEST(Database, SetsADamagedFileAsideUnchanged)
{
    const TemporaryFolder folder;
    const std::string path = makeFile(folder);
    std::string content = contentOf(path);
    for (std::size_t i = 4096 * 3; i < content.size(); i += 4096)
        content.replace(i, 64, 64, '\xee');
    writeContent(path, content);

    auto database = Database::open(path);
    ASSERT_TRUE(database) << database.error();
    ASSERT_EQ(database->notices().size(), 1U);
    EXPECT_THAT(database->notices().front(), HasSubstr(path + ".damaged-1"));
    EXPECT_EQ(contentOf(path + ".damaged-1"), content);
    EXPECT_EQ(database->sql().execAndGet("SELECT count(*) FROM results").getInt(), 0);
}

TEST(Database, NeverOverwritesAFileSetAsideEarlier)
{
    const TemporaryFolder folder;
    const std::string path = folder.file("results.db");
    for (const std::string garbage : {"first", "second"}) {
        writeContent(path, garbage);
        ASSERT_TRUE(Database::open(path));
    }
    EXPECT_EQ(contentOf(path + ".damaged-1"), "first");
    EXPECT_EQ(contentOf(path + ".damaged-2"), "second");
}

TEST(Database, SetsATruncatedFileAside)
{
    const TemporaryFolder folder;
    const std::string path = makeFile(folder);
    fs::resize_file(path, fs::file_size(path) / 2);
    auto database = Database::open(path);
    ASSERT_TRUE(database) << database.error();
    EXPECT_TRUE(fs::exists(path + ".damaged-1"));
}

TEST(Database, OnlyReportsDamageWhenAskedTo)
{
    const TemporaryFolder folder;
    const std::string path = folder.file("results.db");
    writeContent(path, "no database");
    const auto database = Database::open(path, {.ifDamaged = IfDamaged::Refuse});
    ASSERT_FALSE(database);
    EXPECT_THAT(database.error(), HasSubstr(path + ": is damaged"));
    EXPECT_EQ(contentOf(path), "no database");
}

TEST(Database, LeavesFilesAloneThatAreNoDatabase)
{
    const TemporaryFolder folder;
    const std::string path = folder.file("thesis.txt");
    writeContent(path, "years of work");
    const auto database = Database::open(path);
    ASSERT_FALSE(database);
    EXPECT_THAT(database.error(), HasSubstr("is not a results database"));
    EXPECT_EQ(contentOf(path), "years of work");
}

TEST(Database, LeavesDatabasesOfOtherProgramsAlone)
{
    const TemporaryFolder folder;
    const std::string path = folder.file("music.db");
    SQLite::Database(path, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE).exec("CREATE TABLE songs (title)");
    const std::string before = contentOf(path);
    const auto database = Database::open(path);
    ASSERT_FALSE(database);
    EXPECT_THAT(database.error(), HasSubstr("another program"));
    EXPECT_EQ(contentOf(path), before);
}

TEST(Database, RefusesANewerSchemaAndSaysSo)
{
    const TemporaryFolder folder;
    const std::string path = makeFile(folder);
    SQLite::Database(path, SQLite::OPEN_READWRITE).exec("PRAGMA user_version = 99");
    const auto database = Database::open(path);
    ASSERT_FALSE(database);
    EXPECT_THAT(database.error(), HasSubstr("newer version of Ralmscope (schema 99"));
    EXPECT_FALSE(fs::exists(path + ".damaged-1"));
}

TEST(Database, NamesAMissingFolder)
{
    const TemporaryFolder folder;
    const auto database = Database::open(folder.file("no/such/results.db"));
    ASSERT_FALSE(database);
    EXPECT_THAT(database.error(), HasSubstr("there is no folder"));
}

TEST(Database, RefusesAFolderAsAFile)
{
    const TemporaryFolder folder;
    const auto database = Database::open(folder.path().string());
    ASSERT_FALSE(database);
    EXPECT_THAT(database.error(), HasSubstr("is a folder"));
}

TEST(Database, RefusesAMissingFileWhereOneIsMeant)
{
    const TemporaryFolder folder;
    const auto database = Database::open(folder.file("results.db"), {.create = false});
    ASSERT_FALSE(database);
    EXPECT_THAT(database.error(), HasSubstr("there is no such file"));
    EXPECT_FALSE(fs::exists(folder.file("results.db")));
}

TEST(Database, SaysThatAFileCannotBeWritten)
{
    const TemporaryFolder folder;
    const std::string path = makeFile(folder);
    chmod(path.c_str(), 0444);
    chmod(folder.path().c_str(), 0755);
    EXPECT_TRUE(asNobody([&] {
        const auto database = Database::open(path);
        return !database && database.error().find("cannot be written") != std::string::npos
            && database.error().find(path) != std::string::npos;
    }));
}

TEST(Database, SaysThatAFolderCannotBeWritten)
{
    const TemporaryFolder folder;
    chmod(folder.path().c_str(), 0555);
    EXPECT_TRUE(asNobody([&] {
        const auto database = Database::open(folder.file("new.db"));
        return !database && database.error().find("cannot be written") != std::string::npos;
    }));
}

TEST(Database, CanBeReadWhereNothingCanBeWritten)
{
    const TemporaryFolder folder;
    const std::string path = makeFile(folder);
    chmod(path.c_str(), 0444);
    chmod(folder.path().c_str(), 0555);
    EXPECT_TRUE(asNobody([&] {
        auto database = Database::open(path, {.readOnly = true});
        return database && database->sql().execAndGet("SELECT count(*) FROM results").getInt() == 200
            && database->verify()->empty();
    }));
}

TEST(Database, ReadOnlyChangesNothing)
{
    const TemporaryFolder folder;
    const std::string path = makeFile(folder);
    const Catalog catalog = sampleCatalog();
    auto database = Database::open(path, {.readOnly = true});
    ASSERT_TRUE(database) << database.error();
    ResultStore store(*database, catalog);
    const NewRow row = sampleRow(5000, catalog);
    const auto inserted = store.insert({&row, 1});
    ASSERT_FALSE(inserted);
    EXPECT_THAT(inserted.error(), HasSubstr(path));
}

TEST(Database, VerifyFindsDamageThatOpeningALargeFileSkips)
{
    const TemporaryFolder folder;
    const std::string path = makeFile(folder);
    auto database = Database::open(path);
    ASSERT_TRUE(database);
    database->sql().exec("UPDATE counters SET value = 7 WHERE name = 'results'");
    EXPECT_THAT(database->verify()->at(0), HasSubstr("counter"));
}

TEST(FileCheck, FindsTheFirstFreeName)
{
    const TemporaryFolder folder;
    writeContent(folder.file("a.backup-1"), "");
    EXPECT_EQ(freeName(folder.file("a"), "backup"), folder.file("a.backup-2"));
}

} // namespace ralmscope::test
