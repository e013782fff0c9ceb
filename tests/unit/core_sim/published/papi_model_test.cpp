// SPDX-License-Identifier: GPL-3.0-or-later
#include "papi_model.h"

#include "attacc_configuration.h"
#include "shipped_catalog.h"

#include <gtest/gtest.h>

#include <limits>

namespace ralmscope::papi {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

Machine machineOf(const char* calibration)
{
    return machine(*findCalibration(calibration), test::shippedStack(attacc::kStackId));
}

Serving serving(double batch, double speculation, const char* model = "LLAMA-65B")
{
    const MeasuredLengths dolly = dollyCreativeWriting();
    Serving result;
    result.model = *attacc::findModel(model);
    result.batch = batch;
    result.speculation = speculation;
    result.lengths = dolly.output;
    result.promptTokens = dolly.meanPrompt;
    return result;
}

Scheduling withAlpha(double alpha)
{
    Scheduling scheduling;
    scheduling.alpha = alpha;
    return scheduling;
}

double total(const Machine& machine, Design design, const Serving& load, const Scheduling& scheduling = {})
{
    return evaluate(machine, design, load, scheduling).total();
}

TEST(PapiChecks, ArithmeticIntensityIsThePublishedOne)
{
    EXPECT_NEAR(fullyConnectedIntensity(32, 7168), 31.717, 0.001);
    EXPECT_NEAR(fullyConnectedIntensity(1024, 9216), 837.82, 0.01);
    EXPECT_NEAR(attentionIntensity(8, 100, 128), 7.0, 0.01);
}

TEST(PapiChecks, FcPimReadsAThirdOfTheTimesAtFourRows)
{
    const Machine papi = machineOf("nominal");
    EXPECT_EQ(papi.fullyConnected.banks, 768);
    EXPECT_EQ(papi.attention.banks, 1024);
    const Serving load = serving(4, 1);
    const double gain = iteration(papi, Design::AttAccOnly, load, 4, false).fullyConnected
        / iteration(papi, Design::PimOnlyPapi, load, 4, false).fullyConnected;
    EXPECT_NEAR(gain, 3.0, 1e-12) << "published 2.9";
    const double alone = iteration(papi, Design::AttAccOnly, load, 1, false).fullyConnected
        / iteration(papi, Design::PimOnlyPapi, load, 1, false).fullyConnected;
    EXPECT_NEAR(alone, 0.75, 1e-12) << "one row: fewer banks and no reuse";
}

TEST(PapiChecks, WeightsAreThoseOfThePublishedModels)
{
    EXPECT_NEAR(weightBytes(*attacc::findModel("LLAMA-65B")), 128.85e9, 0.01e9);
    EXPECT_NEAR(weightBytes(*attacc::findModel("OPT-66B")), 130.46e9, 0.01e9);
    EXPECT_NEAR(weightBytes(*attacc::findModel("GPT-175B")), 347.89e9, 0.01e9);
}

TEST(PapiSchedule, AlphaZeroIsAllGpuAndInfinityAllPim)
{
    const Machine papi = machineOf("nominal");
    const Outcome gpu = evaluate(papi, Design::Papi, serving(64, 2), withAlpha(0));
    EXPECT_EQ(gpu.gpuIterations, gpu.iterations);
    EXPECT_EQ(gpu.energy.fullyConnectedPim, 0);
    const Outcome pim = evaluate(papi, Design::Papi, serving(64, 2), withAlpha(kInfinity));
    EXPECT_EQ(pim.gpuIterations, 0);
    EXPECT_EQ(pim.energy.fullyConnectedGpu, 0);
    EXPECT_DOUBLE_EQ(pim.decode.total(), evaluate(papi, Design::PimOnlyPapi, serving(64, 2)).decode.total());
}

TEST(PapiSchedule, CalibratedAlphaIsWhereTheCurvesCross)
{
    for (const Calibration& calibration : calibrations()) {
        const Machine papi = machine(calibration, test::shippedStack(attacc::kStackId));
        const FullyConnectedCost cost(papi, *attacc::findModel("GPT-175B"));
        const double alpha = cost.crossover();
        const auto gpu = [&](double n) { return cost.gpu(n) + cost.gpuOverhead(n); };
        const auto pim = [&](double n) { return cost.pim(papi.fullyConnected, n) + cost.pimOverhead(); };
        EXPECT_NEAR(gpu(alpha), pim(alpha), 1e-4 * gpu(alpha));
        EXPECT_LT(pim(0.9 * alpha), gpu(0.9 * alpha));
        EXPECT_LT(gpu(1.1 * alpha), pim(1.1 * alpha));
    }
}

TEST(PapiSchedule, DynamicIsNeverSlowerThanTheBetterStaticMapping)
{
    for (const Calibration& calibration : calibrations()) {
        const Machine papi = machine(calibration, test::shippedStack(attacc::kStackId));
        for (const double batch : {4.0, 16.0, 64.0}) {
            for (const double speculation : {1.0, 2.0, 4.0}) {
                const Serving load = serving(batch, speculation);
                Scheduling dynamic;
                dynamic.switchSeconds = 1e-3;
                const double fixed = std::min(total(papi, Design::Papi, load, withAlpha(0)),
                                              total(papi, Design::Papi, load, withAlpha(kInfinity)));
                EXPECT_LE(total(papi, Design::Papi, load, dynamic), fixed * (1 + 1e-12) + dynamic.switchSeconds);
            }
        }
    }
}

TEST(PapiSchedule, StaticKeepsTheSideOfTheFirstIteration)
{
    const Machine papi = machineOf("nominal");
    Scheduling fixed = withAlpha(40);
    fixed.policy = Policy::Static;
    const Outcome large = evaluate(papi, Design::Papi, serving(64, 1), fixed);
    EXPECT_EQ(large.gpuIterations, large.iterations);
    EXPECT_EQ(evaluate(papi, Design::Papi, serving(16, 1), fixed).gpuIterations, 0);
    const Outcome dynamic = evaluate(papi, Design::Papi, serving(64, 1), withAlpha(40));
    EXPECT_GT(dynamic.gpuIterations, 0);
    EXPECT_LT(dynamic.gpuIterations, 0.2 * dynamic.iterations) << "most iterations have few requests left";
}

TEST(PapiSchedule, TheTimelineShowsWhereTheLayersMove)
{
    const auto stages = timeline(machineOf("nominal"), Design::Papi, serving(64, 1), withAlpha(20), 200);
    ASSERT_EQ(stages.size(), 200u);
    EXPECT_EQ(stages.front().requests, 64);
    EXPECT_TRUE(stages.front().onGpu);
    EXPECT_FALSE(stages.back().onGpu);
    for (std::size_t i = 1; i < stages.size(); ++i) {
        EXPECT_LE(stages[i].requests, stages[i - 1].requests);
        EXPECT_EQ(stages[i].onGpu, stages[i].rows > 20);
    }
}

TEST(PapiModel, TimesAndEnergiesAddUp)
{
    const Outcome outcome = evaluate(machineOf("B"), Design::Papi, serving(64, 2), {});
    EXPECT_NEAR(outcome.gpuSeconds + outcome.pimSeconds, outcome.decode.total(), 1e-9 * outcome.decode.total());
    EXPECT_DOUBLE_EQ(outcome.energy.total(),
                     outcome.energy.fullyConnectedGpu + outcome.energy.fullyConnectedPim + outcome.energy.attention
                         + outcome.energy.link);
}

TEST(PapiModel, MoreStacksAreNeverSlower)
{
    Machine papi = machineOf("nominal");
    double before = kInfinity;
    for (const double stacks : {10.0, 20.0, 30.0, 45.0, 60.0, 120.0}) {
        papi.fullyConnected.stacks = stacks;
        papi.attention.stacks = 2.0 * stacks;
        const double now = total(papi, Design::Papi, serving(64, 2));
        EXPECT_LE(now, before * (1 + 1e-12));
        before = now;
    }
}

TEST(PapiModel, Figure10aSignAndCrossoverAreReproduced)
{
    const auto advantage = [](const char* calibration, double batch) {
        const Machine papi = machineOf(calibration);
        return total(papi, Design::GpuAttAcc, serving(batch, 1)) / total(papi, Design::AttAccOnly, serving(batch, 1));
    };
    for (const char* calibration : {"B", "C"}) {
        EXPECT_GT(advantage(calibration, 4), 1) << "PIM alone is faster at batch 4";
        EXPECT_LT(advantage(calibration, 16), 1) << "and slower at batch 16";
    }
}

TEST(PapiModel, CalibrationsKeepTheirValues)
{
    // Values of this model, not of the paper: they guard the code.
    const auto average = [](const char* calibration, Design versus) {
        double sum = 0.0;
        for (const char* model : {"LLAMA-65B", "OPT-66B", "GPT-175B"}) {
            for (const double batch : {4.0, 16.0, 64.0}) {
                for (const double speculation : {1.0, 2.0, 4.0}) {
                    const Serving load = serving(batch, speculation, model);
                    const Machine papi = machineOf(calibration);
                    sum += total(papi, versus, load) / total(papi, Design::Papi, load);
                }
            }
        }
        return sum / 27.0;
    };
    EXPECT_NEAR(average("B", Design::GpuAttAcc), 1.58, 0.02);
    EXPECT_NEAR(average("B", Design::AttAccOnly), 3.57, 0.05);
    EXPECT_NEAR(average("C", Design::GpuAttAcc), 1.29, 0.02);
    EXPECT_NEAR(average("C", Design::AttAccOnly), 7.62, 0.08);
}

TEST(PapiModel, AcceptanceShortensOrLengthensTheRun)
{
    Serving all = serving(16, 4);
    Serving half = all;
    half.acceptance = 0.5;
    Serving none = all;
    none.acceptance = 0.0;
    const Machine papi = machineOf("nominal");
    EXPECT_LT(evaluate(papi, Design::Papi, all).iterations, evaluate(papi, Design::Papi, half).iterations);
    EXPECT_NEAR(evaluate(papi, Design::Papi, none).iterations, evaluate(papi, Design::Papi, serving(16, 1)).iterations,
                1e-9);
}

TEST(PapiModel, SpeculationsTogetherAreTheSameAsOneByOne)
{
    const Machine papi = machineOf("nominal");
    const std::array speculations{1.0, 2.0, 4.0};
    const auto together = evaluateSpeculations(papi, Design::Papi, serving(64, 1), speculations);
    ASSERT_EQ(together.size(), 3u);
    for (std::size_t i = 0; i < 3; ++i)
        EXPECT_EQ(together[i].total(), total(papi, Design::Papi, serving(64, speculations[i])));
}

TEST(PapiModel, CapacityIsCheckedPerPool)
{
    const Machine papi = machineOf("nominal");
    EXPECT_TRUE(evaluate(papi, Design::Papi, serving(64, 1, "GPT-175B")).weightsFit) << "360 GB hold 348 GB";
    Machine small = papi;
    small.fullyConnected.stacks = 28;
    EXPECT_FALSE(evaluate(small, Design::Papi, serving(64, 1, "GPT-175B")).weightsFit);
    EXPECT_TRUE(evaluate(papi, Design::Papi, serving(64, 1)).keysValuesFit);
    EXPECT_FALSE(evaluate(papi, Design::Papi, serving(1024, 1, "GPT-175B")).keysValuesFit);
}

} // namespace
} // namespace ralmscope::papi
