// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli_process.h"

#include "metric_table.h"
#include "parameter_table.h"

namespace ralmscope::test {

using ::testing::HasSubstr;
using EvalCommand = CliTest;

TEST_F(EvalCommand, PrintsWhatTheModelSays)
{
    const CliRun run = this->run({"eval", "--db", ":memory:"});
    EXPECT_EQ(run.exitCode, 0) << run.err;
    EXPECT_THAT(run.out, HasSubstr("Status: ok"));
    EXPECT_THAT(run.out, HasSubstr(std::string(info(Metric::Tpot).label)));
    EXPECT_EQ(run.err, "");
}

TEST_F(EvalCommand, JsonHasEveryParameterAndMetric)
{
    const CliRun run = this->run({"eval", "--json", "--db", ":memory:"});
    ASSERT_EQ(run.exitCode, 0) << run.err;
    const auto json = run.json();
    for (const ParameterInfo& row : parameterTable())
        EXPECT_TRUE(json["parameters"].contains(std::string(row.id))) << row.id;
    for (const MetricInfo& row : metricTable())
        EXPECT_TRUE(json["metrics"].contains(std::string(row.id))) << row.id;
    EXPECT_EQ(json["status"], "ok");
    double seconds = 0.0;
    for (const auto& part : json["breakdown"])
        seconds += part["seconds"].get<double>();
    EXPECT_NEAR(seconds / json["metrics"]["latency.tpot"].get<double>(), 1.0, 1e-12);
}

TEST_F(EvalCommand, AMetricThatDoesNotApplyIsNull)
{
    const auto json = this->run({"eval", "--json", "--set", "retrieval.organisation=none"}).json();
    EXPECT_TRUE(json["metrics"]["latency.search"].is_null());
    EXPECT_TRUE(json["metrics"]["latency.tpot"].is_number());
}

TEST_F(EvalCommand, SettingsChangeTheDesign)
{
    const auto json = this->run({"eval", "--json", "--preset", "cpu-baseline", "--set", "workload.batch=4", "--set",
                                 "lm.model=dec-l"})
                          .json();
    EXPECT_EQ(json["parameters"]["workload.batch"], 4);
    EXPECT_EQ(json["parameters"]["lm.model"], "dec-l");
    EXPECT_EQ(json["parameters"]["retrieval.organisation"], "cpu");
}

TEST_F(EvalCommand, TheOrderOfSettingsDoesNotMatter)
{
    const auto json = this->run({"eval", "--json", "--set", "database.vectors=2G", "--set",
                                 "retrieval.database=sift-1b", "--set", "fpga.count=4"})
                          .json();
    EXPECT_EQ(json["parameters"]["database.vectors"], 2000000000);
    EXPECT_EQ(json["parameters"]["retrieval.database"], "sift-1b");
}

TEST_F(EvalCommand, ResultsAreReusedFromTheUsersDatabase)
{
    ASSERT_EQ(this->run({"eval"}).exitCode, 0);
    ASSERT_EQ(this->run({"eval"}).exitCode, 0);
    const auto json = this->run({"db", "info", "--json"}).json();
    EXPECT_EQ(json["file"], file("ralmscope/results.db"));
    EXPECT_EQ(json["results"], 1);
}

TEST_F(EvalCommand, SaysEverythingThatIsWrongAtOnce)
{
    const CliRun run = this->run({"eval", "--preset", "nosuch", "--set", "nonsense=1", "--set", "workload.batch=0",
                                  "--set", "gpu.device=abacus", "--set", "oops"});
    EXPECT_EQ(run.exitCode, 2);
    EXPECT_EQ(run.out, "");
    EXPECT_THAT(run.err, HasSubstr("nosuch"));
    EXPECT_THAT(run.err, HasSubstr("nonsense"));
    EXPECT_THAT(run.err, HasSubstr("workload.batch = 0: allowed whole numbers 1 .. 16384"));
    EXPECT_THAT(run.err, HasSubstr("gpu.device = abacus: allowed rtx-3090"));
    EXPECT_THAT(run.err, HasSubstr("--set oops: expected id=value"));
}

TEST_F(EvalCommand, RefusesValuesThatAreNoNumbers)
{
    for (const std::string value : {"nan", "inf", "-inf", "1e999", "", "12x", "0x10", "auto"}) {
        const CliRun run = this->run({"eval", "--set", "workload.batch=" + value});
        EXPECT_EQ(run.exitCode, 2) << value;
        EXPECT_THAT(run.err, HasSubstr("workload.batch")) << value;
    }
}

TEST_F(EvalCommand, RefusesNonsenseWithParameterValueAndRange)
{
    CliRun run = this->run({"eval", "--set", "retrieval.nprobe=65536"});
    EXPECT_EQ(run.exitCode, 2);
    EXPECT_THAT(run.err, HasSubstr("retrieval.nprobe = 65536: allowed 1 .. 32768"));
    run = this->run({"eval", "--json", "--set", "fpga.count=0"});
    EXPECT_EQ(run.exitCode, 2);
    EXPECT_EQ(run.json()["status"], "invalid");
    EXPECT_THAT(run.err, HasSubstr("fpga.count = 0"));
}

TEST_F(EvalCommand, WhatDoesNotFitIsAResult)
{
    const CliRun run = this->run({"eval", "--json", "--set", "database.vectors=100G"});
    EXPECT_EQ(run.exitCode, 0) << run.err;
    EXPECT_EQ(run.json()["status"], "infeasible");
    EXPECT_THAT(run.json()["reason"], HasSubstr("Does not fit"));
}

TEST_F(EvalCommand, WrongUsageIsTwo)
{
    EXPECT_EQ(this->run({}).exitCode, 2);
    EXPECT_EQ(this->run({"evaluate"}).exitCode, 2);
    EXPECT_EQ(this->run({"eval", "--nonsense"}).exitCode, 2);
    EXPECT_EQ(this->run({"eval", "--set"}).exitCode, 2);
    EXPECT_EQ(this->run({"--help"}).exitCode, 0);
    EXPECT_EQ(this->run({"eval", "--help"}).exitCode, 0);
    EXPECT_THAT(this->run({"--version"}).out, HasSubstr("ralmscope-cli "));
}

TEST_F(EvalCommand, ADatabaseThatCannotBeUsedIsNamed)
{
    const CliRun run = this->run({"eval", "--db", file("no/such/folder.db")});
    EXPECT_EQ(run.exitCode, 2);
    EXPECT_THAT(run.err, HasSubstr(file("no/such/folder.db")));
}

TEST_F(EvalCommand, GoesOnBesideADamagedDatabase)
{
    write("results.db", "rubbish");
    const CliRun run = this->run({"eval", "--db", file("results.db")});
    EXPECT_EQ(run.exitCode, 0);
    EXPECT_THAT(run.err, HasSubstr("results.db.damaged-1"));
    EXPECT_EQ(read("results.db.damaged-1"), "rubbish");
}

} // namespace ralmscope::test
