// SPDX-License-Identifier: GPL-3.0-or-later
// How prompts enter: packed together, through pipelines, from GPUs of their own, for a draft model too.
#include "language_model.h"
#include "parameter_choices.h"
#include "resolved_design.h"
#include "shipped_catalog.h"
#include "simulate.h"

#include <cmath>
#include <gtest/gtest.h>

namespace ralmscope {
namespace {

using test::designWith;
using test::shippedCatalog;

DesignPoint served(const char* model, const char* batch, const char* prompt, const char* output, const char* batching)
{
    return designWith({{"lm.model", model},
                       {"gpu.device", "h100-sxm"},
                       {"lm.stack", "vllm"},
                       {"lm.precision", "bf16"},
                       {"gpu.count", "1"},
                       {"workload.batch", batch},
                       {"workload.prompt", prompt},
                       {"workload.sequence", output},
                       {"workload.batching", batching},
                       {"retrieval.organisation", "none"}});
}

DesignPoint piped(DesignPoint design, double stages)
{
    design.set(Parameter::GpuCount, stages);
    design.set(Parameter::LmPipelineParallel, stages);
    return design;
}

Result run(const DesignPoint& design)
{
    Result result = simulate(design, shippedCatalog());
    EXPECT_TRUE(result.verdict.usable()) << describe(result.verdict);
    return result;
}

TEST(PromptPacking, StagesOfAPipelineReadDifferentPrompts)
{
    const DesignPoint prompts = served("llama-3-8b", "8", "4096", "1", "continuous");
    const double one = run(prompts)[Metric::Tokens];
    for (const double stages : {2.0, 4.0, 8.0}) {
        const double rate = run(piped(prompts, stages))[Metric::Tokens];
        EXPECT_GT(rate, 0.85 * stages * one) << stages;
        EXPECT_LT(rate, 1.1 * stages * one) << stages;
    }
}

TEST(PromptPacking, ABatchFillsAndDrainsItsPipeline)
{
    const DesignPoint batch = served("llama-3-8b", "64", "1024", "64", "static");
    const double whole = run(batch)[Metric::PrefillTime];
    for (const double stages : {2.0, 4.0, 8.0}) {
        const double ideal = whole / stages;
        const double bubble = (2.0 * stages - 1.0) / stages;
        EXPECT_NEAR(run(piped(batch, stages))[Metric::PrefillTime], bubble * ideal, 0.12 * bubble * ideal) << stages;
    }
}

TEST(PromptPacking, GpusOfAnEmptyStageAreNotBusy)
{
    const Result two = run(piped(served("llama-3-8b", "2", "128", "128", "static"), 8.0));
    EXPECT_LT(two[Metric::GpuUtilisation], 0.26);
    EXPECT_GT(two[Metric::GpuUtilisation], 0.20);
}

TEST(PromptPacking, ManyShortRequestsAreReadTogether)
{
    const double continuous = run(served("llama-3-8b", "256", "16", "16", "continuous"))[Metric::Tokens];
    const double still = run(served("llama-3-8b", "256", "16", "16", "static"))[Metric::Tokens];
    EXPECT_GT(continuous, 0.5 * still);
    EXPECT_LE(continuous, 1.01 * still);
}

TEST(PromptPacking, OneMoreRequestIsNeverFaster)
{
    for (const char* prompt : {"16", "700", "5000"}) {
        DesignPoint design = served("llama-3-8b", "1", prompt, "32", "continuous");
        double before = 0.0;
        for (double batch = 1.0; batch < 160.0; ++batch) {
            design.set(Parameter::WorkloadBatch, batch);
            const double now = simulate(design, shippedCatalog())[Metric::SequenceLatency];
            if (std::isnan(now))
                break; // does not fit
            EXPECT_GE(now, before * (1.0 - 1e-12)) << prompt << ' ' << batch;
            before = now;
        }
    }
}

TEST(PromptPacking, CachesMoveNoFasterThanTheNetwork)
{
    DesignPoint design = served("llama-2-7b", "32", "2048", "16", "continuous");
    design.set(Parameter::MappingPools, static_cast<double>(Pools::Separate));
    design.set(Parameter::GpuPrefillCount, 1.0);
    design.set(Parameter::GpuCount, 16.0);
    const double perRequest = 2048.0 * kvBytesPerToken(*resolve(design, shippedCatalog()).model, 2.0);
    double before = 0.0;
    for (const double bandwidth : {1e8, 1e9, 5e10}) {
        design.set(Parameter::NetworkBandwidth, bandwidth);
        const Result result = run(design);
        EXPECT_LE(result[Metric::Requests] * perRequest, 1.0001 * bandwidth);
        EXPECT_GE(result[Metric::Tokens], before);
        before = result[Metric::Tokens];
        EXPECT_EQ(result.verdict.reason == Reason::CacheTransferSaturated, bandwidth < 1e10) << bandwidth;
        EXPECT_NEAR(result.breakdown.seconds(), result[Metric::Tpot], 1e-9 * result[Metric::Tpot]);
    }
    EXPECT_LT(run(design)[Metric::NetworkUtilisation], 1.0);
}

TEST(PromptPacking, ADraftModelReadsThePromptToo)
{
    DesignPoint design = served("llama-3-8b", "8", "4096", "64", "static");
    const double alone = run(design)[Metric::PrefillTime];
    design.set(Parameter::LmSpeculation, static_cast<double>(SpeculationKind::DraftModel));
    design.set(Parameter::LmDraftModel, shippedCatalog().find(CatalogKind::Model, "llama-3-8b"));
    EXPECT_NEAR(run(design)[Metric::PrefillTime], 2.0 * alone, 0.02 * alone);
}

TEST(PromptPacking, ADraftContinuesTextAsTheModelDoes)
{
    DesignPoint design = served("llama-3-8b", "8", "128", "64", "static");
    design.set(Parameter::LmSpeculation, static_cast<double>(SpeculationKind::DraftModel));
    design.set(Parameter::LmDraftModel, shippedCatalog().find(CatalogKind::Model, "t5-11b"));
    EXPECT_EQ(simulate(design, shippedCatalog()).verdict.reason, Reason::DraftWithEncoder);
}

} // namespace
} // namespace ralmscope
