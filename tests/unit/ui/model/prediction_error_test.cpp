// SPDX-License-Identifier: GPL-3.0-or-later
#include "prediction_error.h"

#include "model_fixture.h"
#include "parameter_choices.h"

#include <gtest/gtest.h>

#include <cmath>

namespace ralmscope {
namespace {

constexpr double kLanguage = 0.10;
constexpr double kLanguageP90 = 0.30;
constexpr double kPower = 0.24;
constexpr double kFirst = 0.31;

/// A token of which the language model takes `share` of time and joules; the rest is an FPGA scan.
Result token(double share)
{
    Result result;
    result.breakdown.add(Stage::FullyConnected, DeviceKind::Gpu, share, share);
    result.breakdown.add(Stage::CodeScan, DeviceKind::Fpga, 1.0 - share, 1.0 - share);
    for (const Metric metric : {Metric::Tpot, Metric::Tokens, Metric::EnergyPerToken, Metric::PlainStep,
                                Metric::SearchMedian, Metric::FirstStep, Metric::PrefillTime, Metric::GpuUtilisation})
        result[metric] = 1.0;
    result[Metric::LanguageError] = kLanguage;
    result[Metric::LanguageErrorP90] = kLanguageP90;
    result[Metric::FirstTokenError] = kFirst;
    result[Metric::FirstTokenErrorP90] = kFirst;
    result[Metric::PowerError] = kPower;
    result[Metric::PowerErrorP90] = kPower;
    return result;
}

/// No system that anybody measured end to end; its searches were.
DesignPoint unmeasuredSystem()
{
    DesignPoint design = shippedState().design;
    design.set(Parameter::LmPrecision, static_cast<double>(Precision::Fp8));
    return design;
}

std::optional<PredictionError> errorOf(Metric metric, const Result& result)
{
    return predictionError(metric, unmeasuredSystem(), result, shipped().measured.get());
}

double searchError()
{
    return shipped().measured->typicalError(unmeasuredSystem(), Metric::SearchMedian)->relative;
}

TEST(PredictionError, AllLanguageModelIsTheErrorOfItsConstants)
{
    const auto error = errorOf(Metric::Tpot, token(1.0));
    ASSERT_TRUE(error);
    EXPECT_DOUBLE_EQ(error->median, kLanguage);
    EXPECT_DOUBLE_EQ(error->p90, kLanguageP90);
    EXPECT_TRUE(error->propagated());
}

TEST(PredictionError, SharesOfTimeWeighIndependentErrors)
{
    ASSERT_GT(searchError(), 0.0);
    const auto error = errorOf(Metric::Tpot, token(0.6));
    ASSERT_TRUE(error);
    EXPECT_NEAR(error->median, std::hypot(0.6 * kLanguage, 0.4 * searchError()), 1e-12);
}

TEST(PredictionError, UpToTheFirstTokenItHasAnErrorOfItsOwn)
{
    EXPECT_DOUBLE_EQ(errorOf(Metric::PrefillTime, token(1.0))->median, kFirst);
    Result result = token(1.0);
    result[Metric::SearchMedian] = 0.25;
    EXPECT_NEAR(errorOf(Metric::FirstStep, result)->p90,
                std::hypot(0.75 * kFirst,
                           0.25 * shipped().measured->typicalError(unmeasuredSystem(), Metric::SearchMedian)->p90),
                1e-12);
}

TEST(PredictionError, ARateHasTheRelativeErrorOfItsTime)
{
    EXPECT_EQ(errorOf(Metric::Tokens, token(0.6))->p90, errorOf(Metric::Tpot, token(0.6))->p90);
}

TEST(PredictionError, ASaturatedPoolDecidesAlone)
{
    Result result = token(0.6);
    result.verdict = {Status::Saturated, Reason::RetrievalSaturated, Parameter::FpgaCount, 2.0, 0.0, 1.0};
    EXPECT_DOUBLE_EQ(errorOf(Metric::Tokens, result)->median, searchError());
    result.verdict.reason = Reason::PrefillSaturated;
    EXPECT_DOUBLE_EQ(errorOf(Metric::Tokens, result)->median, kLanguage);
}

TEST(PredictionError, JoulesOfGpusHaveThePowerModelsErrorToo)
{
    EXPECT_DOUBLE_EQ(errorOf(Metric::EnergyPerToken, token(1.0))->median, std::hypot(kLanguage, kPower));
}

TEST(PredictionError, AStepWithoutRetrievalHasNothingOfTheSearch)
{
    EXPECT_DOUBLE_EQ(errorOf(Metric::PlainStep, token(0.2))->median, kLanguage);
}

TEST(PredictionError, WhatWasMeasuredEndToEndNeedsNoPropagation)
{
    const SessionState state = shippedState();
    const auto error = predictionError(Metric::Tpot, state.design, token(0.5), shipped().measured.get());
    ASSERT_TRUE(error);
    EXPECT_GE(error->measuredRuns, 2u);
    EXPECT_GE(error->p90, error->median);
    EXPECT_LT(error->median, kLanguage) << "seen on the prototype itself";
}

TEST(PredictionError, NoStatementOnWhatWasNeverMeasured)
{
    EXPECT_FALSE(predictionError(Metric::Tpot, unmeasuredSystem(), token(0.5), nullptr)) << "half is an unknown search";
    EXPECT_TRUE(predictionError(Metric::Tpot, unmeasuredSystem(), token(0.95), nullptr)) << "it hardly matters";
    Result unknown = token(1.0);
    unknown[Metric::LanguageError] = std::nan("");
    EXPECT_FALSE(errorOf(Metric::Tpot, unknown));
    EXPECT_FALSE(errorOf(Metric::GpuUtilisation, token(1.0))) << "neither a time nor a rate nor an energy";
    unknown = token(1.0);
    unknown.verdict.status = Status::Infeasible;
    EXPECT_FALSE(errorOf(Metric::Tpot, unknown));
}

} // namespace
} // namespace ralmscope
