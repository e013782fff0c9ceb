// SPDX-License-Identifier: GPL-3.0-or-later
// Laws that the language model of any design obeys, on any GPU and software.
#include "gpu_passes.h"
#include "parameter_choices.h"
#include "shipped_catalog.h"
#include "simulate.h"
#include "stated_error.h"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>

namespace ralmscope {
namespace {

using test::designWith;
using test::shippedCatalog;

struct Serving
{
    const char* model;
    const char* gpu;
    const char* stack;
    const char* precision;
    const char* tensor;
};

constexpr std::array<Serving, 6> kServings{{{"dec-l", "rtx-3090", "fairseq-pytorch", "fp32", "1"},
                                            {"llama-3-8b", "h100-sxm", "vllm", "bf16", "1"},
                                            {"llama-3-70b", "a100-80gb", "tensorrt-llm", "bf16", "8"},
                                            {"mixtral-8x7b", "h100-sxm", "sglang", "fp8", "4"},
                                            {"gpt-3-175b", "b200", "vllm", "fp4", "8"},
                                            {"qwen-2-7b", "mi300x", "kernels-only", "fp16", "2"}}};

DesignPoint designOf(const Serving& s, const char* batch = "16", const char* prompt = "512", const char* output = "256")
{
    return designWith({{"lm.model", s.model},
                       {"gpu.device", s.gpu},
                       {"lm.stack", s.stack},
                       {"lm.precision", s.precision},
                       {"lm.tensor_parallel", s.tensor},
                       {"gpu.count", s.tensor},
                       {"workload.batch", batch},
                       {"workload.prompt", prompt},
                       {"workload.sequence", output},
                       {"retrieval.organisation", "none"}});
}

double latency(const DesignPoint& design, const Catalog& catalog = shippedCatalog())
{
    const Result result = simulate(design, catalog);
    EXPECT_TRUE(result.verdict.usable()) << describe(result.verdict);
    return result[Metric::SequenceLatency];
}

/// The shipped catalog with every GPU changed.
Catalog changed(const std::function<void(Gpu&)>& change)
{
    Catalog catalog = shippedCatalog();
    for (Gpu& gpu : catalog.gpus)
        change(gpu);
    return catalog;
}

TEST(LanguageProperties, FasterHardwareIsNeverSlower)
{
    for (const Serving& serving : kServings) {
        const DesignPoint design = designOf(serving);
        const double before = latency(design);
        for (const double factor : {1.01, 1.5, 4.0}) {
            EXPECT_LE(latency(design, changed([&](Gpu& g) { g.memoryBandwidth *= factor; })), before) << serving.gpu;
            EXPECT_LE(latency(design, changed([&](Gpu& g) { g.linkBandwidth *= factor; })), before) << serving.gpu;
            const Catalog quicker = changed([&](Gpu& g) {
                g.fp32Flops *= factor;
                g.fp16Flops *= factor;
                g.fp8Flops *= factor;
                g.fp4Flops *= factor;
            });
            EXPECT_LE(latency(design, quicker), before) << serving.gpu;
        }
    }
}

TEST(LanguageProperties, OneGpuHasNoCollectives)
{
    for (const Serving& serving : kServings) {
        const Result result = simulate(designOf(serving), shippedCatalog());
        double links = 0.0;
        for (const StageCost& part : result.breakdown.entries())
            links += part.stage == Stage::Communication ? part.seconds : 0.0;
        EXPECT_EQ(links > 0.0, std::string_view(serving.tensor) != "1") << serving.gpu;
    }
}

TEST(LanguageProperties, TwoHalvesAreNeverCheaperThanTheWholeBatch)
{
    for (const Serving& serving : kServings) {
        for (const auto& [whole, half] : {std::pair("2", "1"), {"8", "4"}, {"64", "32"}, {"30", "15"}})
            EXPECT_LE(latency(designOf(serving, whole, "64", "64")), 2.0 * latency(designOf(serving, half, "64", "64")))
                << serving.model << ' ' << whole;
    }
}

TEST(LanguageProperties, MoreWorkIsNeverFaster)
{
    for (const Serving& serving : kServings) {
        EXPECT_LE(latency(designOf(serving, "16")), latency(designOf(serving, "17"))) << serving.model;
        EXPECT_LE(latency(designOf(serving, "16", "512")), latency(designOf(serving, "16", "600"))) << serving.model;
        EXPECT_LT(latency(designOf(serving, "16", "512", "256")), latency(designOf(serving, "16", "512", "300")))
            << serving.model;
    }
}

TEST(LanguageProperties, ManyTokensAreTheSumOfTheirSteps)
{
    for (const Serving& serving : kServings) {
        const ResolvedDesign design = resolve(designOf(serving), shippedCatalog());
        const GpuPasses passes(design);
        for (const double steps : {1.0, 2.0, 37.0, 500.0}) {
            double sum = 0.0;
            for (double i = 0.0; i < steps; ++i)
                sum += passes.decode({16, 513 + i, 1}).seconds;
            EXPECT_NEAR(passes.decode({16, 513, steps}).seconds, sum, 1e-3 * sum) << serving.model << ' ' << steps;
        }
    }
}

TEST(LanguageProperties, SecondsAndJoulesAddUp)
{
    for (const Serving& serving : kServings) {
        for (const char* batching : {"static", "continuous"}) {
            DesignPoint design = designOf(serving);
            design.set(Parameter::WorkloadBatching, std::string_view(batching) == "static" ? 0.0 : 1.0);
            const Result r = simulate(design, shippedCatalog());
            EXPECT_NEAR(r.breakdown.seconds(), r[Metric::Tpot], 1e-9 * r[Metric::Tpot]) << serving.model;
            EXPECT_NEAR(r.breakdown.joules(), r[Metric::EnergyPerToken], 1e-9 * r[Metric::EnergyPerToken]);
            EXPECT_NEAR(r[Metric::FirstStep] + 255.0 * r[Metric::BetweenTokens], r[Metric::SequenceLatency],
                        1e-9 * r[Metric::SequenceLatency]);
        }
    }
}

TEST(LanguageProperties, EveryGpuRunsEveryModelThatFitsInEveryPrecision)
{
    std::size_t usable = 0;
    const Catalog& catalog = shippedCatalog();
    for (std::size_t gpu = 0; gpu < catalog.gpus.size(); ++gpu) {
        for (std::size_t model = 0; model < catalog.models.size(); ++model) {
            DesignPoint design = designOf({"dec-s", "h100-sxm", "vllm", "bf16", "8"}, "4", "256", "64");
            design.set(Parameter::GpuDevice, static_cast<double>(gpu));
            design.set(Parameter::LmModel, static_cast<double>(model));
            design.set(Parameter::LmPrecision, static_cast<double>((gpu + model) % 7));
            design.set(Parameter::LmStack, static_cast<double>((gpu + 2 * model) % catalog.stacks.size()));
            const Result r = simulate(design, catalog);
            const std::string which = catalog.gpus[gpu].id + " " + catalog.models[model].id;
            if (!r.verdict.usable()) {
                EXPECT_NE(r.verdict.reason, Reason::NotFinite) << which;
                continue;
            }
            ++usable;
            EXPECT_GT(r[Metric::Tpot], 1e-5) << which;
            EXPECT_LT(r[Metric::Tpot], 100.0) << which;
            EXPECT_GT(r[Metric::EnergyPerToken], 0.0) << which;
            EXPECT_LE(r[Metric::AveragePower], 8 * catalog.gpus[gpu].boardPower + 500.0) << which;
            EXPECT_LE(r[Metric::BandwidthUtilisation], 1.3) << which;
            EXPECT_LE(r[Metric::ModelFlopUtilisation], 1.0) << which;
        }
    }
    EXPECT_GT(usable, 800U);
}

TEST(LanguageProperties, WhatDoesNotFitIsSaidWithItsNumbers)
{
    const Result r = simulate(designOf({"llama-3-70b", "h100-sxm", "vllm", "bf16", "1"}), shippedCatalog());
    EXPECT_EQ(r.verdict.status, Status::Infeasible);
    EXPECT_EQ(r.verdict.reason, Reason::GpuMemory);
    EXPECT_GT(r.verdict.actual, 141e9);
    EXPECT_EQ(r[Metric::LargestBatch], 0.0);
    const Result fits = simulate(designOf({"llama-3-70b", "h100-sxm", "vllm", "bf16", "4"}), shippedCatalog());
    const double largest = fits[Metric::LargestBatch];
    const auto with = [](double batch) {
        DesignPoint design = designOf({"llama-3-70b", "h100-sxm", "vllm", "bf16", "4"});
        design.set(Parameter::WorkloadBatch, batch);
        return simulate(design, shippedCatalog()).verdict.usable();
    };
    EXPECT_TRUE(with(largest));
    EXPECT_FALSE(with(largest + 1.0));
}

TEST(LanguageProperties, SpeculationPaysWhereProposalsAreAccepted)
{
    DesignPoint design = designOf({"llama-3-70b", "h100-sxm", "vllm", "bf16", "8"}, "1");
    const double plain = latency(design);
    design.set(Parameter::LmSpeculation, static_cast<double>(SpeculationKind::FreeDraft));
    double before = plain * 2.0;
    for (const double acceptance : {0.0, 0.5, 0.9, 1.0}) {
        design.set(Parameter::LmAcceptance, acceptance);
        const double now = latency(design);
        EXPECT_LT(now, before);
        before = now;
    }
    EXPECT_LT(before, 0.5 * plain);
    design.set(Parameter::LmSpeculation, static_cast<double>(SpeculationKind::DraftModel));
    design.set(Parameter::LmDraftModel, shippedCatalog().find(CatalogKind::Model, "llama-3-8b"));
    EXPECT_GT(latency(design), before);
}

TEST(LanguageProperties, SeparatePoolsPrefillElsewhere)
{
    DesignPoint design = designOf({"llama-3-70b", "h100-sxm", "vllm", "bf16", "8"}, "16", "2048", "128");
    design.set(Parameter::WorkloadBatching, 1.0);
    const Result together = simulate(design, shippedCatalog());
    design.set(Parameter::MappingPools, 1.0);
    design.set(Parameter::GpuPrefillCount, 8);
    const Result apart = simulate(design, shippedCatalog());
    ASSERT_TRUE(apart.verdict.usable()) << describe(apart.verdict);
    EXPECT_LT(apart[Metric::BetweenTokens], together[Metric::BetweenTokens]);
    EXPECT_GT(apart[Metric::FirstStep], together[Metric::FirstStep]); // the cache has to move
    EXPECT_GT(apart[Metric::PrefillUtilisation], 0.0);
    design.set(Parameter::GpuPrefillCount, 4);
    EXPECT_EQ(simulate(design, shippedCatalog()).verdict.reason, Reason::CopyNeedsGpus);
}

TEST(LanguageProperties, ErrorsOfSendsBetweenPipelineStagesEnterTheBand)
{
    DesignPoint design = designOf(kServings[1]);
    design.set(Parameter::GpuCount, 4);
    design.set(Parameter::LmPipelineParallel, 4);
    const Catalog unsure = changed([](Gpu& gpu) {
        for (KernelFit& fit : gpu.kernels) {
            if (fit.variant == "send_recv") {
                fit.stated = {5e3, 1e4}; // of a small part of the time: more than whole runs show
                fit.standIn = fit.stated;
            }
        }
    });
    const Result as = simulate(design, shippedCatalog());
    const Result with = simulate(design, unsure);
    EXPECT_EQ(with[Metric::SequenceLatency], as[Metric::SequenceLatency]);
    EXPECT_GT(with[Metric::LanguageError], as[Metric::LanguageError]);
    EXPECT_GT(with[Metric::LanguageErrorP90], as[Metric::LanguageErrorP90]);
    design.set(Parameter::LmPipelineParallel, 1);
    EXPECT_EQ(simulate(design, unsure)[Metric::LanguageError],
              simulate(design, shippedCatalog())[Metric::LanguageError]);
}

TEST(LanguageProperties, AnIdleGpuDrawsAboutTheSameWhateverTheNumberFormat)
{
    for (const char* gpu : {"l40s", "mi300x", "gaudi3", "gb200", "h100-sxm", "b200"}) {
        const auto watts = [gpu](const char* precision) {
            const DesignPoint design = designOf({"llama-3-8b", gpu, "vllm", precision, "1"}, "1", "16", "64");
            const ResolvedDesign resolved = resolve(design, shippedCatalog());
            const GpuPasses passes(resolved);
            return passes.watts(0.0, 0.0, 1.0);
        };
        EXPECT_NEAR(watts("fp8") / watts("bf16"), 1.0, 0.25) << gpu;
    }
}

TEST(LanguageProperties, TheBandIsNeverNarrowerThanWhatWholeRunsShow)
{
    const Catalog& catalog = shippedCatalog();
    for (const Serving& s : kServings) {
        const Result result = simulate(designOf(s), catalog);
        const auto& gpu = catalog.gpus.at(static_cast<std::size_t>(catalog.find(CatalogKind::Gpu, s.gpu)));
        const auto& stack = catalog.stacks.at(static_cast<std::size_t>(catalog.find(CatalogKind::Stack, s.stack)));
        if (stack.decoderLayerLaunch > 0.0)
            continue; // its own error is that of whole steps
        const ErrorBand first = servedError(catalog, gpu, ServedTime::FirstToken, stack.kernelsAs);
        EXPECT_GE(result[Metric::FirstTokenError], first.median) << s.gpu;
        EXPECT_GE(result[Metric::FirstTokenErrorP90], first.p90) << s.gpu;
        bool exact = false;
        const ErrorBand each = servedError(catalog, gpu, ServedTime::PerToken, stack.kernelsAs, &exact);
        const KernelFit* offline = bestFit(gpu.kernels, {KernelClass::HostOverhead, {}, {}, stack.hostAs});
        if (exact || !offline || stack.hostAs.empty()) {
            EXPECT_GE(result[Metric::LanguageError], each.median) << s.gpu;
            EXPECT_GE(result[Metric::LanguageErrorP90], each.p90) << s.gpu;
        }
        if (offline && !stack.hostAs.empty()) {
            EXPECT_GE(result[Metric::LanguageError], offline->stated.median) << s.gpu;
            EXPECT_GE(result[Metric::LanguageErrorP90], offline->stated.p90) << s.gpu;
        }
    }
}

TEST(LanguageProperties, TheFrontEndOfARequestDelaysItsFirstTokenAndNothingElse)
{
    const DesignPoint design = designOf(kServings[1]);
    Catalog none = shippedCatalog();
    const auto vllm = static_cast<std::size_t>(none.find(CatalogKind::Stack, "vllm"));
    const double host = none.stacks[vllm].firstToken;
    ASSERT_GT(host, 0.0);
    none.stacks[vllm].firstToken = 0.0;
    const Result with = simulate(design, shippedCatalog());
    const Result without = simulate(design, none);
    EXPECT_NEAR(with[Metric::FirstStep] - without[Metric::FirstStep], host, 1e-12);
    EXPECT_NEAR(with[Metric::SequenceLatency] - without[Metric::SequenceLatency], host, 1e-12);
    EXPECT_NEAR(with[Metric::BetweenTokens], without[Metric::BetweenTokens], 1e-12);
    EXPECT_EQ(with[Metric::Tokens], without[Metric::Tokens]);
    double seconds = 0.0;
    for (const StageCost& cost : with.breakdown.entries())
        seconds += cost.seconds;
    EXPECT_NEAR(seconds, with[Metric::Tpot], 1e-12);
}

} // namespace
} // namespace ralmscope
