// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli_process.h"

#include <cmath>
#include <fstream>
#include <set>

#include <fmt/format.h>

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

/// Element-wise kernels of a GPU that the catalog does not know, with its data sheet.
std::string ownKernels()
{
    std::string text = "gpu,op,mode,bytes,measured_us,sms,peak_dense_bf16_flops,mem_bw_B_per_s,l2_bytes,memory_bytes,"
                       "board_watts,idle_watts\n";
    for (const char* op : {"input_layernorm", "mlp_act", "attn_rope", "add"}) {
        for (int i = 0; i < 12; ++i) {
            const double bytes = 1e5 * std::pow(2.0, i);
            text += fmt::format("NVIDIA GeForce RTX 9999,{},compiled,{},{},100,2e14,1e12,6e7,4.8e10,,20\n", op, bytes,
                                3.0 + bytes / 0.8e6);
        }
    }
    return text;
}

} // namespace

TEST_F(CalibrateCommand, AnUnknownGpuBecomesADeviceOfTheUser)
{
    write("own.csv", ownKernels());
    const CliRun run = this->run({"calibrate", "--kind", "gpu-elementwise", "--data", file("own.csv")});
    ASSERT_EQ(run.exitCode, 0) << run.err;
    EXPECT_THAT(run.out, HasSubstr("--set gpu.device=nvidia-geforce-rtx-9999"));
    const auto made = nlohmann::json::parse(read("ralmscope/devices/nvidia-geforce-rtx-9999.json"));
    EXPECT_EQ(made["specification"]["memory_bytes"], 4.8e10);
    EXPECT_EQ(made["specification"]["fp16_flops"], 2e14);
    EXPECT_EQ(made["power"]["idle_watts"], 20.0);
    EXPECT_EQ(made["kernels"].size(), 4U);
    EXPECT_NEAR(made["kernels"][0]["constants"]["bandwidth_efficiency"].get<double>(), 0.8, 0.08);
    EXPECT_EQ(made["kernels"][0]["source"]["tag"], "measured");

    EXPECT_THAT(this->run({"list", "devices"}).out, HasSubstr("nvidia-geforce-rtx-9999"));
    const CliRun design = this->run({"eval", "--json", "--set", "gpu.device=nvidia-geforce-rtx-9999"});
    EXPECT_EQ(design.exitCode, 0) << design.err;
    EXPECT_GT(design.json()["metrics"]["latency.tpot"].get<double>(), 0.0);
    const CliRun again = this->run(
        {"validate", "--figure", "gpu-elementwise", "--data", file("own.csv"), "--out", file("compared.csv")});
    EXPECT_EQ(again.exitCode, 0) << again.out;
    EXPECT_THAT(read("compared.csv"), HasSubstr("measured: NVIDIA GeForce RTX 9999"));
}

TEST_F(CalibrateCommand, AllClassesOfAGpuGoIntoOneFileWhereverItIs)
{
    std::string other = ownKernels();
    write("own.csv", other);
    ASSERT_EQ(this->run({"calibrate", "--kind", "gpu-elementwise", "--data", file("own.csv"), "--out", file("my.json")})
                  .exitCode,
              0);
    std::string gemm = "gpu,dtype,stack,mode,m,n,k,measured_ms\n";
    for (int m = 1; m <= 4096; m *= 2)
        gemm += fmt::format("NVIDIA GeForce RTX 9999,bf16,torch,cuda_graph,{},4096,4096,{}\n", m,
                            0.005 + 0.04 + m * 2.5e-4);
    write("gemm.csv", gemm); // its data sheet is known by now
    const CliRun run =
        this->run({"calibrate", "--kind", "gpu-gemm", "--data", file("gemm.csv"), "--out", file("my.json")});
    ASSERT_EQ(run.exitCode, 0) << run.err;
    std::set<std::string> classes;
    const auto made = nlohmann::json::parse(read("my.json"));
    for (const auto& fit : made["kernels"])
        classes.insert(fit["class"].get<std::string>());
    EXPECT_EQ(classes, (std::set<std::string>{"elementwise", "gemm"}));
}

TEST_F(CalibrateCommand, LeavesFilesAloneThatHoldSomethingElse)
{
    write("own.csv", ownKernels());
    const CliRun table =
        this->run({"calibrate", "--kind", "gpu-elementwise", "--data", file("own.csv"), "--out", file("own.csv")});
    EXPECT_EQ(table.exitCode, 2);
    EXPECT_EQ(read("own.csv"), ownKernels());
    write("h100.json", shippedDevice("h100-sxm").dump());
    const CliRun gpu =
        this->run({"calibrate", "--kind", "gpu-elementwise", "--data", file("own.csv"), "--out", file("h100.json")});
    EXPECT_EQ(gpu.exitCode, 2);
    EXPECT_THAT(gpu.err, HasSubstr("h100-sxm"));
}

TEST_F(CalibrateCommand, AnUnknownGpuMustBringItsDataSheet)
{
    write("own.csv", "gpu,op,mode,bytes,measured_us\nNVIDIA GeForce RTX 9999,add,compiled,1000000,5\n");
    const CliRun run = this->run({"calibrate", "--kind", "gpu-elementwise", "--data", file("own.csv")});
    EXPECT_EQ(run.exitCode, 2);
    EXPECT_THAT(run.err, HasSubstr("mem_bw_B_per_s"));
}

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

TEST_F(CalibrateCommand, HostTimeOfARequestAndErrorsOfServedOnesAreMadeAgain)
{
    const std::vector<std::string> serving{"calibrate", "--kind", "gpu-serving", "--data",
                                           RALMSCOPE_SOURCE_DIR "/presets/papers/gpu-serving/table.csv"};
    const CliRun stack = this->run(serving + std::vector<std::string>{"--stack", "vllm", "--out", file("vllm.json")});
    ASSERT_EQ(stack.exitCode, 0) << stack.err;
    EXPECT_THAT(stack.out, HasSubstr("kept apart"));
    EXPECT_NEAR(nlohmann::json::parse(read("vllm.json"))["first_token"]["seconds"].get<double>(),
                shippedDevice("vllm")["first_token"]["seconds"].get<double>(), 1e-5);
    const CliRun gpu = this->run(serving + std::vector<std::string>{"--gpu", "h200", "--out", file("h200.json")});
    ASSERT_EQ(gpu.exitCode, 0) << gpu.err;
    const auto made = nlohmann::json::parse(read("h200.json"));
    EXPECT_EQ(made["served"], shippedDevice("h200")["served"]);
    EXPECT_EQ(made["kernels"], shippedDevice("h200")["kernels"]);
    EXPECT_EQ(this->run(serving).exitCode, 2);
    EXPECT_EQ(this->run(serving + std::vector<std::string>{"--stack", "sglang", "--out", file("s.json")}).exitCode, 2)
        << "too few rows";
}

TEST_F(CalibrateCommand, UnknownKindsNameTheKnownOnes)
{
    const CliRun run = this->run({"calibrate", "--kind", "gpu-lunch", "--out", file("s.json")});
    EXPECT_EQ(run.exitCode, 2);
    EXPECT_THAT(run.err, HasSubstr("gpu-gemm"));
    EXPECT_THAT(run.err, HasSubstr("launches"));
}

} // namespace ralmscope::test
