// SPDX-License-Identifier: GPL-3.0-or-later
// What a file survives: killed writers, and two writers at once.
#include "database.h"
#include "sample_data.h"
#include "sweep_runner.h"

#include <SQLiteCpp/Database.h>
#include <array>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <fcntl.h>
#include <filesystem>
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace ralmscope::test {

namespace {

/// Inserts batches of ten rows until it is killed, reporting each commit through the pipe.
[[noreturn]] void writeForever(const std::string& path, int pipe, int offset)
{
    const Catalog catalog = sampleCatalog();
    auto database = Database::open(path);
    if (!database) {
        fmt::print(stderr, "{}\n", database.error());
        _exit(1);
    }
    ResultStore store(*database, catalog);
    for (int batch = 1;; ++batch) {
        std::vector<NewRow> rows;
        for (int i = 0; i < 10; ++i)
            rows.push_back(sampleRow(offset + 10 * batch + i, catalog));
        if (!store.insert(rows) || write(pipe, &batch, sizeof batch) != sizeof batch)
            _exit(1);
    }
}

struct Writer
{
    pid_t process = 0;
    int reports = 0;
};

Writer startWriter(const std::string& path, int offset)
{
    std::array<int, 2> ends{};
    if (pipe(ends.data()) != 0)
        return {};
    const pid_t child = fork();
    if (child == 0) {
        close(ends[0]);
        writeForever(path, ends[1], offset);
    }
    close(ends[1]);
    return {child, ends[0]};
}

/// Waits for at least `commits` reports, kills the writer in whatever it is doing, and returns the last one reported.
int killAfter(const Writer& writer, int commits, std::chrono::microseconds further)
{
    int last = 0;
    int batch = 0;
    while (last < commits && read(writer.reports, &batch, sizeof batch) == sizeof batch)
        last = batch;
    std::this_thread::sleep_for(further);
    kill(writer.process, SIGKILL);
    waitpid(writer.process, nullptr, 0);
    while (read(writer.reports, &batch, sizeof batch) == sizeof batch)
        last = batch;
    close(writer.reports);
    return last;
}

int rowsIn(const std::string& path)
{
    auto database = Database::open(path);
    return database ? database->sql().execAndGet("SELECT count(*) FROM results").getInt() : -1;
}

} // namespace

TEST(KilledWriter, LosesNoCommittedRowAndLeavesASoundFile)
{
    const TemporaryFolder folder;
    const std::string path = folder.file("results.db");
    int committed = 0;
    for (int round = 0; round < 12; ++round) {
        const Writer writer = startWriter(path, 100000 * round);
        ASSERT_GT(writer.process, 0);
        committed += 10 * killAfter(writer, 3, std::chrono::microseconds(137 * round));
        const int found = rowsIn(path);
        ASSERT_GE(found, committed);
        ASSERT_EQ(found % 10, 0) << "half a transaction";
        ASSERT_EQ(problemsOf(path), "");
        committed = found; // a commit may be done and not yet reported
    }
    EXPECT_FALSE(std::filesystem::exists(path + ".damaged-1"));
}

TEST(KilledWriter, ASweepGoesOnWhereItWasKilled)
{
    const TemporaryFolder folder;
    const std::string path = folder.file("results.db");
    const Catalog catalog = sampleCatalog();
    Sweep sweep{{}, {{Parameter::WorkloadBatch, {}}, {Parameter::RetrievalNprobe, {}}}};
    for (int i = 1; i <= 150; ++i) {
        sweep.axes[0].values.push_back(i);
        sweep.axes[1].values.push_back(i);
    }
    const pid_t child = fork();
    if (child == 0) {
        auto database = Database::open(path);
        SweepStore store(*database, catalog);
        static_cast<void>(
            runSweep(store, catalog, sweep, {.threads = 1, .progress = [](std::uint64_t done, std::uint64_t) {
                                                 if (done >= 10000)
                                                     kill(getpid(), SIGKILL);
                                             }}));
        _exit(0);
    }
    waitpid(child, nullptr, 0);
    auto database = Database::open(path);
    ASSERT_TRUE(database) << database.error();
    SweepStore store(*database, catalog);
    EXPECT_EQ(store.find(sweep)->value().done, 10000U);
    const auto record = runSweep(store, catalog, sweep, {.resume = true});
    ASSERT_TRUE(record) << record.error();
    EXPECT_EQ(record->status, SweepStatus::Complete);
    EXPECT_EQ(store.rows(record->id, 0, 30000)->size(), sweep.size());
    EXPECT_EQ(problemsOf(path), "");
}

TEST(TwoWriters, ShareAFileWithoutLosingRows)
{
    const TemporaryFolder folder;
    const std::string path = folder.file("results.db");
    const Writer one = startWriter(path, 0);
    const Writer two = startWriter(path, 5000000);
    const int first = killAfter(one, 20, {});
    const int second = killAfter(two, 20, {});
    EXPECT_GE(first, 20);
    EXPECT_GE(second, 20);
    EXPECT_GE(rowsIn(path), 10 * (first + second));
    EXPECT_EQ(problemsOf(path), "");
}

TEST(TwoWriters, MayCreateTheFileAtTheSameMoment)
{
    const TemporaryFolder folder;
    for (int round = 0; round < 25; ++round) {
        const std::string path = folder.file("results-" + std::to_string(round) + ".db");
        std::array<Writer, 4> writers{};
        for (std::size_t i = 0; i < writers.size(); ++i)
            writers.at(i) = startWriter(path, 1000000 * static_cast<int>(i));
        for (const Writer& writer : writers)
            EXPECT_GE(killAfter(writer, 1, {}), 1) << "round " << round;
        EXPECT_FALSE(std::filesystem::exists(path + ".damaged-1"));
    }
}

TEST(TwoConnections, OfOneProcessKeepTheLocksOnTheFile)
{
    const TemporaryFolder folder;
    const std::string path = folder.file("results.db");
    const auto first = Database::open(path);
    ASSERT_TRUE(first) << first.error();
    ASSERT_TRUE(Database::open(path));
    // Only another process sees this one's locks.
    const pid_t child = fork();
    if (child == 0) {
        struct flock lock
        {
        };
        lock.l_type = F_WRLCK;
        lock.l_whence = SEEK_SET;
        const int file = open(path.c_str(), O_RDWR | O_CLOEXEC);
        _exit(file >= 0 && fcntl(file, F_GETLK, &lock) == 0 && lock.l_type != F_UNLCK ? 0 : 1);
    }
    int status = -1;
    waitpid(child, &status, 0);
    EXPECT_EQ(status, 0) << "without its lock another program may take the log away";
}

TEST(TwoWriters, MayStoreTheSameRows)
{
    const TemporaryFolder folder;
    const std::string path = folder.file("results.db");
    const Catalog catalog = sampleCatalog();
    auto a = Database::open(path);
    auto b = Database::open(path);
    ResultStore storeA(*a, catalog);
    ResultStore storeB(*b, catalog);
    const NewRow row = sampleRow(1, catalog);
    EXPECT_EQ(storeA.insert({&row, 1}).value(), 1U);
    EXPECT_EQ(storeB.insert({&row, 1}).value(), 0U);
    EXPECT_EQ(storeB.count().value(), 1U);
}

} // namespace ralmscope::test
