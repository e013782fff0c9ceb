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
