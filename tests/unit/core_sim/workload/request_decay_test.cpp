// SPDX-License-Identifier: GPL-3.0-or-later
#include "request_decay.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

namespace ralmscope {
namespace {

double generated(const RequestDecay& decay)
{
    double sum = 0.0;
    for (const DecayPhase& phase : decay.phases())
        sum += phase.requests * phase.tokens;
    return sum;
}

/// Tokens during which at least `requests` are left.
double tokensAbove(const std::vector<double>& tokens, double requests)
{
    double sum = 0.0;
    for (std::size_t left = 1; left < tokens.size(); ++left)
        sum += static_cast<double>(left) >= requests ? tokens[left] : 0.0;
    return sum;
}

TEST(RequestDecay, EqualLengthsNeverDecay)
{
    const RequestDecay decay(OutputLengths::constant(512), 64);
    ASSERT_EQ(decay.phases().size(), 1u);
    EXPECT_EQ(decay.phases()[0].requests, 64);
    EXPECT_EQ(decay.tokens(), 512);
}

TEST(RequestDecay, EveryTokenIsCountedOnce)
{
    for (const double batch : {1.0, 2.0, 5.0, 16.0, 64.0, 1000.0}) {
        const OutputLengths lengths = dollyCreativeWritingLengths();
        EXPECT_NEAR(generated(RequestDecay(lengths, batch)), batch * lengths.mean(), 1e-6 * batch * lengths.mean());
    }
}

TEST(RequestDecay, AgreesWithTheSumOverBinomials)
{
    for (const OutputLengths& lengths : {dollyCreativeWritingLengths(), OutputLengths::logNormal(200, 0.8)}) {
        for (const int batch : {4, 16, 64, 128}) {
            const std::vector<double> exact = decayOfParallelism(lengths, batch);
            const RequestDecay decay(lengths, batch);
            const double longest = tokensAbove(exact, 1);
            EXPECT_NEAR(decay.tokens(), longest, 0.07 * longest) << batch;
            // A phase ends when the requests left fall below what stood in its middle, mirrored.
            double left = batch;
            for (const DecayPhase& phase : decay.phases()) {
                left = std::round(2.0 * phase.requests - left - 1.0);
                EXPECT_NEAR(phase.from + phase.tokens, tokensAbove(exact, left + 1.0), 0.07 * longest)
                    << batch << ": " << left;
            }
        }
    }
}

TEST(RequestDecay, PhasesPartWhereAsked)
{
    const std::array<double, 1> breaks{10};
    const RequestDecay decay(dollyCreativeWritingLengths(), 64, breaks);
    const RequestDecay unbroken(dollyCreativeWritingLengths(), 64);
    EXPECT_EQ(decay.phases().size(), unbroken.phases().size() + 1) << "the others stay where they are";
    for (const DecayPhase& phase : decay.phases())
        EXPECT_TRUE(phase.requests > 10.0 || phase.requests <= 10.0 + 1e-9) << phase.requests;
    double above = 0.0;
    for (const DecayPhase& phase : decay.phases())
        above += phase.requests > 10.0 ? phase.tokens : 0.0;
    EXPECT_NEAR(above, expectedOrderStatistic(dollyCreativeWritingLengths(), 54, 64), 0.03 * above);
}

TEST(RequestDecay, TheLongestOfManyIsTheExpectedMaximum)
{
    EXPECT_NEAR(expectedOrderStatistic(OutputLengths::measured({{0, 0}, {1, 100}}), 1, 1), 50, 0.5);
    EXPECT_NEAR(expectedOrderStatistic(OutputLengths::measured({{0, 0}, {1, 100}}), 4, 4), 80, 1);
    EXPECT_NEAR(RequestDecay(dollyCreativeWritingLengths(), 64).tokens(), 1377, 0.05 * 1377)
        << "600 simulated batches of measured lengths";
}

} // namespace
} // namespace ralmscope
