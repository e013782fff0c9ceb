// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli_process.h"

namespace ralmscope::test {

using ::testing::HasSubstr;

class DbCommand : public CliTest
{
protected:
    /// Ten stored results and a sweep.
    void SetUp() override
    {
        write("in.csv", "workload.batch\n1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n");
        ASSERT_EQ(run({"batch", "--in", file("in.csv"), "--out", file("out.csv"), "--db", file("r.db")}).exitCode, 0);
        ASSERT_EQ(run({"sweep", "--axis", "workload.batch=1:5", "--db", file("r.db")}).exitCode, 0);
    }
};

TEST_F(DbCommand, InfoCountsWhatIsThere)
{
    const auto json = run({"db", "info", file("r.db"), "--json"}).json();
    EXPECT_EQ(json["results"], 10);
    EXPECT_EQ(json["pinned"], 0);
    EXPECT_EQ(json["current_results"], 10);
    EXPECT_EQ(json["sweeps"].size(), 1U);
    EXPECT_THAT(run({"db", "info", file("r.db")}).out, HasSubstr("results   10"));
}

TEST_F(DbCommand, ExportsWhatWasStored)
{
    ASSERT_EQ(run({"db", "export", file("r.db"), "--out", file("e.csv")}).exitCode, 0);
    const CsvTable exported = table("e.csv");
    const CsvTable batch = table("out.csv");
    ASSERT_EQ(exported.rows.size(), 10U);
    const auto newest = static_cast<std::size_t>(exported.column("workload.batch"));
    EXPECT_EQ(exported.rows[0][newest], "10");
    for (const std::string metric : {"latency.tpot", "energy.per_token"}) {
        EXPECT_EQ(exported.rows[9][static_cast<std::size_t>(exported.column(metric))],
                  batch.rows[0][static_cast<std::size_t>(batch.column(metric))]);
    }
    EXPECT_EQ(run({"db", "export", file("r.db")}).out, read("e.csv"));
}

TEST_F(DbCommand, AnExportCanBeEvaluatedAgain)
{
    ASSERT_EQ(run({"db", "export", file("r.db"), "--out", file("e.csv")}).exitCode, 0);
    const CsvTable exported = table("e.csv");
    EXPECT_EQ(exported.rows[0][static_cast<std::size_t>(exported.column("gpu.device"))], "rtx-3090");
}

TEST_F(DbCommand, PruneKeepsTheNewest)
{
    const CliRun pruned = run({"db", "prune", file("r.db"), "--keep", "3"});
    EXPECT_EQ(pruned.exitCode, 0) << pruned.err;
    const auto json = run({"db", "info", file("r.db"), "--json"}).json();
    EXPECT_EQ(json["results"], 3);
    EXPECT_EQ(json["sweeps"].size(), 1U);
    ASSERT_EQ(run({"db", "prune", file("r.db"), "--sweeps"}).exitCode, 0);
    EXPECT_EQ(run({"db", "info", file("r.db"), "--json"}).json()["sweeps"].size(), 0U);
}

TEST_F(DbCommand, PruneRefusesANumberThatItCannotMean)
{
    for (const char* keep : {"-1", "99999999999999999999", "many", "1.5"})
        EXPECT_EQ(run({"db", "prune", file("r.db"), "--keep", keep}).exitCode, 2) << keep;
    EXPECT_THAT(run({"db", "prune", file("r.db"), "--keep", "-1"}).err, HasSubstr("0 to 1000000000000"));
}

TEST_F(DbCommand, VerifyTellsASoundFileFromADamagedOne)
{
    EXPECT_EQ(run({"db", "verify", file("r.db")}).exitCode, 0);
    std::string content = read("r.db");
    for (std::size_t i = 4096 * 2; i < content.size(); i += 4096)
        content.replace(i, 32, 32, '\xee');
    write("r.db", content);
    const CliRun run = this->run({"db", "verify", file("r.db")});
    EXPECT_EQ(run.exitCode, 2);
    EXPECT_THAT(run.err, HasSubstr(file("r.db")));
    EXPECT_EQ(read("r.db"), content);
}

TEST_F(DbCommand, MissingAndForeignFilesAreRefused)
{
    write("notes.txt", "not a database");
    for (const std::string command : {"info", "export", "prune", "verify"}) {
        EXPECT_EQ(run({"db", command, file("absent.db")}).exitCode, 2) << command;
        EXPECT_FALSE(std::filesystem::exists(file("absent.db")));
        const CliRun run = this->run({"db", command, file("notes.txt")});
        EXPECT_EQ(run.exitCode, 2) << command;
        EXPECT_THAT(run.err, HasSubstr("notes.txt"));
    }
    EXPECT_EQ(run({"db"}).exitCode, 2);
    EXPECT_EQ(run({"db", "prune", file("r.db"), "--keep", "-1"}).exitCode, 2);
}

} // namespace ralmscope::test
