// SPDX-License-Identifier: GPL-3.0-or-later
#include "readout_model.h"

#include "model_fixture.h"
#include "parameter_choices.h"

#include <gmock/gmock.h>

#include <algorithm>

namespace ralmscope {
namespace {

using enum Parameter;

ReadoutModel readoutOf(const SessionState& state)
{
    return makeReadout(directFrame(state), *shipped().catalog);
}

SessionState againstCpu()
{
    SessionState state = shippedState();
    state.baseline = Baseline{QStringLiteral("CPU"), state.design};
    state.baseline->design.set(RetrievalOrganisation, static_cast<double>(Organisation::Cpu));
    return state;
}

TEST(Readout, HeadlinesAreTheChartsMetricsWithPrefixedUnits)
{
    const ReadoutModel model = readoutOf(shippedState());
    EXPECT_EQ(model.headlines[0].metric, Metric::Tpot);
    EXPECT_EQ(model.headlines[0].unit, "ms");
    EXPECT_EQ(model.headlines[1].unit, "tokens/s");
    EXPECT_TRUE(model.headlines[0].delta.empty());
    EXPECT_TRUE(model.baselineName.empty());
    EXPECT_THAT(model.headlines[0].exact, testing::EndsWith(" s"));
}

TEST(Readout, MeasuredMetricsCarryTheModelsTypicalError)
{
    const ReadoutModel model = makeReadout(directFrame(shippedState(), shipped().measured.get()), *shipped().catalog);
    EXPECT_THAT(model.headlines[0].error, testing::MatchesRegex("± [0-9]+ %")) << "time per token was measured";
    EXPECT_EQ(model.headlines[0].errorBasis, "measured runs");
    EXPECT_THAT(model.headlines[0].errorDoc, testing::HasSubstr("90th percentile"));
}

TEST(Readout, ErrorsOfOtherMetricsAreThoseOfTheConstantsAndSayWhichOnes)
{
    SessionState state = shippedState();
    const Catalog& catalog = *shipped().catalog;
    state.design.set(RetrievalOrganisation, static_cast<double>(Organisation::None));
    state.design.set(LmModel, catalog.find(CatalogKind::Model, "llama-3-8b"));
    state.design.set(LmStack, catalog.find(CatalogKind::Stack, "vllm"));
    state.design.set(LmPrecision, static_cast<double>(Precision::Bf16));
    state.design.set(WorkloadPrompt, 1024);
    const auto on = [&](const char* gpu) {
        state.design.set(GpuDevice, catalog.find(CatalogKind::Gpu, gpu));
        return readoutOf(state);
    };
    const auto languageLine = [](const ReadoutModel& model) {
        return *std::find_if(model.provenance.begin(), model.provenance.end(), [](const ProvenanceLine& line) {
            return line.what == costClassName(CostClass::LanguageModel);
        });
    };
    const ReadoutModel measured = on("h100-sxm");
    EXPECT_EQ(measured.headlines[0].errorBasis, "this GPU");
    EXPECT_EQ(languageLine(measured).tagText, "measured on this GPU");
    EXPECT_THAT(languageLine(measured).tip, testing::HasSubstr("matrix products"));
    const ReadoutModel unmeasured = on("v100");
    EXPECT_THAT(unmeasured.headlines[0].error, testing::MatchesRegex("± [0-9]+ %"));
    EXPECT_EQ(unmeasured.headlines[0].errorBasis, "generic") << "nobody has measured its kernels";
    EXPECT_EQ(languageLine(unmeasured).tagText, "generic constants");
}

TEST(Readout, LargeCountsStayShort)
{
    Result result;
    result[Metric::Tokens] = 1270721;
    const MetricLine line = makeMetricLine(Metric::Tokens, result, nullptr);
    EXPECT_EQ(line.value + " " + line.unit, "1.27 M tokens/s");
    EXPECT_EQ(line.exact, "1270721 tokens/s");
    result[Metric::Tokens] = 1705;
    EXPECT_EQ(makeMetricLine(Metric::Tokens, result, nullptr).value, "1705");
}

TEST(Readout, DeltasKnowWhichDirectionIsBetter)
{
    const ReadoutModel model = readoutOf(againstCpu());
    EXPECT_EQ(model.baselineName, "CPU");
    EXPECT_EQ(model.headlines[0].sign, -1);
    EXPECT_EQ(model.headlines[0].direction, Direction::Better) << "less time per token";
    EXPECT_EQ(model.headlines[1].sign, 1);
    EXPECT_EQ(model.headlines[1].direction, Direction::Better) << "more throughput";
    EXPECT_THAT(model.headlines[0].delta, testing::StartsWith("-"));
}

TEST(Readout, TheSameDesignHasNoDirection)
{
    SessionState state = shippedState();
    state.baseline = Baseline{QStringLiteral("Same"), state.design};
    const ReadoutModel model = readoutOf(state);
    EXPECT_EQ(model.headlines[0].sign, 0);
    EXPECT_EQ(model.headlines[0].direction, Direction::Neutral);
}

TEST(Readout, ListsOnlyMetricsThatApply)
{
    SessionState state = shippedState();
    state.design.set(RetrievalOrganisation, static_cast<double>(Organisation::Cpu));
    for (const MetricLine& line : readoutOf(state).metrics) {
        EXPECT_NE(line.value, "n/a") << line.label;
        EXPECT_NE(line.metric, Metric::FpgaUtilisation);
    }
}

TEST(Readout, SaysWhatFits)
{
    const ReadoutModel model = readoutOf(shippedState());
    ASSERT_EQ(model.fits.size(), 2u);
    for (const FitBar& bar : model.fits) {
        EXPECT_TRUE(bar.fits);
        EXPECT_GT(bar.fraction, 0.0);
        EXPECT_LT(bar.fraction, 1.0);
    }
    EXPECT_FALSE(model.bottleneck.empty());
    EXPECT_EQ(model.banner.level, Banner::Level::None);
    EXPECT_FALSE(model.provenance.empty());
}

TEST(Readout, WhatDoesNotFitIsAnErrorWithTheNumbers)
{
    SessionState state = shippedState();
    state.design.set(DatabaseVectors, 1e10);
    const ReadoutModel model = readoutOf(state);
    EXPECT_EQ(model.banner.level, Banner::Level::Error);
    EXPECT_FALSE(model.banner.text.empty());
    ASSERT_EQ(model.fits.size(), 2u);
    EXPECT_FALSE(model.fits[1].fits);
    EXPECT_GT(model.fits[1].fraction, 1.0);
    EXPECT_THAT(model.fits[1].problem, testing::HasSubstr("does not fit"));
    EXPECT_EQ(model.headlines[0].value, "n/a");
}

TEST(Readout, HelpsCanBeApplied)
{
    const ReadoutModel model = readoutOf(shippedState());
    ASSERT_FALSE(model.helps.empty());
    Session session(shipped().catalog);
    session.restore(shippedState());
    EXPECT_TRUE(session.setParameter(model.helps[0].parameter, model.helps[0].value));
    EXPECT_THAT(model.helps[0].text, testing::HasSubstr("→"));
    std::size_t shorter = 0;
    for (const HelpLine& line : model.helps) {
        for (const std::string& text : line.shorterTexts)
            EXPECT_LT(text.size(), line.text.size());
        shorter += line.shorterTexts.size();
    }
    EXPECT_GT(shorter, 0U);
    EXPECT_THAT(model.helps[0].changeText, testing::StartsWith("-"));
}

} // namespace
} // namespace ralmscope
