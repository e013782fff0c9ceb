// SPDX-License-Identifier: GPL-3.0-or-later
#include "migrations.h"

#include "database.h"
#include "sample_data.h"
#include "schema.h"

#include <SQLiteCpp/Database.h>
#include <gmock/gmock.h>

namespace ralmscope::test {

namespace {

const std::string kLostParameter = columnName(info(Parameter::NetworkBroadcast).id);
const std::string kLostMetric = columnName(info(Metric::QueueSlots).id);

/// A file as a program wrote it that did not know the last parameter and the last metric yet.
std::string olderFile(const TemporaryFolder& folder)
{
    const std::string path = folder.file("results.db");
    const Catalog catalog = sampleCatalog();
    auto database = Database::open(path);
    ResultStore store(*database, catalog);
    const NewRow row = sampleRow(3, catalog);
    EXPECT_TRUE(store.insert({&row, 1}));
    database->sql().exec("DROP VIEW " + std::string(kSweepView));
    for (const std::string table : {"results", "sweeps"})
        database->sql().exec("ALTER TABLE " + table + " DROP COLUMN " + kLostParameter);
    for (const std::string table : {"results", "sweep_results"})
        database->sql().exec("ALTER TABLE " + table + " DROP COLUMN " + kLostMetric);
    return path;
}

} // namespace

TEST(Migrations, ANewParameterOrMetricBecomesAColumnAndOldRowsStay)
{
    const TemporaryFolder folder;
    const std::string path = olderFile(folder);
    const Catalog catalog = sampleCatalog();
    auto database = Database::open(path);
    ASSERT_TRUE(database) << database.error();
    ResultStore store(*database, catalog);
    const auto rows = store.rows();
    ASSERT_TRUE(rows) << rows.error();
    ASSERT_EQ(rows->size(), 1U);
    const StoredRow& row = rows->front();
    EXPECT_EQ(row.design[Parameter::WorkloadBatch], 3.0);
    EXPECT_EQ(row.design[Parameter::NetworkBroadcast], info(Parameter::NetworkBroadcast).defaultValue);
    EXPECT_TRUE(std::isnan(row.result[Metric::QueueSlots]));
    EXPECT_EQ(row.result[Metric::Tpot], sampleResult(3)[Metric::Tpot]);
    EXPECT_EQ(problemsOf(path), "");
}

TEST(Migrations, TheFileIsCopiedFirst)
{
    const TemporaryFolder folder;
    const std::string path = olderFile(folder);
    auto database = Database::open(path);
    ASSERT_TRUE(database);
    ASSERT_EQ(database->notices().size(), 1U);
    EXPECT_THAT(database->notices().front(), ::testing::HasSubstr(path + ".backup-1"));
    SQLite::Database backup(path + ".backup-1");
    EXPECT_EQ(backup.execAndGet("SELECT count(*) FROM results").getInt(), 1);
    EXPECT_EQ(backup.execAndGet("SELECT count(*) FROM pragma_table_info('results') WHERE name = '" + kLostMetric + "'")
                  .getInt(),
              0);
}

TEST(Migrations, AColumnFromANewerProgramIsLeftAlone)
{
    const TemporaryFolder folder;
    const std::string path = folder.file("results.db");
    {
        auto database = Database::open(path);
        database->sql().exec("ALTER TABLE results ADD COLUMN pim_stacks INTEGER");
    }
    const Catalog catalog = sampleCatalog();
    auto database = Database::open(path);
    ASSERT_TRUE(database);
    EXPECT_TRUE(database->notices().empty());
    ResultStore store(*database, catalog);
    const NewRow row = sampleRow(3, catalog);
    EXPECT_TRUE(store.insert({&row, 1}));
}

TEST(Migrations, NumberedStepsRunOnceAndInOrder)
{
    const TemporaryFolder folder;
    const std::string path = folder.file("results.db");
    auto database = Database::open(path);
    std::vector<Migration> steps(migrations().begin(), migrations().end());
    steps.push_back({kSchemaVersion + 1, "notes", [] { return std::string("CREATE TABLE notes (text)"); }});
    steps.push_back({kSchemaVersion + 2, "first note", [] { return std::string("INSERT INTO notes VALUES ('one')"); }});
    EXPECT_NE(migrate(database->sql(), path, steps), "");
    EXPECT_EQ(migrate(database->sql(), path, steps), "");
    EXPECT_EQ(schemaVersion(database->sql()), kSchemaVersion + 2);
    EXPECT_EQ(database->sql().execAndGet("SELECT count(*) FROM notes").getInt(), 1);
}

TEST(Migrations, AStepThatFailsLeavesTheFileAsItWas)
{
    const TemporaryFolder folder;
    const std::string path = folder.file("results.db");
    auto database = Database::open(path);
    std::vector<Migration> steps(migrations().begin(), migrations().end());
    steps.push_back({kSchemaVersion + 1, "broken", [] { return std::string("CREATE TABLE t (x); NONSENSE"); }});
    EXPECT_THROW(migrate(database->sql(), path, steps), SQLite::Exception);
    EXPECT_EQ(schemaVersion(database->sql()), kSchemaVersion);
    EXPECT_FALSE(database->sql().tableExists("t"));
}

TEST(Migrations, AreNumberedWithoutGapsUpToTheNewest)
{
    int expected = 1;
    for (const Migration& step : migrations())
        EXPECT_EQ(step.version, expected++);
    EXPECT_EQ(migrations().back().version, kSchemaVersion);
}

} // namespace ralmscope::test
