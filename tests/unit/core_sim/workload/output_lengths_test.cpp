// SPDX-License-Identifier: GPL-3.0-or-later
#include "output_lengths.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

namespace ralmscope {
namespace {

double totalOf(const std::vector<double>& tokens)
{
    return std::accumulate(tokens.begin(), tokens.end(), 0.0);
}

TEST(OutputLengths, QuantileAndSurvivalAreInverse)
{
    const OutputLengths lengths = dollyCreativeWriting().output;
    for (const double p : {0.05, 0.2, 0.5, 0.8, 0.95, 0.985, 0.999})
        EXPECT_NEAR(lengths.survival(lengths.quantile(p)), 1.0 - p, 1e-12);
    EXPECT_EQ(lengths.quantile(0.5), 144);
    EXPECT_EQ(lengths.survival(5000), 0);
    EXPECT_EQ(lengths.survival(0), 1);
}

TEST(OutputLengths, DollyCreativeWritingHasItsPublishedStatistics)
{
    const OutputLengths lengths = dollyCreativeWriting().output;
    EXPECT_NEAR(lengths.mean(), 221.8, 0.2);
    EXPECT_EQ(lengths.quantile(0.1), 52);
    EXPECT_EQ(lengths.quantile(0.99), 1537);
    EXPECT_EQ(lengths.quantile(1.0), 2091);
}

TEST(OutputLengths, LogNormalHasItsMedianAndMean)
{
    const OutputLengths lengths = OutputLengths::logNormal(85, 0.83);
    EXPECT_NEAR(lengths.quantile(0.5), 85, 1e-9);
    EXPECT_NEAR(lengths.mean(), 85 * std::exp(0.83 * 0.83 / 2), 4);
}

TEST(DecayOfParallelism, ConstantLengthsKeepTheWholeBatch)
{
    const auto tokens = decayOfParallelism(OutputLengths::constant(100), 8);
    EXPECT_DOUBLE_EQ(tokens.at(8), 100);
    EXPECT_DOUBLE_EQ(totalOf(tokens), 100);
}

TEST(DecayOfParallelism, NoTokenIsLost)
{
    const OutputLengths lengths = dollyCreativeWriting().output;
    for (const int batch : {1, 4, 64, 200}) {
        const auto tokens = decayOfParallelism(lengths, batch);
        double served = 0.0;
        for (std::size_t left = 0; left < tokens.size(); ++left)
            served += static_cast<double>(left) * tokens[left];
        EXPECT_NEAR(served, batch * lengths.mean(), 1e-6 * served) << batch;
    }
}

TEST(DecayOfParallelism, LongestOutputsOfSampledBatchesAreMet)
{
    // Means over 600 static batches drawn from the records.
    const OutputLengths lengths = dollyCreativeWriting().output;
    for (const auto& [batch, longest] :
         {std::pair{4, 458.0}, {8, 622.0}, {16, 830.0}, {32, 1088.0}, {64, 1377.0}, {128, 1593.0}})
        EXPECT_NEAR(totalOf(decayOfParallelism(lengths, batch)), longest, 0.05 * longest) << batch;
}

TEST(DecayOfParallelism, AnEmptyBatchNeedsNothing)
{
    EXPECT_EQ(totalOf(decayOfParallelism(OutputLengths::constant(100), 0)), 0);
}

} // namespace
} // namespace ralmscope
