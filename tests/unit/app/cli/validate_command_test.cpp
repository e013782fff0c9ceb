// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli_process.h"

#include <fstream>
#include <iterator>

namespace ralmscope::test {

using ::testing::HasSubstr;
using ValidateCommand = CliTest;

namespace {
const std::string kFigure = "chameleon-search-throughput";
const std::string kTable = RALMSCOPE_SOURCE_DIR "/presets/papers/chameleon-search-throughput/table.csv";
}

TEST_F(ValidateCommand, EveryShippedFigureIsWithinTolerance)
{
    const CliRun run = this->run({"validate", "--json"});
    EXPECT_EQ(run.exitCode, 0) << run.out << run.err;
    const auto json = run.json();
    EXPECT_TRUE(json["pass"].get<bool>());
    EXPECT_GE(json["figures"].size(), 8U);
    for (const auto& figure : json["figures"]) {
        for (const auto& series : figure["series"]) {
            for (const char* key : {"name", "metric", "kind", "n", "median", "p90", "max", "tolerance", "pass"})
                EXPECT_TRUE(series.contains(key)) << key;
        }
    }
}

TEST_F(ValidateCommand, OneFigureAsText)
{
    const CliRun run = this->run({"validate", "--figure", kFigure});
    EXPECT_EQ(run.exitCode, 0) << run.err;
    EXPECT_THAT(run.out, HasSubstr(kFigure));
    EXPECT_THAT(run.out, ::testing::Not(HasSubstr("chameleon-energy")));
}

TEST_F(ValidateCommand, ATableThatTheModelDoesNotMeetIsOne)
{
    std::ifstream shipped(kTable);
    const std::string text((std::istreambuf_iterator<char>(shipped)), {});
    CsvTable wrong = parseCsv(text, kTable).value();
    const auto list = this->run({"validate", "--figure", kFigure, "--out", file("p.csv")});
    ASSERT_EQ(list.exitCode, 0) << list.err;
    // The columns that got a prediction are the measured ones.
    const CsvTable predicted = table("p.csv");
    for (const std::string& name : predicted.header) {
        if (!name.ends_with("_predicted"))
            continue;
        const int column = wrong.column(name.substr(0, name.size() - std::string("_predicted").size()));
        ASSERT_GE(column, 0) << name;
        for (auto& row : wrong.rows)
            row[static_cast<std::size_t>(column)] =
                std::to_string(3.0 * std::stod(row[static_cast<std::size_t>(column)]));
    }
    write("wrong.csv", csvText(wrong));
    const CliRun run = this->run({"validate", "--figure", kFigure, "--data", file("wrong.csv"), "--json"});
    EXPECT_EQ(run.exitCode, 1) << run.err;
    EXPECT_FALSE(run.json()["pass"].get<bool>());
}

TEST_F(ValidateCommand, ATableInWhichNothingIsJudgedIsThree)
{
    // Watts of a model that the catalog does not have.
    write("power.csv",
          "gpu,n_gpus,model,kernel,tp,batch,dims,time_ms,throughput_tok_s,watts_per_gpu,source\n"
          "H100-80GB,1,Nobody-7B,e2e,1,8,prec=bfloat16;out=256,,1000,400,mine\n");
    const CliRun run = this->run({"validate", "--figure", "gpu-power", "--data", file("power.csv")});
    EXPECT_EQ(run.exitCode, 3) << run.err;
    EXPECT_THAT(run.out, HasSubstr("gpu-power: nothing judged"));
    EXPECT_THAT(run.out, ::testing::Not(HasSubstr("pass")));
}

TEST_F(ValidateCommand, TheTableComesBackWithPredictions)
{
    ASSERT_EQ(this->run({"validate", "--figure", kFigure, "--data", kTable, "--out", file("p.csv")}).exitCode, 0);
    const CsvTable shipped = [] {
        std::ifstream stream(kTable);
        return parseCsv(std::string((std::istreambuf_iterator<char>(stream)), {}), kTable).value();
    }();
    const CsvTable predicted = table("p.csv");
    EXPECT_EQ(predicted.rows.size(), shipped.rows.size());
    EXPECT_GT(predicted.header.size(), shipped.header.size());
}

TEST_F(ValidateCommand, MalformedCellsOfKernelsAreTwoAndNameThePlace)
{
    const std::string header = "gpu,dtype,stack,m,n,k,measured_ms\r\n";
    write("bad.csv", "\xEF\xBB\xBF" + header + "L40S,bf16,\"a,b\",16,16,16,1\r\nL40S,fp7,x,16,16,1e400,-1\r\n");
    const CliRun run = this->run({"validate", "--figure", "gpu-gemm", "--data", file("bad.csv")});
    EXPECT_EQ(run.exitCode, 2);
    EXPECT_EQ(run.out, "");
    for (const char* part : {"bad.csv: line 3, column dtype: \"fp7\"", "line 3, column k: \"1e400\"",
                             "line 3, column measured_ms: \"-1\""})
        EXPECT_THAT(run.err, HasSubstr(part));
    EXPECT_THAT(run.err, ::testing::Not(HasSubstr("line 2")));
}

TEST_F(ValidateCommand, WhatIsNotJudgedIsCounted)
{
    write("mine.csv", "gpu,dtype,stack,m,n,k,measured_ms\nL40S,int8,x,16,16,16,1\nL40S,bf16,x,16,16,16,\n");
    const CliRun run = this->run({"validate", "--figure", "gpu-gemm", "--data", file("mine.csv")});
    EXPECT_NE(run.exitCode, 2) << run.err;
    EXPECT_THAT(run.out, HasSubstr("1 rows not judged by measured_ms: dtype int8"));
    EXPECT_THAT(run.out, HasSubstr("1 rows left out: nothing measured"));
}

TEST_F(ValidateCommand, ATableOnStandardOutputIsNothingElse)
{
    const CliRun run = this->run({"validate", "--figure", kFigure, "--out", "-"});
    EXPECT_EQ(run.exitCode, 0) << run.err;
    EXPECT_TRUE(parseCsv(run.out, "out").has_value());
    EXPECT_THAT(run.err, HasSubstr(kFigure + ": pass"));
}

TEST_F(ValidateCommand, BadInputIsTwo)
{
    CliRun run = this->run({"validate", "--figure", "nosuch"});
    EXPECT_EQ(run.exitCode, 2);
    EXPECT_THAT(run.err, HasSubstr(kFigure));
    std::filesystem::create_directories(file("ralmscope/papers/torn"));
    write("ralmscope/papers/torn/figure.json", "{");
    run = this->run({"validate", "--figure", "torn"});
    EXPECT_EQ(run.exitCode, 2);
    EXPECT_THAT(run.err, HasSubstr("torn/table.csv"));
    run = this->run({"validate", "--data", kTable});
    EXPECT_EQ(run.exitCode, 2);
    EXPECT_THAT(run.err, HasSubstr("--figure"));
    run = this->run({"validate", "--figure", kFigure, "--data", file("absent.csv")});
    EXPECT_EQ(run.exitCode, 2);
    EXPECT_THAT(run.err, HasSubstr("absent.csv"));
    write("header.csv", "dataset,architecture,batch_size_used,throughput_qps\n");
    run = this->run({"validate", "--figure", kFigure, "--data", file("header.csv")});
    EXPECT_EQ(run.exitCode, 2);
    EXPECT_THAT(run.err, HasSubstr("no row below"));
    write("other.csv", "a,b\n1,2\n");
    run = this->run({"validate", "--figure", kFigure, "--data", file("other.csv")});
    EXPECT_EQ(run.exitCode, 2);
    EXPECT_THAT(run.err, HasSubstr("other.csv"));
}

} // namespace ralmscope::test
