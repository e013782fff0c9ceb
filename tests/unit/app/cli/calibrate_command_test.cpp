// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli_process.h"

#include <cmath>
#include <fstream>

namespace ralmscope::test {

using ::testing::HasSubstr;
using CalibrateCommand = CliTest;

namespace {

const std::vector<std::string> kLaunches{
    "calibrate", "--kind", "launches", "--figure", "chameleon-ralm-latency", "--figure", "chameleon-lm-microbenchmark"};

std::vector<std::string> operator+(std::vector<std::string> words, const std::vector<std::string>& more)
{
    words.insert(words.end(), more.begin(), more.end());
    return words;
}

nlohmann::json shippedDevice(const std::string& id)
{
    std::ifstream file(RALMSCOPE_SOURCE_DIR "/presets/devices/" + id + ".json");
    return nlohmann::json::parse(file);
}

} // namespace

TEST_F(CalibrateCommand, LaunchesOfTheShippedStackAreMadeAgain)
{
    const CliRun run =
        this->run(kLaunches + std::vector<std::string>{"--out", file("s.json"), "--gpu-out", file("g.json")});
    ASSERT_EQ(run.exitCode, 0) << run.err;
    EXPECT_THAT(run.out, HasSubstr("kept apart"));
    const auto shipped = shippedDevice("fairseq-pytorch");
    const auto made = nlohmann::json::parse(read("s.json"));
    for (const auto& [key, value] : shipped["decode"].items()) {
        if (value.is_number()) {
            EXPECT_NEAR(made["decode"][key].get<double>(), value.get<double>(), 1e-3 * std::fabs(value.get<double>()))
                << key;
        }
    }
    EXPECT_EQ(made["search_path"], shipped["search_path"]);
    EXPECT_EQ(made["decode"]["source"]["tag"], "measured");
    const auto gpu = nlohmann::json::parse(read("g.json"));
    EXPECT_EQ(gpu["id"], "rtx-3090");
    EXPECT_EQ(gpu["kernels"][0]["variant"], "fp32");
    EXPECT_NEAR(gpu["kernels"][0]["constants"]["efficiency_128"].get<double>(),
                shippedDevice("rtx-3090")["kernels"][0]["constants"]["efficiency_128"].get<double>(), 1e-3);
}

TEST_F(CalibrateCommand, LaunchesNeedFiguresAndAFileForTheGpu)
{
    const CliRun run = this->run({"calibrate", "--kind", "launches", "--out", file("s.json")});
    EXPECT_EQ(run.exitCode, 2);
    EXPECT_THAT(run.err, HasSubstr("--figure"));
    EXPECT_THAT(run.err, HasSubstr("--gpu-out"));
}

TEST_F(CalibrateCommand, LaunchesAreNotFittedToKernels)
{
    const CliRun run = this->run({"calibrate", "--kind", "launches", "--figure", "gpu-gemm", "--out", file("s.json"),
                                  "--gpu-out", file("g.json")});
    EXPECT_EQ(run.exitCode, 2);
    EXPECT_THAT(run.err, HasSubstr("no designs"));
}

TEST_F(CalibrateCommand, LaunchesNeedSomethingToFit)
{
    const CliRun run = this->run({"calibrate", "--kind", "launches", "--figure", "chameleon-claims", "--out",
                                  file("s.json"), "--gpu-out", file("g.json")});
    EXPECT_EQ(run.exitCode, 2);
    EXPECT_THAT(run.err, HasSubstr("are needed"));
}

TEST_F(CalibrateCommand, UnknownKindsNameTheKnownOnes)
{
    const CliRun run = this->run({"calibrate", "--kind", "gpu-lunch", "--out", file("s.json")});
    EXPECT_EQ(run.exitCode, 2);
    EXPECT_THAT(run.err, HasSubstr("gpu-gemm"));
    EXPECT_THAT(run.err, HasSubstr("launches"));
}

} // namespace ralmscope::test
