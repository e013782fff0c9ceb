// SPDX-License-Identifier: GPL-3.0-or-later
// The numbers gate: some thousand design points with their results. A change that moves any number beyond rounding
// fails until tests/data/golden/numbers.csv is written anew on purpose (RALMSCOPE_REGENERATE=1) and CHANGELOG.md says
// which numbers moved and why.
#include "metric_table.h"
#include "shipped_catalog.h"
#include "simulate.h"
#include "sweep.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include <fmt/format.h>

namespace ralmscope {
namespace {

using test::shippedCatalog;

constexpr const char* kFile = RALMSCOPE_TEST_DATA "/golden/numbers.csv";

Sweep grid(std::initializer_list<const char*> axes)
{
    Sweep sweep;
    for (const char* axis : axes)
        sweep.axes.push_back(parseAxis(axis, shippedCatalog()).value());
    return sweep;
}

std::vector<Sweep> grids()
{
    return {grid({"retrieval.database=syn-512-1b,sift-1b", "lm.model=encdec-s,dec-s",
                  "retrieval.organisation=none,cpu,cpu_gpu_index,fpga_cpu_index,fpga_gpu_index",
                  "workload.batch=1,3,8,20,64,96", "retrieval.nprobe=1,8,32,200", "fpga.count=1,4"}),
            grid({"retrieval.database=syn-1024-1b,syn-1024-1b-archived,syn-512-2b", "lm.model=encdec-l,dec-l",
                  "workload.batch=1,2,8", "retrieval.interval=1,8,64", "fpga.count=2,16", "gpu.count=1,32"}),
            grid({"mapping.retrieval_overlap=stall,two_sub_batches", "workload.batch=2,7,64",
                  "network.broadcast=tree,root_serial", "fpga.node_variation=shared,independent", "fpga.count=1,3,64",
                  "fpga.double_buffer=0,1", "lm.precision=fp32,fp16"}),
            grid({"energy.convention=device,paper_tabulated,paper_modelled",
                  "retrieval.organisation=cpu,cpu_gpu_index,fpga_cpu_index,fpga_gpu_index", "workload.batch=1,3,16,64",
                  "cpu.cores=8,16,32", "cpu.search_mode=online,offline", "retrieval.k=1,10,100"}),
            grid({"system.accelerators=10,1000", "system.gpu_share=0.1,0.5,0.9", "database.nlist=1024,8192,65536",
                  "database.vectors=10M,1G", "fpga.channels=1,4,8", "fpga.clock=100M,200M"})};
}

/// One line per point: verdict and every metric with twelve digits. The designs themselves follow from the grids above.
std::string line(const Result& result)
{
    std::string text = fmt::format("{},{}", statusId(result.verdict.status), reasonId(result.verdict.reason));
    for (const double value : result.metrics)
        text += std::isnan(value) ? std::string(",") : fmt::format(",{:.12g}", value);
    return text;
}

std::vector<std::string> cells(const std::string& text)
{
    std::vector<std::string> parts;
    std::stringstream stream(text + ",");
    for (std::string cell; std::getline(stream, cell, ',');)
        parts.push_back(cell);
    return parts;
}

bool sameBeyondRounding(const std::string& a, const std::string& b)
{
    if (a == b)
        return true;
    if (a.empty() || b.empty())
        return false;
    const double x = std::strtod(a.c_str(), nullptr);
    const double y = std::strtod(b.c_str(), nullptr);
    return std::fabs(x - y) <= 1e-9 * std::max(std::fabs(x), std::fabs(y)) + 1e-300;
}

TEST(NumbersGate, NoNumberMovedUnannounced)
{
    std::vector<std::string> now;
    for (const Sweep& sweep : grids()) {
        for (std::uint64_t i = 0; i < sweep.size(); ++i)
            now.push_back(line(simulate(sweep.at(i), shippedCatalog())));
    }
    ASSERT_GT(now.size(), 2500U);
    std::string header = "status,reason";
    for (const MetricInfo& row : metricTable())
        header += fmt::format(",{}", row.id);

    if (std::getenv("RALMSCOPE_REGENERATE")) {
        std::ofstream file(kFile);
        file << header << "\n";
        for (const std::string& text : now)
            file << text << "\n";
        ASSERT_TRUE(file.good());
        GTEST_SKIP() << "written anew: say in CHANGELOG.md which numbers moved and why";
    }

    std::ifstream file(kFile);
    std::string text;
    ASSERT_TRUE(std::getline(file, text)) << kFile;
    EXPECT_EQ(text, header);
    std::size_t moved = 0;
    for (std::size_t i = 0; i < now.size(); ++i) {
        ASSERT_TRUE(std::getline(file, text)) << "the golden file ends at point " << i;
        const auto then = cells(text);
        const auto here = cells(now[i]);
        ASSERT_EQ(then.size(), here.size());
        for (std::size_t c = 0; c < here.size(); ++c) {
            if (c < 2 ? then[c] == here[c] : sameBeyondRounding(then[c], here[c]))
                continue;
            if (++moved <= 10) {
                ADD_FAILURE() << "point " << i << ", " << cells(header)[c] << ": was " << then[c] << ", is " << here[c];
            }
        }
    }
    EXPECT_FALSE(std::getline(file, text)) << "the golden file has more points";
    EXPECT_EQ(moved, 0U) << "numbers moved";
}

} // namespace
} // namespace ralmscope
