// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli_process.h"

#include "catalog.h"
#include "database.h"
#include "sweep_store.h"

#include <array>
#include <chrono>
#include <csignal>
#include <thread>

#include <pty.h>
#include <sys/wait.h>
#include <unistd.h>

namespace ralmscope::test {

using ::testing::HasSubstr;
using SweepCommand = CliTest;

namespace {

/// Points that the first sweep of the file has so far.
std::uint64_t storedPoints(const std::string& path)
{
    if (!std::filesystem::exists(path))
        return 0;
    const Catalog none;
    auto database = Database::open(path, {.readOnly = true});
    if (!database)
        return 0;
    const auto list = SweepStore(*database, none).list();
    return list && !list->empty() ? list->back().done : 0;
}

} // namespace

TEST_F(SweepCommand, StoresAndWritesEveryPoint)
{
    const CliRun run = this->run({"sweep", "--axis", "retrieval.nprobe=8,16,32", "--axis", "workload.batch=1:64:log2",
                                  "--db", file("s.db"), "--out", file("s.csv")});
    ASSERT_EQ(run.exitCode, 0) << run.err;
    const CsvTable rows = table("s.csv");
    ASSERT_EQ(rows.rows.size(), 21U);
    EXPECT_EQ(rows.header[1], "retrieval.nprobe");
    EXPECT_EQ(rows.header[2], "workload.batch");
    EXPECT_EQ(rows.rows[8][1], "16");
    EXPECT_EQ(rows.rows[8][2], "2");
    const auto json = this->run({"db", "info", file("s.db"), "--json"}).json();
    EXPECT_EQ(json["sweeps"][0]["status"], "complete");
    EXPECT_EQ(json["sweeps"][0]["done"], 21);
}

TEST_F(SweepCommand, NumbersInTheFileAreExact)
{
    ASSERT_EQ(
        this->run({"sweep", "--axis", "retrieval.nprobe=24", "--db", ":memory:", "--out", file("s.csv")}).exitCode, 0);
    const auto json = this->run({"eval", "--json", "--set", "retrieval.nprobe=24", "--db", ":memory:"}).json();
    const CsvTable rows = table("s.csv");
    for (const auto& [id, value] : json["metrics"].items()) {
        const std::string& cell = rows.rows[0][static_cast<std::size_t>(rows.column(id))];
        if (value.is_null())
            EXPECT_EQ(cell, "") << id;
        else
            EXPECT_EQ(std::stod(cell), value.get<double>()) << id;
    }
}

TEST_F(SweepCommand, CatalogEntriesAndChoicesAreAxesToo)
{
    const CliRun run = this->run({"sweep", "--axis", "lm.model=dec-s,encdec-l", "--axis",
                                  "retrieval.organisation=cpu,fpga_gpu_index", "--db", ":memory:", "--out", "-"});
    EXPECT_EQ(run.exitCode, 0) << run.err;
    EXPECT_THAT(run.out, HasSubstr(",encdec-l,fpga_gpu_index,"));
}

TEST_F(SweepCommand, PointsThatMakeNoSenseSayWhy)
{
    ASSERT_EQ(this->run({"sweep", "--axis", "fpga.count=0,1", "--db", ":memory:", "--out", file("s.csv")}).exitCode, 0);
    const CsvTable rows = table("s.csv");
    const auto status = static_cast<std::size_t>(rows.column("status"));
    EXPECT_EQ(rows.rows[0][status], "invalid");
    EXPECT_THAT(rows.rows[0][status + 1], HasSubstr("fpga.count = 0"));
    EXPECT_EQ(rows.rows[1][status], "ok");
}

TEST_F(SweepCommand, CtrlCKeepsWhatIsDoneAndResumeGoesOn)
{
    const std::vector<std::string> command{
        "sweep",  "--axis", "retrieval.nprobe=1:2000", "--axis", "workload.batch=1:150", "--db", file("s.db"),
        "--jobs", "1"};
    const pid_t process = start(command);
    while (storedPoints(file("s.db")) == 0 && waitpid(process, nullptr, WNOHANG) == 0)
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    kill(process, SIGINT);
    const CliRun interrupted = finish(process);
    ASSERT_EQ(interrupted.exitCode, 130) << interrupted.err;
    EXPECT_THAT(interrupted.err, HasSubstr("--resume"));
    const std::uint64_t kept = storedPoints(file("s.db"));
    EXPECT_GT(kept, 0U);
    EXPECT_LT(kept, 300000U);
    EXPECT_EQ(this->run({"db", "info", file("s.db"), "--json"}).json()["sweeps"][0]["status"], "interrupted");

    std::vector<std::string> resume = command;
    resume.emplace_back("--resume");
    const CliRun resumed = this->run(resume);
    EXPECT_EQ(resumed.exitCode, 0) << resumed.err;
    EXPECT_THAT(resumed.err, HasSubstr("300000 of 300000"));
    const auto json = this->run({"db", "info", file("s.db"), "--json"}).json();
    ASSERT_EQ(json["sweeps"].size(), 1U);
    EXPECT_EQ(json["sweeps"][0]["status"], "complete");
}

TEST_F(SweepCommand, SaysWhatIsKeptAndWhatIsResumed)
{
    CliRun run = this->run({"sweep", "--axis", "gpu.count=1:4", "--db", ":memory:"});
    EXPECT_EQ(run.exitCode, 0);
    EXPECT_THAT(run.err, HasSubstr(":memory: keeps none of them"));
    run = this->run({"sweep", "--axis", "gpu.count=1:4", "--db", file("s.db"), "--resume"});
    EXPECT_EQ(run.exitCode, 0);
    EXPECT_THAT(run.err, HasSubstr("it began anew"));
    run = this->run({"sweep", "--axis", "gpu.count=1:4", "--db", file("s.db"), "--resume"});
    EXPECT_THAT(run.err, ::testing::Not(HasSubstr("it began anew")));
}

TEST_F(SweepCommand, AFileThatCannotBeWrittenIsToldBeforeTheWork)
{
    const CliRun run = this->run({"sweep", "--axis", "gpu.count=1:4", "--db", file("s.db"), "--out", file(".")});
    EXPECT_EQ(run.exitCode, 2);
    EXPECT_THAT(run.err, HasSubstr("is a folder"));
    EXPECT_FALSE(std::filesystem::exists(file("s.db")));
}

TEST_F(SweepCommand, ShowsProgressOnATerminalOnly)
{
    int terminal = -1;
    const pid_t child = forkpty(&terminal, nullptr, nullptr, nullptr);
    if (child == 0) {
        setenv("RALMSCOPE_DATA_DIR", RALMSCOPE_SOURCE_DIR "/presets", 1);
        execl(RALMSCOPE_CLI, RALMSCOPE_CLI, "sweep", "--axis", "workload.batch=1:9", "--db", ":memory:", nullptr);
        _exit(127);
    }
    std::string shown;
    std::array<char, 4096> buffer{};
    for (ssize_t n = 0; (n = ::read(terminal, buffer.data(), buffer.size())) > 0;)
        shown.append(buffer.data(), static_cast<std::size_t>(n));
    waitpid(child, nullptr, 0);
    close(terminal);
    EXPECT_THAT(shown, HasSubstr("100 %  9 of 9 points"));
    EXPECT_THAT(this->run({"sweep", "--axis", "workload.batch=1:9", "--db", ":memory:"}).err,
                ::testing::Not(HasSubstr("%")));
}

TEST_F(SweepCommand, AFullStandardOutputIsReported)
{
    std::filesystem::create_symlink("/dev/full", file("stdout"));
    int status = 0;
    waitpid(start({"sweep", "--axis", "workload.batch=1:4000", "--db", ":memory:", "--out", "-"}), &status, 0);
    EXPECT_EQ(WEXITSTATUS(status), 2);
    EXPECT_THAT(read("stderr"), HasSubstr("cannot write to standard output"));
}

TEST_F(SweepCommand, SaysEverythingThatIsWrongAtOnce)
{
    const CliRun run = this->run({"sweep", "--axis", "nonsense=1:2", "--axis", "workload.batch=nan:4", "--axis",
                                  "gpu.count=1,2", "--axis", "gpu.count=4", "--set", "foo=1", "--db", file("s.db")});
    EXPECT_EQ(run.exitCode, 2);
    EXPECT_THAT(run.err, HasSubstr("nonsense"));
    EXPECT_THAT(run.err, HasSubstr("workload.batch"));
    EXPECT_THAT(run.err, HasSubstr("already"));
    EXPECT_THAT(run.err, HasSubstr("foo"));
    EXPECT_FALSE(std::filesystem::exists(file("s.db")));
}

TEST_F(SweepCommand, WrongUsageIsTwo)
{
    EXPECT_EQ(this->run({"sweep"}).exitCode, 2);
    EXPECT_EQ(this->run({"sweep", "--axis", "workload.batch=1:4", "--jobs", "-3"}).exitCode, 2);
    EXPECT_EQ(this->run({"sweep", "--axis", "workload.batch=1:4", "--db", ":memory:", "--out", file("no/folder.csv")})
                  .exitCode,
              2);
}

} // namespace ralmscope::test
