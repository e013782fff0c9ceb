// SPDX-License-Identifier: GPL-3.0-or-later
// What must hold for any design with PIM stacks, over random ones.
#include "shipped_catalog.h"
#include "simulate.h"
#include "value_text.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace ralmscope {
namespace {

using enum Parameter;
using test::shippedCatalog;

constexpr int kDesigns = 400;

void set(DesignPoint& design, std::string_view id, std::string_view text)
{
    const ParameterInfo* row = findParameter(id);
    setByUser(design, row->parameter, valueFromText(*row, text, shippedCatalog()).value());
}

/// Designs of any sense: some do not fit.
class RandomDesigns
{
public:
    explicit RandomDesigns(unsigned seed)
        : m_random(seed)
    {
    }

    DesignPoint next()
    {
        DesignPoint d;
        set(d, "retrieval.organisation", "none");
        set(d, "gpu.device", pick({"a100-hbm3", "h100-sxm", "a100-80gb"}));
        set(d, "lm.stack", pick({"kernels-only", "vllm"}));
        set(d, "lm.precision", "fp16");
        set(d, "lm.model", pick({"llama-3-8b", "llama-65b", "llama-2-13b", "gpt-3-175b", "mixtral-8x7b"}));
        const char* gpus = pick({"1", "2", "4", "8"});
        set(d, "gpu.count", gpus);
        set(d, "lm.tensor_parallel", gpus);
        set(d, "workload.batch", pick({"1", "4", "8", "13", "32", "64", "100"}));
        set(d, "workload.prompt", pick({"19", "512"}));
        set(d, "workload.sequence", pick({"64", "512"}));
        set(d, "workload.batching", pick({"static", "continuous"}));
        set(d, "workload.output_lengths", pick({"constant", "log_normal", "dolly_creative_writing"}));
        set(d, "lm.speculation", pick({"none", "free_draft"}));
        set(d, "mapping.attention", pick({"gpu", "pim"}));
        set(d, "mapping.fc", pick({"pim", "static", "dynamic"}));
        set(d, "mapping.head_pipelining", pick({"0", "1"}));
        set(d, "pim.attention_device", pick({"attacc-hbm3", "papi-attn-pim", "neupims", "hbm-pim"}));
        set(d, "pim.fc_device", pick({"attacc-hbm3", "papi-fc-pim", "hbm-pim", "duplex-logic-pim"}));
        set(d, "pim.attention_stacks", pick({"30", "60"}));
        set(d, "pim.fc_stacks", pick({"16", "30", "64"}));
        set(d, "pim.power_limit", pick({"0", "1"}));
        return d;
    }

private:
    const char* pick(std::initializer_list<const char*> choices) { return data(choices)[m_random() % choices.size()]; }

    std::mt19937 m_random;
};

Result run(DesignPoint design, std::initializer_list<std::pair<std::string_view, std::string_view>> settings = {})
{
    for (const auto& [id, text] : settings)
        set(design, id, text);
    return simulate(design, shippedCatalog());
}

/// Calls `check` with many designs that can be built.
template <typename Check> void forDesigns(unsigned seed, Check check)
{
    RandomDesigns designs(seed);
    int usable = 0;
    for (int i = 0; i < kDesigns && !testing::Test::HasFailure(); ++i) {
        const DesignPoint design = designs.next();
        if (!run(design).verdict.usable())
            continue;
        ++usable;
        check(design, i);
    }
    EXPECT_GT(usable, kDesigns / 4);
}

double slowdown(const Result& a, const Result& b)
{
    return b[Metric::Tokens] / a[Metric::Tokens];
}

TEST(PimProperties, DynamicMappingIsNeverSlowerThanTheBetterStaticOne)
{
    forDesigns(1, [](const DesignPoint& design, int i) {
        const Result dynamic = run(design, {{"mapping.fc", "dynamic"}});
        for (const char* fixed : {"gpu", "pim", "static"}) {
            const Result other = run(design, {{"mapping.fc", fixed}});
            if (other.verdict.usable()) {
                EXPECT_LE(slowdown(dynamic, other), 1.01) << "design " << i << ", FC " << fixed;
            }
        }
    });
}

TEST(PimProperties, FasterLinksAreNeverSlower)
{
    forDesigns(2, [](const DesignPoint& design, int i) {
        if (design[MappingFc] == static_cast<double>(FcMapping::Static))
            return; // decides by the first step alone
        double before = 0.0;
        for (const char* bandwidth : {"1e10", "1e11", "1e12", "1e13", "1e14"}) {
            const Result now = run(design, {{"pim.link_bandwidth", bandwidth}});
            EXPECT_GE(now[Metric::Tokens], before * (1.0 - 5e-4)) << "design " << i << ", " << bandwidth;
            before = now[Metric::Tokens];
        }
    });
}

TEST(PimProperties, ThePowerLimitNeverRaisesThePowerOfTheStacks)
{
    forDesigns(3, [](const DesignPoint& design, int i) {
        const Result free = run(design, {{"pim.power_limit", "0"}});
        const Result limited = run(design, {{"pim.power_limit", "1"}});
        EXPECT_LE(limited[Metric::PimPower], free[Metric::PimPower] * (1.0 + 1e-9)) << "design " << i;
        if (design[MappingFc] != static_cast<double>(FcMapping::Static)) {
            EXPECT_LE(limited[Metric::Tokens], free[Metric::Tokens] * 1.0005) << "design " << i;
        }
    });
}

TEST(PimProperties, MoreStacksAreNeverSlower)
{
    forDesigns(4, [](const DesignPoint& design, int i) {
        double before = 0.0;
        for (const char* stacks : {"30", "31", "40", "64", "100", "256", "1024"}) {
            const Result now = run(design, {{"mapping.fc", "pim"}, {"pim.fc_stacks", stacks}});
            if (!now.verdict.usable())
                continue;
            EXPECT_GE(now[Metric::Tokens], before * (1.0 - 1e-9)) << "design " << i << ", " << stacks << " stacks";
            before = now[Metric::Tokens];
        }
    });
}

TEST(PimProperties, MoreGpusBesideStacksThatHoldTheWeightsAreNeverSlower)
{
    forDesigns(5, [](DesignPoint design, int i) {
        // Host time for every layer of several GPUs, their attention kernels, and fewer heads per GPU to pipeline are
        // another matter.
        set(design, "mapping.attention", "pim");
        set(design, "lm.stack", "kernels-only");
        set(design, "mapping.head_pipelining", "0");
        set(design, "workload.batching", "static");
        set(design, "mapping.fc", "pim");
        double before = 1e9;
        for (const char* gpus : {"1", "2", "4", "8"}) {
            const Result now = run(design, {{"gpu.count", gpus}, {"lm.tensor_parallel", gpus}});
            if (!now.verdict.usable())
                continue;
            EXPECT_LE(now[Metric::BetweenTokens], before * (1.0 + 1e-9)) << "design " << i << ", " << gpus << " GPUs";
            before = now[Metric::BetweenTokens];
        }
    });
}

} // namespace
} // namespace ralmscope
