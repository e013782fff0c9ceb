// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel_fits.h"
#include "row_split.h"

#include <gtest/gtest.h>

#include <cmath>

#include <fmt/format.h>

namespace ralmscope {
namespace {

const KernelMachine kMachine{100, 1e14, 1e12, 4e7, 1e11, 400};

/// Element-wise kernels that cost exactly what these constants say, every tenth of them three times as much.
std::vector<MeasuredKernel> samples(double fixed, double efficiency, bool outliers)
{
    ConstantValues truth{};
    truth[0] = fixed;
    truth[1] = efficiency;
    std::vector<MeasuredKernel> rows;
    for (int i = 0; i < 100; ++i) {
        MeasuredKernel row;
        row.work = {KernelClass::Elementwise, kMachine, ElementwiseCall{1e4 * std::pow(1.1, i)}};
        row.variant = "add";
        row.measured = predict(row.work, truth) * (outliers && i % 10 == 3 ? 3.0 : 1.0);
        row.heldOut = isHeldOut(fmt::format("{}", i));
        rows.push_back(row);
    }
    return rows;
}

TEST(RobustFit, FindsTheConstantsOfItsOwnPredictions)
{
    const auto fits = fitKernels(KernelClass::Elementwise, samples(7e-6, 0.43, false));
    ASSERT_EQ(fits.size(), 1U);
    EXPECT_EQ(fits[0].rows, 100U);
    EXPECT_NEAR(fits[0].values[0], 7e-6, 7e-8);
    EXPECT_NEAR(fits[0].values[1], 0.43, 0.005);
    EXPECT_LT(fits[0].holdOut.p90, 0.01);
}

TEST(RobustFit, OutliersDoNotPullTheConstants)
{
    const auto fits = fitKernels(KernelClass::Elementwise, samples(7e-6, 0.43, true));
    EXPECT_NEAR(fits[0].values[0], 7e-6, 3e-7);
    EXPECT_NEAR(fits[0].values[1], 0.43, 0.02);
}

TEST(RobustFit, SameInputSameBits)
{
    const auto rows = samples(2e-6, 0.8, true);
    EXPECT_EQ(fitKernels(KernelClass::Elementwise, rows)[0].values,
              fitKernels(KernelClass::Elementwise, rows)[0].values);
}

TEST(RobustFit, RowsKeptApartDoNotMatter)
{
    auto rows = samples(2e-6, 0.8, false);
    const ConstantValues before = fitKernels(KernelClass::Elementwise, rows)[0].values;
    for (MeasuredKernel& row : rows)
        row.measured *= row.heldOut ? 5.0 : 1.0;
    const KernelFit after = fitKernels(KernelClass::Elementwise, rows)[0];
    EXPECT_EQ(after.values, before);
    EXPECT_GT(after.holdOut.median, 0.5);
}

TEST(RobustFit, ConstantsStayInTheirBounds)
{
    for (const KernelFit& fit : fitKernels(KernelClass::Elementwise, samples(1.0, 1e-3, false))) {
        std::size_t i = 0;
        for (const ConstantInfo& row : kernelConstants(KernelClass::Elementwise)) {
            EXPECT_GE(fit.values[i], row.low * 0.9999);
            EXPECT_LE(fit.values[i++], row.high * 1.0001);
        }
    }
}

TEST(RobustFit, GroupsWithFewRowsAreLeftOut)
{
    auto rows = samples(2e-6, 0.8, false);
    rows.resize(7);
    EXPECT_TRUE(fitKernels(KernelClass::Elementwise, rows).empty());
}

/// Watts of serving on a board that draws 30 % of its limit when it serves next to nothing.
MeasuredKernel served(const char* variant, double perFlop, double perByte, double flops, double bandwidth)
{
    ConstantValues truth{};
    truth[0] = 0.3;
    truth[1] = perFlop;
    truth[2] = perByte;
    MeasuredKernel row;
    row.work = {KernelClass::BoardPower, kMachine, Utilisation{flops, bandwidth}};
    row.variant = variant;
    row.measured = predict(row.work, truth);
    return row;
}

TEST(ServingPower, AFewRowsAtOneLoadTakeTheFloorOfTheOthers)
{
    std::vector<MeasuredKernel> rows;
    for (int i = 0; i < 40; ++i)
        rows.push_back(served("e2e", 1.2, 0.5, 0.01 * (i % 8), 0.02 * i));
    for (int i = 0; i < 8; ++i)
        rows.push_back(served("e2e 8-bit", 2.0, 0.9, 0.1, 0.4 + 0.001 * i));
    const auto fits = fitKernels(KernelClass::BoardPower, rows);
    ASSERT_EQ(fits.size(), 2U);
    EXPECT_EQ(fits[1].variant, "e2e 8-bit");
    EXPECT_DOUBLE_EQ(fits[1].values[0], fits[0].values[0]);
    EXPECT_NEAR(fits[1].values[0], 0.3, 0.01);
    EXPECT_NEAR(fits[0].values[1], 1.2, 0.1);
    EXPECT_NEAR(fits[0].values[2], 0.5, 0.05);
    EXPECT_LT(fits[1].pooled.p90, 0.02);
}

TEST(ServingPower, SingleKernelsKeepAFloorOfTheirOwn)
{
    std::vector<MeasuredKernel> rows;
    for (int i = 0; i < 40; ++i) {
        rows.push_back(served("e2e", 1.2, 0.5, 0.01 * (i % 8), 0.02 * i));
        rows.push_back(served("gemm bf16", 1.2, 0.5, 0.01 * (i % 8), 0.02 * i));
        rows.back().measured *= 0.5;
    }
    const auto fits = fitKernels(KernelClass::BoardPower, rows);
    ASSERT_EQ(fits.size(), 2U);
    EXPECT_GT(fits[0].values[0], 1.5 * fits[1].values[0]);
}

TEST(RobustFit, CountsRowsKeptApartAndPoolsAll)
{
    auto rows = samples(2e-6, 0.8, true);
    std::size_t apart = 0;
    for (const MeasuredKernel& row : rows)
        apart += row.heldOut ? 1 : 0;
    const KernelFit fit = fitKernels(KernelClass::Elementwise, rows)[0];
    EXPECT_EQ(fit.apart, apart);
    EXPECT_GE(fit.pooled.p90, std::min(fit.fit.p90, fit.holdOut.p90));
    EXPECT_LE(fit.pooled.p90, std::max(fit.fit.p90, fit.holdOut.p90));
}

TEST(RowSplit, KeepsOneRowInFiveApart)
{
    int apart = 0;
    for (int i = 0; i < 10000; ++i)
        apart += isHeldOut(fmt::format("H100,{},4096", i)) ? 1 : 0;
    EXPECT_NEAR(apart, 2000, 150);
}

TEST(ErrorBand, IsLinearBetweenNeighbours)
{
    const ErrorBand band = errorBand({0.4, 0.1, 0.3, 0.2, 0.0});
    EXPECT_DOUBLE_EQ(band.median, 0.2);
    EXPECT_DOUBLE_EQ(band.p90, 0.36);
    EXPECT_TRUE(std::isnan(errorBand({}).median));
}

} // namespace
} // namespace ralmscope
