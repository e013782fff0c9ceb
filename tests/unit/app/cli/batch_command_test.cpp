// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli_process.h"

namespace ralmscope::test {

using ::testing::HasSubstr;
using BatchCommand = CliTest;

TEST_F(BatchCommand, EvaluatesEveryRow)
{
    write("in.csv", "retrieval.nprobe,workload.batch,lm.model\n32,1,dec-s\n32,16,dec-s\n64,,encdec-s\n");
    const CliRun run = this->run({"batch", "--in", file("in.csv"), "--out", file("out.csv")});
    ASSERT_EQ(run.exitCode, 0) << run.err;
    EXPECT_EQ(run.err, "");
    const CsvTable rows = table("out.csv");
    ASSERT_EQ(rows.rows.size(), 3U);
    const auto json = this->run({"eval", "--json", "--set", "retrieval.nprobe=32", "--set", "workload.batch=16",
                                 "--set", "lm.model=dec-s"})
                          .json();
    EXPECT_EQ(std::stod(rows.rows[1][static_cast<std::size_t>(rows.column("latency.tpot"))]),
              json["metrics"]["latency.tpot"].get<double>());
    EXPECT_EQ(rows.rows[1][2], "dec-s");
    EXPECT_EQ(rows.rows[1][static_cast<std::size_t>(rows.column("status"))], "ok");
}

TEST_F(BatchCommand, ABadRowGetsAnErrorAndTheOthersGoOn)
{
    write("in.csv", "retrieval.nprobe,workload.batch\n32,4\nnan,inf\n65536,4\n1e9,0\n16,4\n");
    const CliRun run = this->run({"batch", "--in", file("in.csv"), "--out", file("out.csv")});
    ASSERT_EQ(run.exitCode, 0) << run.err;
    EXPECT_THAT(run.err, HasSubstr("3 of 5 designs"));
    const CsvTable rows = table("out.csv");
    const auto error = static_cast<std::size_t>(rows.column("error"));
    const auto tpot = static_cast<std::size_t>(rows.column("latency.tpot"));
    ASSERT_EQ(rows.rows.size(), 5U);
    EXPECT_EQ(rows.rows[0][error], "");
    EXPECT_THAT(rows.rows[1][error], HasSubstr("retrieval.nprobe = nan: allowed"));
    EXPECT_THAT(rows.rows[1][error], HasSubstr("workload.batch = inf: allowed"));
    EXPECT_THAT(rows.rows[2][error], HasSubstr("database.nlist"));
    EXPECT_EQ(rows.rows[3][tpot], "");
    EXPECT_NE(rows.rows[4][tpot], "");
    EXPECT_EQ(rows.rows[4][error], "");
}

TEST_F(BatchCommand, UnknownColumnsAreAllNamed)
{
    write("in.csv", "retrieval.nprobe,colour,shape\n32,red,round\n");
    const CliRun run = this->run({"batch", "--in", file("in.csv"), "--out", file("out.csv")});
    EXPECT_EQ(run.exitCode, 2);
    EXPECT_THAT(run.err, HasSubstr("in.csv: column 'colour'"));
    EXPECT_THAT(run.err, HasSubstr("in.csv: column 'shape'"));
    EXPECT_FALSE(std::filesystem::exists(file("out.csv")));
}

TEST_F(BatchCommand, ABrokenTableIsNamedWithItsLine)
{
    write("in.csv", "retrieval.nprobe,workload.batch\n32\n");
    const CliRun run = this->run({"batch", "--in", file("in.csv"), "--out", file("out.csv")});
    EXPECT_EQ(run.exitCode, 2);
    EXPECT_THAT(run.err, HasSubstr("in.csv: line 2"));
}

TEST_F(BatchCommand, AMissingFileIsNamed)
{
    const CliRun run = this->run({"batch", "--in", file("absent.csv"), "--out", file("out.csv")});
    EXPECT_EQ(run.exitCode, 2);
    EXPECT_THAT(run.err, HasSubstr("absent.csv"));
    EXPECT_EQ(this->run({"batch", "--in", file("absent.csv")}).exitCode, 2);
}

TEST_F(BatchCommand, LargeTablesComeBackInOrder)
{
    std::string text = "workload.batch,retrieval.nprobe\n";
    for (int i = 0; i < 12000; ++i)
        text += std::to_string(1 + i % 100) + ',' + std::to_string(1 + i / 100) + '\n';
    write("in.csv", text);
    ASSERT_EQ(this->run({"batch", "--in", file("in.csv"), "--out", file("out.csv"), "--db", ":memory:"}).exitCode, 0);
    const CsvTable in = table("in.csv");
    const CsvTable out = table("out.csv");
    ASSERT_EQ(out.rows.size(), in.rows.size());
    for (std::size_t i = 0; i < in.rows.size(); ++i) {
        ASSERT_EQ(out.rows[i][0], in.rows[i][0]);
        ASSERT_EQ(out.rows[i][1], in.rows[i][1]);
    }
}

} // namespace ralmscope::test
